"""Tests of check_texts.py."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import check_texts

ZH = {"shift": {"now": "当班", "left": "还剩 {hours} 小时"}}
EN = {"shift": {"now": "My shift", "left": "{hours} h left"}}
USE = "t('shift.now'); t(\"shift.left\", { hours })"


def complaints(source=USE, zh=None, en=None, path="pages/shift.vue"):
    return check_texts.check(zh or ZH, en or EN, {path: source})


class Texts(unittest.TestCase):
    def test_complete_texts_pass(self):
        self.assertEqual([], complaints())

    def test_a_key_in_one_language_only_is_named(self):
        self.assertEqual(["shift.left is missing in en.json"],
                         complaints(en={"shift": {"now": "My shift"}}))

    def test_an_empty_text_is_named(self):
        self.assertIn("shift.now is empty",
                      complaints(en={"shift": {"now": " ", "left": "{hours} h left"}}))

    def test_arguments_must_agree(self):
        self.assertEqual(["shift.left has other arguments in zh.json than in en.json"],
                         complaints(en={"shift": {"now": "My shift", "left": "{h} h left"}}))

    def test_an_unknown_key_is_named(self):
        self.assertEqual(["pages/shift.vue: the key shift.never does not exist"],
                         complaints(USE + "; $t('shift.never')"))

    def test_an_unused_key_is_named(self):
        self.assertEqual(["shift.left is not used"], complaints("{{ $t('shift.now') }}"))

    def test_a_key_passed_on_as_data_is_used(self):
        self.assertEqual([], complaints("const rows = ['shift.now', \"shift.left\"]"))

    def test_a_key_in_a_keypath_is_used(self):
        self.assertEqual([], complaints('<i18n-t keypath="shift.left" /> {{ t("shift.now") }}'))

    def test_a_key_put_together_uses_all_it_may_become(self):
        self.assertEqual([], complaints("t(`shift.${name}`)"))

    def test_a_key_put_together_must_begin_like_one(self):
        self.assertIn("pages/shift.vue: no key begins with shifts.",
                      complaints(USE + "; t(`shifts.${name}`)"))

    def test_other_functions_that_end_in_t_are_no_use(self):
        self.assertEqual([], complaints(USE + "; emit('update'); import('x'); format('y')"))

    def test_chinese_in_a_source_is_refused_with_its_line(self):
        self.assertEqual(["pages/shift.vue:2: Chinese outside web/src/texts"],
                         complaints(USE + "\nconst a = '当班'"))

    def test_chinese_in_a_comment_is_fine(self):
        self.assertEqual([], complaints(USE + "\n// 当班\n/* 当班 */\n<!-- 当班 -->"))

    def test_an_address_is_no_comment(self):
        self.assertEqual(1, len(complaints(USE + "\nconst a = 'http://x' + '当班'")))


if __name__ == "__main__":
    unittest.main()
