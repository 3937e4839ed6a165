#!/usr/bin/env python3
"""Checks who includes whom under src/ against tools/layers.txt.

Tests may include what they like: nothing includes them. The rules and facts of a slice stay pure:
no store, no protocol.
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
PURE_FILE = re.compile(r"/(rules|facts|commands)\w*\.[ch]pp$")
IMPURE_MODULES = {"sql", "http", "api"}
PURE_AMONG_THEM = {"api/permission.hpp"}  # roles and permissions: values, which facts name


def parse_layers(text):
    """Returns ({module: set of all modules below}, {header: [path prefixes]}); raises on a circle."""
    below, guarded = {}, {}
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if "<-" in line:
            header, _, places = line.partition("<-")
            guarded[header.strip()] = places.split()
        elif line:
            module, _, names = line.partition(":")
            below[module.strip()] = names.split()
    return {module: reachable(module, below, ()) for module in below}, guarded


def reachable(module, below, above):
    if module in above:
        raise ValueError("layers.txt goes in a circle: " + " <- ".join(above + (module,)))
    if module not in below:
        raise ValueError(f"layers.txt: {above[-1]} names the unknown module {module}")
    found = set()
    for name in below[module]:
        found |= {name} | reachable(name, below, above + (module,))
    return found


def includes(text):
    """Yields (line number, quoted?, path) for every #include in `text`."""
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start(2)) + 1, match.group(1) == '"', match.group(2)


def resolve(includer, path, files):
    """The file of src/ that `includer` means by `path`, or None for one from elsewhere."""
    sibling = str(pathlib.PurePosixPath(includer).parent / path)
    return path if path in files else sibling if sibling in files else None


def check_file(name, text, files, layers, guarded):
    """Yields the complaints about one file; `name` is relative to src/."""
    module = name.split("/")[0]
    if module not in layers:
        yield f"{name}: the module {module} is not in tools/layers.txt"
        return
    test = name.endswith(("_test.cpp", "_fuzz.cpp"))
    for line, quoted, path in includes(text):
        for header, places in guarded.items():
            if path.startswith(header) and not name.startswith(tuple(places)):
                yield f"{name}:{line}: <{path}> belongs to {', '.join(places)}"
        target = resolve(name, path, files) if quoted else None
        if test or target is None:
            continue
        other = target.split("/")[0]
        if other != module and other not in layers[module]:
            yield f"{name}:{line}: {module} may not include {other} ({path})"
        elif PURE_FILE.search(name) and other in IMPURE_MODULES and target not in PURE_AMONG_THEM:
            yield f"{name}:{line}: rules and facts are pure; they may not include {path}"


def find_circle(files):
    """The first circle of includes among `files` {name: text}, as a list of names; or None."""
    graph = {name: [target for _, quoted, path in includes(text) if quoted
                    for target in [resolve(name, path, files)] if target]
             for name, text in files.items()}
    done = set()

    def walk(name, above):
        if name in above:
            return above[above.index(name):] + [name]
        if name in done:
            return None
        for target in graph[name]:
            circle = walk(target, above + [name])
            if circle:
                return circle
        done.add(name)
        return None

    for name in sorted(graph):
        circle = walk(name, [])
        if circle:
            return circle
    return None


def check(files, layers_text):
    """All complaints about `files` {path relative to src/: text}."""
    try:
        layers, guarded = parse_layers(layers_text)
    except ValueError as error:
        return [str(error)]
    complaints = []
    for name in sorted(files):
        complaints += check_file(name, files[name], files, layers, guarded)
    circle = find_circle(files)
    if circle:
        complaints.append("a circle of includes: " + " -> ".join(circle))
    return complaints


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    source = root / "src"
    files = {path.relative_to(source).as_posix(): path.read_text(encoding="utf-8")
             for path in source.rglob("*.[ch]pp")}
    complaints = check(files, (root / "tools/layers.txt").read_text(encoding="utf-8"))
    for complaint in complaints:
        print(f"layers: {complaint}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
