"""Tests of check_layers.py."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import check_layers

LAYERS = """
base:
sql: base   # the store
http: base
journal: sql
api: journal http
people: api
hazards: people
app: hazards
sqlite3.h <- sql/sqlite
boost/asio <- http/ app/
"""


def complaints(**files):
    """Checks files named `module__file` -> module/file.hpp; `_test` and the like keep .cpp."""
    named = {name.replace("__", "/") + (".cpp" if name.endswith("_test") else ".hpp"): text
             for name, text in files.items()}
    return check_layers.check(named, LAYERS)


class Layers(unittest.TestCase):
    def test_downwards_is_allowed_even_over_several_steps(self):
        self.assertEqual([], complaints(base__ids="", hazards__records='#include "base/ids.hpp"\n'))

    def test_upwards_is_refused_with_its_line(self):
        found = complaints(base__ids='#pragma once\n#include "sql/row.hpp"\n', sql__row="")
        self.assertEqual(["base/ids.hpp:2: base may not include sql (sql/row.hpp)"], found)

    def test_sideways_is_refused(self):
        self.assertEqual(1, len(complaints(sql__row='# include "http/url.hpp"', http__url="")))

    def test_a_neighbour_named_without_its_folder_is_known(self):
        self.assertEqual([], complaints(sql__row='#include "value.hpp"', sql__value=""))

    def test_a_test_may_look_upwards(self):
        self.assertEqual([], complaints(base__ids_test='#include "sql/row.hpp"', sql__row=""))

    def test_the_engine_header_stays_in_its_driver(self):
        self.assertEqual([], complaints(sql__sqlite_driver="#include <sqlite3.h>"))
        self.assertEqual(["sql/row.hpp:1: <sqlite3.h> belongs to sql/sqlite"],
                         complaints(sql__row="#include <sqlite3.h>"))

    def test_a_guarded_folder_covers_its_headers(self):
        self.assertEqual([], complaints(app__main="#include <boost/asio/ip/tcp.hpp>"))
        self.assertEqual(1, len(complaints(sql__row="#include <boost/asio/ip/tcp.hpp>")))

    def test_rules_are_pure(self):
        found = complaints(hazards__rules='#include "sql/row.hpp"', sql__row="")
        self.assertEqual(["hazards/rules.hpp:1: rules and facts are pure; they may not include "
                          "sql/row.hpp"], found)
        self.assertEqual([], complaints(hazards__records='#include "sql/row.hpp"', sql__row=""))
        self.assertEqual([], complaints(people__facts='#include "api/permission.hpp"',
                                        api__permission=""))

    def test_an_undeclared_folder_is_refused(self):
        self.assertEqual(1, len(complaints(extras__thing="")))

    def test_headers_in_a_circle_are_found(self):
        found = complaints(base__a='#include "base/b.hpp"', base__b='#include "base/a.hpp"')
        self.assertEqual(["a circle of includes: base/a.hpp -> base/b.hpp -> base/a.hpp"], found)

    def test_layers_in_a_circle_are_refused(self):
        self.assertIn("circle", check_layers.check({}, "a: b\nb: a\n")[0])

    def test_a_layer_above_an_unknown_one_is_refused(self):
        self.assertIn("unknown", check_layers.check({}, "a: b\n")[0])

    def test_the_projects_own_list_is_sound(self):
        text = (pathlib.Path(check_layers.__file__).parent / "layers.txt").read_text()
        layers, _ = check_layers.parse_layers(text)
        self.assertIn("base", layers["app"])
        self.assertNotIn("http", layers["journal"])


if __name__ == "__main__":
    unittest.main()
