#!/usr/bin/env python3
"""Runs clang-tidy over the sources that changed since they last passed: --build DIR --jobs N.

A source has changed when it, a header that it includes (as the build recorded) or .clang-tidy is
newer than its stamp under DIR/tidy.
"""
import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys

CLANG_TIDY = "clang-tidy-16"


def parse_dependencies(listing, root):
    """{object name: [paths below root]} from `ninja -t deps`."""
    found, current = {}, None
    for line in listing.splitlines():
        if line and not line.startswith(" "):
            current = found.setdefault(line.split(":")[0], [])
        elif line.strip() and current is not None:
            path = pathlib.Path(line.strip())
            if path.is_relative_to(root):
                current.append(path)
    return found


def is_stale(stamp, inputs):
    """Whether any of `inputs` is newer than the file `stamp`, or it is absent."""
    if not stamp.exists():
        return True
    made = stamp.stat().st_mtime
    return any(path.exists() and path.stat().st_mtime > made for path in inputs)


def stale_sources(root, build):
    """[(source, stamp)] of the project's own sources that are due."""
    commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    listing = subprocess.run(["ninja", "-C", build, "-t", "deps"], stdout=subprocess.PIPE,
                             check=True, text=True).stdout
    dependencies = parse_dependencies(listing, root)
    due = []
    for command in commands:
        source = pathlib.Path(command["file"])
        if source.suffix != ".cpp" or build in source.parents or not source.exists():
            continue
        stamp = build / "tidy" / (re.sub(r"[^\w.]", "_", str(source.relative_to(root))) + ".passed")
        object_name = re.search(r" -o (\S+)", command["command"]).group(1)
        inputs = [source, root / ".clang-tidy", *dependencies.get(object_name, [])]
        if is_stale(stamp, inputs):
            due.append((source, stamp))
    return due


def tidy(build, source, stamp):
    """Checks one source; returns the complaints, empty when it passed."""
    done = subprocess.run([CLANG_TIDY, "-p", build, "--quiet", "--warnings-as-errors=*", source],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode == 0:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
        return ""
    return done.stdout or done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    root = pathlib.Path(__file__).resolve().parent.parent
    build = options.build.resolve()
    due = stale_sources(root, build)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for complaints in pool.map(lambda row: tidy(build, *row), due):
            if complaints:
                failed += 1
                print(complaints)
    print(f"clang-tidy: {len(due)} sources checked, {failed} with complaints")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
