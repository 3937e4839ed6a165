"""Tests of check_style.py. Words it bans are pieced together, since it reads this file too."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import check_style


def complaints(text, name="src/base/thing.cpp"):
    return list(check_style.check_file(name, text))


def function(lines, head="int f()"):
    return head + " {\n" + "  x();\n" * (lines - 2) + "}\n"


class Sizes(unittest.TestCase):
    def test_a_file_of_400_lines_passes_and_of_401_does_not(self):
        self.assertEqual([], complaints("int x;\n" * 400))
        self.assertEqual(["src/base/thing.cpp: 401 lines; at most 400"], complaints("int x;\n" * 401))

    def test_a_function_of_70_lines_passes_and_of_71_does_not(self):
        self.assertEqual([], complaints(function(70)))
        self.assertEqual(["src/base/thing.cpp:1: a function of 71 lines; at most 70"],
                         complaints(function(71)))

    def test_a_function_in_a_class_in_a_namespace_is_found(self):
        text = ("namespace headway {\nclass a : public b {\n public:\n"
                + function(80, "  result<int> f(const c& d) const noexcept") + "};\n}\n")
        self.assertEqual(["src/base/thing.cpp:4: a function of 80 lines; at most 70"],
                         complaints(text))

    def test_a_constructor_that_braces_its_members_is_found(self):
        self.assertEqual(1, len(complaints(function(80, "a::a(int x) : x_{x}, y_(2), z_{}"))))

    def test_a_template_a_test_and_a_trailing_type_are_found(self):
        for head in ("template <class T>\nT f(T t)", "TEST(Close, Refuses)", "auto f() -> int",
                     "auto f(int a) requires(sizeof(int) > 2)"):
            self.assertEqual(1, len(complaints(function(80, head))), head)

    def test_a_long_table_is_no_function(self):
        rows = '  {"GET", route("/a"), call},\n' * 90
        for head in ("const row table[] =", "const auto table = std::to_array<row>(",
                     "enum class kind", "struct s", 'extern "C"'):
            self.assertEqual([], complaints(head + " {\n" + rows + "};\n"), head)

    def test_a_function_that_returns_a_table_is_as_long_as_its_steps(self):
        table = "  return {\n" + '    get("/a", [](call& c) { return f(c); }),\n' * 90 + "  };\n"
        self.assertEqual([], complaints("table f() {\n" + "  x();\n" * 60 + table + "}\n"))
        self.assertEqual(1, len(complaints("table f() {\n" + "  x();\n" * 70 + table + "}\n")))

    def test_a_long_class_of_short_functions_passes(self):
        self.assertEqual([], complaints("class a {\n" + "  int f() { return 1; }\n" * 90 + "};\n"))

    def test_braces_in_texts_comments_and_macros_do_not_count(self):
        text = ('int f() {\n  return g("{") + h(R"({{)") + \'{\';  // {\n}\n'
                "#define OPEN(x) \\\n  if (x) {\n" + "int a;\n" * 80)
        self.assertEqual([], complaints(text))

    def test_digit_separators_are_no_characters(self):
        self.assertEqual([], complaints("int a = 1'000;\nint b() { return 2'0; }\n" + "int c;\n" * 80))


class Bans(unittest.TestCase):
    def test_each_banned_call_is_named_with_its_replacement(self):
        for text in ("ra" "nd();", "sprin" "tf(a, b);", "std::reg" "ex r;", "ass" "ert(x);",
                     "std::en" "dl;", "using name" "space std;", "co_aw" "ait f();",
                     "local" "time_r(&a, &b);", "thread.det" "ach();"):
            found = complaints(text + "\n", "src/people/roster.cpp")
            self.assertEqual(1, len(found), text)
            self.assertIn("; use ", found[0])

    def test_what_merely_resembles_a_banned_call_passes(self):
        for text in ("static_assert(x);", "fmt::format(a);", "snprintf(a, 2, b);", "operand(a);",
                     "// ra" "nd() is banned", 'f("ass' 'ert(x)");'):
            self.assertEqual([], complaints(text + "\n"), text)

    def test_calendar_calls_belong_to_base(self):
        text = "gm" "time_r(&a, &b);\n"
        self.assertEqual([], complaints(text, "src/base/time.cpp"))
        self.assertEqual(1, len(complaints(text, "src/people/roster.cpp")))

    def test_a_test_does_not_sleep(self):
        text = "std::this_thread::sleep_for(1ms);\n"
        self.assertEqual(1, len(complaints(text, "src/http/server_test.cpp")))
        self.assertEqual([], complaints(text, "src/http/server.cpp"))


class LeftOvers(unittest.TestCase):
    def test_left_over_notes_are_found_in_every_language(self):
        for name in ("src/a/b.cpp", "web/src/c.vue", "tools/d.py"):
            self.assertEqual(1, len(complaints("\n// TO" "DO later\n", name)), name)

    def test_tests_that_do_not_run_are_found(self):
        for text in ("TEST(A, DISABLED" "_B)", "GTEST" "_SKIP();", "it.sk" "ip('x')",
                     "describe.on" "ly('x')", "x" "it('x')"):
            self.assertEqual(1, len(complaints(text + "\n", "web/src/a.ts")), text)

    def test_exit_is_not_a_disabled_test(self):
        self.assertEqual([], complaints("process.exit(1)\n", "web/src/a.ts"))


class Names(unittest.TestCase):
    def test_nameless_rooms_are_refused(self):
        for name in ("src/util/a.cpp", "src/base/helpers.hpp", "web/src/common/x.ts", "misc.py"):
            self.assertTrue(any("needs a name" in c for c in complaints("#pragma once\n", name)), name)

    def test_the_commons_are_a_room(self):
        self.assertEqual([], complaints("", "src/commons/rules.cpp"))

    def test_a_header_is_guarded(self):
        self.assertEqual(["src/a/b.hpp: #pragma once is missing"], complaints("", "src/a/b.hpp"))

    def test_generated_types_are_left_alone(self):
        self.assertEqual([], complaints("x\n" * 9000, "web/src/api/schema.d.ts"))


if __name__ == "__main__":
    unittest.main()
