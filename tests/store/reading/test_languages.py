"""The language of a text."""

from __future__ import annotations

import pytest

from store.reading.languages import language

BODY = "افتتحت البلدية صباح الأحد سوقا جديدة في وسط المدينة بعد عام من العمل.\nوحضر الافتتاح مئات السكان."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "ar"),
        ("وزیر خارجه گفت که مذاکرات ادامه خواهد یافت و نتیجه آن به‌زودی اعلام می‌شود.", "fa"),
        ("وزیرِ اعظم نے کہا کہ یہ منصوبہ اگلے سال مکمل ہو جائے گا۔", "ur"),
        ("وەزیری ناوخۆ ڕایگەیاند کە ڕێگاکە دەکرێتەوە", "ku"),
        ("The ministry said that the road is open.", "en"),
        ("Le ministre a dit que la route est ouverte dans le nord.", "fr"),
        ("השר אמר כי הכביש פתוח", "he"),
        ("12345 --- !!", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told_by_its_letters(text: str, code: str) -> None:
    assert language(text) == code


def test_a_few_foreign_letters_leave_arabic_arabic() -> None:
    assert language(BODY * 3 + " گوگل") == "ar"
