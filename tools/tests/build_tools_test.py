"""Tests of embed_assets.py, run_tidy.py and test_summary.py."""
import gzip
import json
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import embed_assets
import run_tidy
import test_summary


class Folder(unittest.TestCase):
    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = pathlib.Path(kept.name)

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path


class EmbedAssets(Folder):
    def collect(self):
        (self.folder / "cache").mkdir(exist_ok=True)
        return embed_assets.collect(self.folder / "dist", self.folder / "cache")

    def test_a_missing_web_app_gives_an_empty_table(self):
        blob, table = embed_assets.render(self.collect())
        self.assertEqual(b"", blob)
        self.assertIn("return {};", table)

    def test_a_text_is_packed_and_unpacks_to_itself(self):
        text = b"<p>shift</p>" * 100
        self.write("dist/index.html", text)
        (row,) = self.collect()
        self.assertEqual("/index.html", row[0])
        self.assertEqual(text, row[4])
        self.assertEqual(text, gzip.decompress(row[5]))
        self.assertTrue(0 < len(row[6]) < len(row[5]))

    def test_what_does_not_shrink_is_kept_as_it_is(self):
        self.write("dist/icon.png", os.urandom(500))
        self.write("dist/tiny.txt", b"ab")
        self.assertEqual([(b"", b"")] * 2, [row[5:] for row in self.collect()])

    def test_only_names_with_a_hash_never_change(self):
        for name in ("assets/index-3f2aBc_d.js", "assets/plain.js", "sw.js"):
            self.write("dist/" + name, b"x")
        self.assertEqual({"/assets/index-3f2aBc_d.js": True, "/assets/plain.js": False,
                          "/sw.js": False}, {row[0]: row[3] for row in self.collect()})

    def test_maps_are_not_served(self):
        self.write("dist/index.js.map", b"{}")
        self.assertEqual([], self.collect())

    def test_an_unknown_kind_of_file_stops_the_build(self):
        self.write("dist/a.unknown", b"x")
        self.assertRaises(SystemExit, self.collect)

    def test_the_table_points_at_the_bytes(self):
        self.write("dist/a.png", b"12345")
        self.write("dist/b.png", b"678")
        blob, table = embed_assets.render(self.collect())
        self.assertEqual(b"12345678", blob)
        self.assertIn("{begin + 5, 3}", table)


class RunTidy(Folder):
    def test_the_builds_record_of_headers_is_read(self):
        listing = ("a.cpp.o: #deps 3, deps mtime 1 (VALID)\n    /p/src/a.cpp\n    /usr/include/b\n"
                   "    /p/src/a.hpp\n\nc.o: #deps 1, deps mtime 1 (VALID)\n    /p/src/c.cpp\n")
        self.assertEqual({"a.cpp.o": [pathlib.Path("/p/src/a.cpp"), pathlib.Path("/p/src/a.hpp")],
                          "c.o": [pathlib.Path("/p/src/c.cpp")]},
                         run_tidy.parse_dependencies(listing, pathlib.Path("/p")))

    def test_a_source_is_due_when_a_header_is_newer_than_its_stamp(self):
        stamp, header = self.write("stamp", b""), self.write("a.hpp", b"")
        os.utime(stamp, (100, 100))
        os.utime(header, (90, 90))
        self.assertFalse(run_tidy.is_stale(stamp, [header]))
        os.utime(header, (110, 110))
        self.assertTrue(run_tidy.is_stale(stamp, [header]))

    def test_a_source_that_never_passed_is_due(self):
        self.assertTrue(run_tidy.is_stale(self.folder / "stamp", []))


class Summary(Folder):
    def report(self, name, *cases):
        self.write(name, json.dumps({"testsuites": [{"name": "S", "testsuite": [
            {"name": case, "result": result, **more} for case, result, more in cases]}]}).encode())

    def test_all_shards_are_added_up(self):
        self.report("shard_1.json", ("A", "COMPLETED", {}), ("B", "SUPPRESSED", {}))
        self.report("shard_2.json", ("B", "COMPLETED", {"failures": [{"failure": "no"}]}))
        self.assertEqual((1, 1, ["S.B"]), test_summary.summarise(self.folder))

    def test_nothing_ran_is_nothing_passed(self):
        self.assertEqual((0, 0, []), test_summary.summarise(self.folder))


if __name__ == "__main__":
    unittest.main()
