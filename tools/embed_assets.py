#!/usr/bin/env python3
"""Puts the built web app into the binary: embed_assets.py DIST OUTPUT CACHE.

Writes into OUTPUT: assets.bin (all bytes, one after the other), assets.S (takes them in with
.incbin) and assets.cpp (the table behind src/api/assets.hpp). CACHE keeps compressed files by their
hash, since brotli 11 is slow. A missing or empty DIST gives an empty table.
"""
import gzip
import hashlib
import pathlib
import re
import subprocess
import sys

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
COMPRESSIBLE = {".css", ".html", ".ico", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest"}
NOT_SERVED = {".map", ".gz", ".br"}
# Compressed copies are kept only where they save a tenth.
WORTH_IT = 0.9
# Vite names what it bundles NAME-HASH.EXT, with eight characters of hash.
HASHED_NAME = re.compile(r"^/assets/.+-[\w-]{8}\.\w+$")


def compress_gzip(data):
    return gzip.compress(data, 9, mtime=0)


def compress_brotli(data):
    return subprocess.run(["brotli", "--quality=11", "--stdout", "-"], input=data,
                          stdout=subprocess.PIPE, check=True).stdout


def compressed(data, digest, kind, compress, cache):
    """The compressed bytes, from `cache` when known; empty when it does not pay."""
    kept = cache / f"{digest}.{kind}"
    if kept.exists():
        packed = kept.read_bytes()
    else:
        packed = compress(data)
        kept.write_bytes(packed)
    return packed if len(packed) < WORTH_IT * len(data) else b""


def collect(dist, cache):
    """Every served file as (path, content type, digest, immutable, identity, gzip, brotli)."""
    rows = []
    for path in sorted(p for p in dist.rglob("*") if p.is_file()):
        if path.suffix in NOT_SERVED:
            continue
        if path.suffix not in CONTENT_TYPES:
            raise SystemExit(f"embed_assets: no content type known for {path}")
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:32]
        packed_gzip = packed_brotli = b""
        if path.suffix in COMPRESSIBLE:
            packed_gzip = compressed(data, digest, "gz", compress_gzip, cache)
            packed_brotli = compressed(data, digest, "br", compress_brotli, cache)
        url = "/" + path.relative_to(dist).as_posix()
        rows.append((url, CONTENT_TYPES[path.suffix], digest, bool(HASHED_NAME.match(url)),
                     data, packed_gzip, packed_brotli))
    return sorted(rows, key=lambda row: row[0].encode())


def render(rows):
    """Returns (all bytes, text of assets.cpp)."""
    blob = bytearray()
    lines = []
    for url, content_type, digest, immutable, *bodies in rows:
        views = []
        for body in bodies:
            views.append(f"{{begin + {len(blob)}, {len(body)}}}" if body else "{}")
            blob += body
        flag = "true" if immutable else "false"
        lines.append(f'    {{"{url}", "{content_type}", "{digest}", {flag},\n'
                     f"     {', '.join(views)}}},")
    head = "// Made by tools/embed_assets.py.\n#include \"api/assets.hpp\"\n\n"
    if not rows:
        return bytes(blob), (head + "namespace headway::api {\n"
                             "std::span<const asset> embedded_assets() { return {}; }\n}\n")
    table = "\n".join(lines)
    return bytes(blob), (
        head + f'extern "C" const char headway_assets_begin[{len(blob)}];\n\n'
        "namespace headway::api {\n"
        "namespace {\nconstexpr const char* begin = headway_assets_begin;\n"
        f"constexpr asset table[] = {{\n{table}\n}};\n}}\n"
        "std::span<const asset> embedded_assets() { return table; }\n}\n")


def assembler(blob_path):
    return (".section .rodata\n.global headway_assets_begin\n.balign 16\nheadway_assets_begin:\n"
            f'.incbin "{blob_path}"\n.section .note.GNU-stack,"",%progbits\n')


def main():
    dist, output, cache = (pathlib.Path(argument) for argument in sys.argv[1:4])
    output.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    blob, table = render(collect(dist, cache))
    (output / "assets.bin").write_bytes(blob)
    (output / "assets.S").write_text(assembler((output / "assets.bin").resolve()))
    (output / "assets.cpp").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
