"""Bytes to text: which encodings are told, what is refused and with which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UnreadableInput
from store.reading.encodings import declared_encoding, decode

NEWS = "قالت الوزارة إن الطريق مفتوح."


def refusal(data: bytes, name: str = "a.txt") -> str:
    with pytest.raises(UnreadableInput) as caught:
        decode(data, name)
    message = str(caught.value)
    assert "\n" not in message
    assert name in message
    return message


def test_utf8_is_read_as_it_is() -> None:
    assert decode(NEWS.encode(), "a.txt") == (NEWS, 0)


def test_a_byte_order_mark_is_left_out_and_carriage_returns_are_kept() -> None:
    assert decode(b"\xef\xbb\xbf" + "سطر\r\nسطر".encode(), "a.txt") == ("سطر\r\nسطر", 0)


def test_nul_becomes_its_symbol_and_is_counted() -> None:
    assert decode("نص\x00طويل بعض الشيء".encode(), "a.txt") == ("نص\u2400طويل بعض الشيء", 1)


def test_a_surrogate_becomes_the_replacement_character_and_is_counted() -> None:
    data = "نص ".encode() + "\ud800\udc00\udfff".encode("utf-8", "surrogatepass")
    assert decode(data, "a.txt") == ("نص \ufffd\ufffd\ufffd", 3)


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(lambda t: t.strip())
)
def test_any_text_without_controls_comes_back_unchanged(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    if expected.strip():
        assert decode(text.encode(), "a.txt") == (expected, 0)


@given(st.binary(max_size=300))
def test_any_bytes_give_clean_text_or_a_refusal(data: bytes) -> None:
    refused = ""
    try:
        text, _ = decode(data, "a.txt")
    except UnreadableInput as error:
        text, refused = "", str(error)
    assert "\n" not in refused
    assert "\x00" not in text
    assert bool(text.encode("utf-8")) != bool(refused)


ARABIC = "قال وزير النقل إن الطريق سيفتح غدا، وإن العمل فيه انتهى."
REPORT = """انهيار الجسر في المدينة القديمة

