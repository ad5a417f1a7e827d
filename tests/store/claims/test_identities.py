"""The same person or body under several names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.analysis import analyse
from store.claims.identities import Identity, alike, identify, identity_of


def keys(text: str) -> list[str | None]:
    """The keys of the speakers of a text's claims, in order."""
    claims = analyse(f"هطلت أمطار غزيرة على الساحل.\n{text}")[1].claims
    return [identity.key if identity else None for identity in identify(text, claims)]


@pytest.mark.parametrize(
    "text",
    [
        "وقال وزير النقل سالم الحداد إن الجسر مغلق. وقال الحداد إن العمل مستمر.",
        "وقال وزير النقل سالم الحداد إن الجسر مغلق. وقال الوزير إن العمل مستمر.",
        "وقال سالم الحداد، وزير النقل، إن الجسر مغلق. وقال الحداد إن العمل مستمر.",
        "وقالت وزارة النقل إن الجسر مغلق. وقالت الوزارة إن العمل مستمر.",
        "وقال مصدر أمني إن الجسر مغلق. وقال المصدر إن العمل مستمر.",
        "وقال مصدر أمني إن الجسر مغلق. وقال المصدر نفسه إن العمل مستمر.",
        "وقالت قوات سورية الديمقراطية إن الجسر مغلق. وقالت «قسد» إن العمل مستمر.",
        'وقالت رابطة النقل البحري "رنب" إن الجسر مغلق. وقالت "رنب" إن العمل مستمر.',
        "وقالت رابطة النقل البحري (رنب) إن الجسر مغلق. وقالت رنب إن العمل مستمر.",
    ],
)
def test_one_identity_in_an_article(text: str) -> None:
    first, second = keys(text)
    assert first == second is not None


@pytest.mark.parametrize(
    "text",
    [
        "وقال وزير النقل سالم الحداد إن الجسر مغلق. وقال مدير الميناء إن العمل مستمر.",
        "وقالت وزارة النقل إن الجسر مغلق. وقال وزير النقل إن العمل مستمر.",
        "وقال مصدر أمني إن الجسر مغلق. وقال مصدر طبي إن العمل مستمر.",
        "وقال سالم الحداد إن الجسر مغلق. وقال سالم النجار إن العمل مستمر.",
    ],
)
def test_two_identities_in_an_article(text: str) -> None:
    first, second = keys(text)
    assert first != second


def test_a_claim_without_a_speaker_has_no_identity() -> None:
    text = "واتهمت الشركة بالتقصير في صيانة الجسر."
    assert keys(text) == [None]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قوات سورية الديمقراطية", "قسد"),
        ("قوات سوريا الديمقراطية «قسد» المدعومة أميركياً", "قوات سوريا الديموقراطية"),
        ("وكالة «رويترز»", "رويترز"),
        ("أ ف ب", "وكالة الصحافة الفرنسية"),
        ("مدير المركز الإعلامي لـ«قسد» مصطفى بالي", "مصطفى بالي - مدير المركز الاعلامي لقوات قسد"),
        ("الرئيس الأميركي دونالد ترامب", "الرئيس الأمريكي دونالد ترامب"),
        ("وزير الخارجية، عماد بن سالم الحداد", "الدكتور عماد الحداد"),
        ("المتحدث باسم الوزارة الدكتور عبد الله النجار", "عبدالله النجار"),
    ],
)
def test_one_identity_across_articles(one: str, other: str) -> None:
    first, second = identity_of(one), identity_of(other)
    assert first is not None
    assert second is not None
    assert first.key == second.key
    assert first.everywhere
    assert second.everywhere


@pytest.mark.parametrize(
    "name", ["المتحدث", "مصادر", "وزير الخارجية", "الحداد", "خبراء", "مدير المركز الإعلامي"]
)
def test_a_title_or_a_surname_means_somebody_else_elsewhere(name: str) -> None:
    identity = identity_of(name)
    assert identity is not None
    assert not identity.everywhere


def test_the_coach_of_a_body_is_not_the_body() -> None:
    body, person = (
        identity_of("قوات سوريا الديمقراطية"),
        identity_of("مدير المركز الإعلامي في قوات سوريا الديمقراطية"),
    )
    assert body is not None
    assert person is not None
    assert body.key != person.key


def test_a_surname_is_like_the_full_name_and_a_title_is_not() -> None:
    full, surname, title = (identity_of(name) for name in ("مصطفى بالي", "بالي", "المتحدث"))
    assert full
    assert surname
    assert title
    assert alike(full, surname)
    assert alike(surname, full)
    assert not alike(full, title)


def test_the_name_shown_is_the_fullest_as_it_is_spelt() -> None:
    text = "وقال الوزير إن الجسر مغلق. وقال وزير النقل سالم الحداد إن العمل مستمر. وقال الحداد إنه سعيد."
    claims = analyse(f"هطلت أمطار غزيرة على الساحل.\n{text}")[1].claims
    assert identify(text, claims)[-1] == Identity("سالم الحداد", "وزير النقل سالم الحداد", True)


@given(st.text(alphabet="اأةىيوسالبن د.،«»()-@٣3 ـ\u064b", max_size=40))
def test_any_name_can_be_read(name: str) -> None:
    identity = identity_of(name)
    assert identity is None or identity.key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("المتحدث الرسمي لجامعة الزنبق الدكتور زهير العمري", "زهير العمري"),
        ("قائد حرس الحدود بمنطقة الياقوت اللواء سفر بن أحمد الغامدي", "سفر الغامدي"),
        ("الخبير العسكري اللواء طيار عبد الحكيم شلبي", "عبدالحكيم شلبي"),
        ("صاحب السمو الأمير جلوي بن فهد بن مساعد، أمير المنطقة", "جلوي مساعد"),
        ("الأمير تركي بن طلال", "تركي طلال"),
        ("الدكتور فاروق الخطيب، أستاذ الاقتصاد", "فاروق الخطيب"),
        ("وزير الأوقاف الشيخ صالح آل الشيخ", "صالح الشيخ"),
        ("ناشط حقوق الإنسان الكردي رحمان النوري", "رحمان النوري"),
        ("وزير التعليم الدكتور عزّام الدخيّل", "عزام الدخيل"),
        ("حمد العُمر المتحدث الرسمي", "حمد العمر"),
        ("رئيس الفريق الطبي محمد السماقي", "محمد السماقي"),
    ],
)
def test_a_persons_own_name_is_told_from_title_and_office(name: str, key: str) -> None:
    found = identity_of(name)
    assert found is not None
    assert (found.key, found.everywhere) == (key, True)


@pytest.mark.parametrize(
    "name", ["مصدر مطلع لـ«صحيفة الياقوت»", "المصدر نفسه", "القنصل العام المغربي", "مدير الجامعة الدكتور"]
)
def test_an_office_alone_is_no_persons_name(name: str) -> None:
    found = identity_of(name)
    assert found is not None
    assert not found.everywhere


def test_vowel_marks_part_no_word_of_a_name() -> None:
    first, second = keys("وقال وزير النقل سالم الحدّاد إن الجسر مغلق. وقال الحداد إن العمل مستمر.")
    assert first == second == "سالم الحداد"
