#!/usr/bin/env python3
"""Adds up the GoogleTest result files of all shards: prints `N passed, N failed`.

Fails when a test failed, or when none ran.
"""
import json
import pathlib
import sys


def summarise(folder):
    """Returns (passed, failed, names of the failed) over the result files in `folder`."""
    total, failed = 0, []
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        report = json.loads(path.read_text(encoding="utf-8"))
        for suite in report["testsuites"]:
            for case in suite["testsuite"]:
                if case.get("result") != "COMPLETED":
                    continue
                total += 1
                if case.get("failures"):
                    failed.append(f"{suite['name']}.{case['name']}")
    return total - len(failed), len(failed), failed


def main():
    passed, failed, names = summarise(sys.argv[1])
    for name in names:
        print(f"failed: {name}")
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
