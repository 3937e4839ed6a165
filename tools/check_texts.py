#!/usr/bin/env python3
"""Checks the texts of the web app, web/src/texts/zh.json and en.json.

Both hold the same keys with the same {arguments}; every key used exists; every key is used; and no
Chinese stands in the sources outside them.
"""
import json
import pathlib
import re
import sys

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# t('a.b'), $t("a.b"), te('a.b'), keypath="a.b"; the quote decides whether the key is whole.
CALL = re.compile(r"""(?:(?<![\w.])\$?te?\(\s*|\.t\(\s*|keypath=)(['"`])([^'"`]*)\1""")
QUOTED = re.compile(r"""(['"`])([\w.-]+)\1""")
STARTED = re.compile(r"`([\w-]+(?:\.[\w-]+)*\.)\$\{")
COMMENT = re.compile(r"<!--.*?-->|/\*.*?\*/|(?<![:\"'`\w])//[^\n]*", re.DOTALL)
ARGUMENT = re.compile(r"\{(\w+)\}")


def flatten(node, prefix=""):
    """{dotted key: text} of a nested object."""
    flat = {}
    for name, value in node.items():
        if isinstance(value, dict):
            flat.update(flatten(value, f"{prefix}{name}."))
        else:
            flat[prefix + name] = value
    return flat


def without_comments(text):
    return COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def compare(zh, en):
    """Yields the complaints about two flat text tables."""
    for key in sorted(zh.keys() ^ en.keys()):
        yield f"{key} is missing in {'en' if key in zh else 'zh'}.json"
    for key in sorted(zh.keys() & en.keys()):
        if not zh[key].strip() or not en[key].strip():
            yield f"{key} is empty"
        if set(ARGUMENT.findall(zh[key])) != set(ARGUMENT.findall(en[key])):
            yield f"{key} has other arguments in zh.json than in en.json"


def used_keys(text):
    """(keys surely used, strings that may be keys, beginnings of keys put together) in a source."""
    sure = {key for quote, key in CALL.findall(text) if "${" not in key and key}
    maybe = {key for _, key in QUOTED.findall(text)}
    return sure, maybe, set(STARTED.findall(text))


def check(zh, en, sources):
    """All complaints. `zh`, `en`: nested tables; `sources`: {path: text} outside the texts."""
    zh, en = flatten(zh), flatten(en)
    complaints = list(compare(zh, en))
    keys, seen, starts = zh.keys() | en.keys(), set(), set()
    for path, text in sorted(sources.items()):
        code = without_comments(text)
        sure, maybe, begun = used_keys(code)
        complaints += [f"{path}: the key {key} does not exist" for key in sorted(sure - keys)]
        complaints += [f"{path}: no key begins with {start}" for start in sorted(begun)
                       if re.search(r"\bte?\(\s*`" + re.escape(start), code)
                       and not any(key.startswith(start) for key in keys)]
        seen |= sure | maybe
        starts |= begun
        for number, line in enumerate(code.splitlines(), 1):
            if CHINESE.search(line):
                complaints.append(f"{path}:{number}: Chinese outside web/src/texts")
    for key in sorted(keys - seen):
        if not any(key.startswith(start) for start in starts):
            complaints.append(f"{key} is not used")
    return complaints


def is_source(path):
    return (path.suffix in {".ts", ".vue"} and "texts" not in path.parts
            and not path.name.endswith((".test.ts", ".spec.ts", ".d.ts")))


def main():
    source = pathlib.Path(__file__).resolve().parent.parent / "web/src"
    if not source.exists():
        return 0
    tables = [json.loads((source / "texts" / name).read_text(encoding="utf-8"))
              for name in ("zh.json", "en.json")]
    sources = {path.relative_to(source).as_posix(): path.read_text(encoding="utf-8")
               for path in source.rglob("*") if is_source(path.relative_to(source))}
    complaints = check(*tables, sources)
    for complaint in complaints:
        print(f"texts: {complaint}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
