#!/usr/bin/env python3
"""Checks what a formatter does not: sizes, banned calls, left-overs, names, disabled tests."""
import pathlib
import re
import subprocess
import sys

MOST_LINES = 400
MOST_FUNCTION_LINES = 70
SOURCES = (".cpp", ".hpp", ".ts", ".vue", ".py", ".sh", ".sql")
GENERATED = re.compile(r"\.d\.ts$|/generated/")
NAMELESS_ROOM = re.compile(r"(^|/)(utils?|common|helpers?|misc)(/|\.|$)")
# Pieced together so that this file does not hold them.
LEFT_OVER = re.compile(r"\b(" + "|".join(["TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK"]) + r")\b")
DISABLED = re.compile("DISABLED" "_|GTEST" r"_SKIP|\.(skip|only|fix" r"me)\s*\(|\bx(it|describe)\s*\(")

# (pattern, what to use instead, paths it is allowed in); C++ only, outside comments and strings.
BANNED = [
    (r"\bs?rand\s*\(", "std::mt19937_64 with a printed seed, or libsodium's randombytes", ()),
    (r"\bstrtok\s*\(", "a loop over string_view", ()),
    (r"\bv?sprintf\s*\(", "fmt::format", ()),
    (r"\b(strcpy|strcat|gets)\s*\(", "std::string", ()),
    (r"\b(atoi|atol|atof)\s*\(", "std::from_chars, which reports failure", ()),
    (r"\bstd::regex\b", "a small parser: std::regex is slow and overflows the stack", ()),
    (r"\bassert\s*\(", "ENSURE, which stays on in release", ()),
    (r"\bstd::endl\b", "'\\n'", ()),
    (r"\busing\s+namespace\s+std\b", "names with std::", ()),
    (r"\bco_(await|return|yield)\b", "callbacks: g++ 12.2 miscompiles coroutines", ()),
    (r"\bstd::(format|expected)\b", "fmt::format and result<T>: g++ 12 has neither", ()),
    (r"\b(localtime|gmtime|mktime|strftime)(_r)?\s*\(", "base/time.hpp", ("src/base/",)),
    (r"\.detach\s*\(\s*\)", "a thread that somebody joins", ()),
]
TEST_SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep|sleep)\s*\(")

TOKEN = re.compile(
    r'(?P<raw>R"(?P<mark>[^\s()\\]{0,16})\(.*?\)(?P=mark)")'
    r"|(?P<comment>//[^\n]*|/\*.*?\*/)"
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<digits>\b\d[\w.']*)"
    r"|(?P<char>'(?:\\.|[^'\\\n])+')", re.DOTALL)


def blank(text):
    """C++ `text` with the insides of comments and strings blanked, line by line as before."""
    def cover(match):
        if match.group("digits"):
            return match.group().replace("'", "_")
        hidden = re.sub(r"[^\n]", " ", match.group())
        return hidden if match.group("comment") else '"' + hidden[1:-1] + '"'
    return TOKEN.sub(cover, text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


SCOPE = re.compile(r"^(?:template\s*<[^{}]*>\s*|inline\s+|export\s+)*"
                   r"(?:namespace|class|struct|union|enum|extern)\b[^()]*$")

BEFORE_HEAD = re.compile(r"\s*(?:(?:public|private|protected)\s*:\s*)*")


def is_function_head(head):
    """Whether the text before a `{` at namespace or class scope opens a function."""
    head = head.strip()
    return "(" in head and not head.endswith(("(", ",", "=", "return")) and not SCOPE.match(head)


def table_lines(body):
    """How many lines of `body` are the inside of `return {...};`: a table is data, not steps."""
    lines = 0
    for match in re.finditer(r"\breturn\s*\{", body):
        depth, at = 1, match.end()
        while depth and at < len(body):
            depth += {"{": 1, "}": -1}.get(body[at], 0)
            at += 1
        lines += body.count("\n", match.end(), at)
    return lines


def long_functions(blanked):
    """Yields (line, length) of functions that are too long, tables apart. `blanked` comes from blank()."""
    code = blank_macros(blanked)
    depth, start, head_from = 0, 0, 0
    for match in re.finditer(r"[{};]", code):
        sign, at = match.group(), match.start()
        if depth:
            depth += {"{": 1, "}": -1, ";": 0}[sign]
            # A brace followed by a comma or another brace initialised a member; the body comes.
            if depth == 0 and not re.match(r"\s*[,{]", code[at + 1:at + 80]):
                length = code.count("\n", start, at) + 1 - table_lines(code[start:at])
                if length > MOST_FUNCTION_LINES:
                    yield line_of(code, start), length
                head_from = at + 1
            continue
        head = code[head_from:at]
        if sign == "{" and is_function_head(head):
            start = head_from + BEFORE_HEAD.match(head).end()
            depth = 1
        else:
            head_from = at + 1


def blank_macros(text):
    """`text` with preprocessor lines, and their continuations, blanked."""
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*",
                  lambda match: re.sub(r"[^\n]", " ", match.group()), text, flags=re.MULTILINE)


def check_cpp(name, text):
    code = blank(text)
    if name.endswith(".hpp") and "#pragma once" not in text:
        yield f"{name}: #pragma once is missing"
    for pattern, instead, allowed in BANNED:
        if name.startswith(allowed or "\0"):
            continue
        for match in re.finditer(pattern, code):
            yield f"{name}:{line_of(code, match.start())}: {match.group()} is banned; use {instead}"
    if name.endswith("_test.cpp"):
        for match in TEST_SLEEP.finditer(code):
            yield f"{name}:{line_of(code, match.start())}: a test waits for a condition, not a time"
    for line, length in long_functions(code):
        yield f"{name}:{line}: a function of {length} lines; at most {MOST_FUNCTION_LINES}"


def check_file(name, text):
    """Yields the complaints about the file `name` (relative to the project) that holds `text`."""
    if NAMELESS_ROOM.search(name):
        yield f"{name}: a room needs a name that says what is in it"
    if not name.endswith(SOURCES) or GENERATED.search(name):
        return
    lines = text.count("\n")
    if lines > MOST_LINES:
        yield f"{name}: {lines} lines; at most {MOST_LINES}"
    for pattern, complaint in ((LEFT_OVER, "left over"), (DISABLED, "a test that does not run")):
        for match in pattern.finditer(text):
            yield f"{name}:{line_of(text, match.start())}: {complaint}: {match.group()}"
    if name.endswith((".cpp", ".hpp")):
        yield from check_cpp(name, text)


def project_files(root):
    """The files that git tracks or would track."""
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=root,
                            stdout=subprocess.PIPE, check=True).stdout.decode()
    return [name for name in listed.split("\0") if name and (root / name).is_file()]


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    complaints = []
    for name in project_files(root):
        text = (root / name).read_text(encoding="utf-8") if name.endswith(SOURCES) else ""
        complaints += check_file(name, text)
    for complaint in complaints:
        print(f"style: {complaint}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