قال محمود الساري، مدير الطرق: "الجسر كان آمنا"، وأضاف أن 17 شخصا قتلوا وأن التحقيق مستمر.
وأكدت وزارة الداخلية في بيان لها أمس الثلاثاء أن المسؤولين عن الحادث سيحاسبون.
"""


@pytest.mark.parametrize("text", [ARABIC, REPORT, "أعلنت الحكومة الجديدة", "الجسر كان آمنا"])
@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_arabic_in_one_byte_is_told_by_its_letters_in_short_texts_too(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, 0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("text", [ARABIC, REPORT, "خبر", "خبر عن UNESCO في 2019"])
def test_unicode_in_other_widths_is_told_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, 0)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le président français a déclaré à la télévision que l'été était fini.", "cp1252"),
        ("Die Regierung erklärte am Montag, dass die Gespräche weitergehen.", "latin-1"),
        ("Президент заявил в понедельник, что переговоры продолжатся на следующей неделе.", "cp1251"),
    ],
)
def test_other_languages_are_not_taken_for_arabic(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, 0)


def test_a_declared_charset_goes_before_the_look() -> None:
    assert decode("لن".encode("iso-8859-6"), "a.html", "ISO-8859-6") == ("لن", 0)
    assert decode("لن".encode("cp1256"), "a.html", "windows-1256") == ("لن", 0)


@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6"])
@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252", "ISO-8859-6", "windows-1256"])
def test_a_charset_of_one_byte_that_is_wrongly_declared_of_arabic_is_passed_over(
    encoding: str, declared: str
) -> None:
    page = f"<html><head><title>news</title></head>{'<p>' * 99}{ARABIC}</p></html>"
    assert decode(page.encode(encoding), "a.html", declared) == (page, 0)
    far = f"{'<!-- a comment -->' * 9999}{page}"
    assert decode(far.encode(encoding), "a.html", declared) == (far, 0)


@pytest.mark.parametrize("text", ["Ça a été créé à Orléans", "Größe über alles", "Ёлка и Щука"])
def test_other_languages_are_read_as_they_are_declared(text: str) -> None:
    encoding = "windows-1251" if "Щ" in text else "windows-1252"
    assert decode(text.encode(encoding), "a.html", encoding) == (text, 0)


def test_a_letter_that_was_cut_is_replaced_where_that_is_asked_for() -> None:
    data = REPORT.encode() + b"<p>" + ARABIC.encode()[:-2] + b"</p>"
    for declared in (None, "utf-8", "windows-1256"):
        text, replaced = decode(data, "a.html", declared, mends=True)
        assert (text.count("\ufffd"), replaced) == (1, 1)
        assert text.startswith(REPORT)
        with pytest.raises(UnreadableInput, match="and UTF-8 elsewhere"):
            decode(data, "a.txt", declared)


def test_utf8_that_is_declared_as_something_else_stays_utf8() -> None:
    assert decode(ARABIC.encode(), "a.html", "windows-1256") == (ARABIC, 0)


def test_a_charset_that_does_not_fit_the_bytes_is_passed_over() -> None:
    assert decode(REPORT.encode("cp1256"), "a.html", "utf-8") == (REPORT, 0)
    assert decode(REPORT.encode("cp1256"), "a.html", "ascii") == (REPORT, 0)


@pytest.mark.parametrize("label", ["rot13", "base64", "idna", "unicode_escape", "utf-7", "x" * 99, "", "é"])
def test_what_is_no_charset_of_texts_is_none(label: str) -> None:
    assert declared_encoding(label) is None


@pytest.mark.parametrize("data", ["كلف".encode("cp1256"), bytes(range(0xC0, 0xFF))])
def test_an_encoding_that_cannot_be_told_is_an_error_that_names_the_file(data: bytes) -> None:
    assert "cannot be told" in refusal(data)


def test_damage_in_unicode_is_told_with_its_place() -> None:
    assert "damaged UTF-16-LE at byte" in refusal("\ufeffنص".encode("utf-16-le") + b"\xd8")


@pytest.mark.parametrize("data", [b"", b" \n\t", "\u00a0\u2003\n".encode(), b"\xef\xbb\xbf"])
def test_nothing_but_white_space_is_refused(data: bytes) -> None:
    assert "white space" in refusal(data)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)), "binary"),
        (b"\x1f\x8b\x08\x00", "gzip"),
    ],
)
def test_other_formats_are_named(data: bytes, what: str) -> None:
    assert what in refusal(data)


def test_damaged_utf8_is_refused_with_the_place() -> None:
    assert "byte 4" in refusal("نص".encode() + b"\xff" + b" and a long English text after it")


def test_a_few_words_of_arabic_are_read_as_they_are_declared() -> None:
    for encoding in ("windows-1256", "iso-8859-6"):
        for words in ("سعد في السد", "عين على غد", "أمل", "صدى الصحف"):
            assert decode(words.encode(encoding), "a.html", encoding) == (words, 0)


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("declared", ["windows-1256", "iso-8859-6"])
@pytest.mark.parametrize(
    "title",
    [
        "حريق في سوق المدينة",
        "الرئيس يصل إلى عمان",
        "وفاة وزير سابق",
        "سعر الدولار اليوم",
        "كأس العالم: قرعة",
    ],
)
def test_a_bare_title_is_read_in_the_one_in_which_it_has_words(
    title: str, encoding: str, declared: str
) -> None:
    assert decode(title.encode(encoding), "a.txt", declared)[0] == title


def test_french_beside_arabic_and_marks_on_letters_are_words() -> None:
    for text, encoding in (("معرض «Été» في مرسيليا", "windows-1256"), ("سلامًا، مدرّسٌ يُكرّم", "iso-8859-6")):
        assert decode(text.encode(encoding, "ignore"), "a.txt", encoding)[0] == text.encode(
            encoding, "ignore"
        ).decode(encoding)
