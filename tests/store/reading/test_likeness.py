"""Articles that are alike: the same text in several outlets, and an agency's report that each has edited."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.library import Library
from store.model import Document
from store.reading.likeness import SIZE, alike, likeness, shingles, sketch
from store.search.folding import folded_words

WORDS = (
    "أعلنت وزارة النقل في بيان صدر أمس أن الجسر القديم سيغلق أمام المركبات ابتداء من الأحد المقبل لإجراء"
    " أعمال صيانة تستمر ثلاثة أشهر ودعت السائقين إلى استعمال الطريق الساحلي وقال مدير الطرق محمود الساري"
    " إن الأعمال تشمل تغيير الدعامات وإصلاح الرصيف وإن كلفتها تبلغ مليوني دينار يمولها صندوق التنمية"
)
EDITED = (
    WORDS.replace("أعلنت وزارة النقل في بيان صدر أمس", "قالت الوزارة اليوم").replace("أ", "ا")
    + " كما علمت الجريدة"
)
OTHER = (
    "فاز فريق الميناء على ضيفه الاتحاد بهدفين دون مقابل في المباراة التي جرت مساء الجمعة على ملعب المدينة"
    " وسجل الهدفين المهاجم سامي نور في الشوط الثاني ورفع الفريق رصيده إلى ثلاثين نقطة في صدارة الترتيب"
)


def document(source: str, text: str, address: str = "/1") -> Document:
    return Document(f"{source}\n{text}", source, address)


def copies(library: Library) -> dict[str, int]:
    return {article.source: article.copies for article in library.article_page(None, 0, 50)}


def shown(library: Library) -> list[str]:
    return [article.source for article in library.article_page(None, 0, 50, folded=True)]


def test_an_edited_report_is_like_the_first_and_another_is_not() -> None:
    first, edited, other = (shingles(folded_words(text)) for text in (WORDS, EDITED, OTHER))
    assert alike(first, edited)
    assert not alike(first, other)
    assert len(sketch(folded_words(WORDS))) == SIZE
    assert sketch(folded_words("خبر قصير عن شيء")) == ()
    assert sketch(folded_words("من " * SIZE * 2)) == ()


@given(st.lists(st.sampled_from(["خبر", "عن", "الطريق", "مفتوح", "أمس", "قال"]), max_size=60))
def test_likeness_is_a_share_and_the_same_both_ways(words: list[str]) -> None:
    one, other = (shingles(folded_words(text)) for text in (" ".join(words), WORDS))
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)
    assert likeness(other, other) == 1.0


def test_the_same_text_is_one_text_with_several_articles(library: Library) -> None:
    library.add_many([Document(OTHER, name, "/1") for name in ("أ", "ب", "ج")])
    assert copies(library) == {"أ": 2, "ب": 2, "ج": 2}
    assert len({library.article(one.id).sha256 for one in library.article_page(None, 0, 9)}) == 1


def test_an_agency_report_is_recognised_across_outlets(library: Library) -> None:
    library.add_many(
        [document("أ", WORDS), document("ب", OTHER), document("ج", EDITED), document("د", WORDS)]
    )
    assert copies(library) == {"أ": 2, "ب": 0, "ج": 2, "د": 2}
    assert shown(library) == ["أ", "ب"]
    assert library.article_count(None, folded=True) == 2
    other = library.article_page("ب", 0, 1)[0].id
    assert library.article_place(other, None, folded=True) == (1, True)
    copy = library.article_page("د", 0, 1)[0].id
    assert library.article_place(copy, None, folded=True) == (2, False)


def test_a_short_notice_is_like_none(library: Library) -> None:
    library.add_many([document(name, "تنعقد الجلسة غدا") for name in ("أ", "ب")])
    assert set(copies(library).values()) == {0}


def test_an_article_that_changes_leaves_the_fold(library: Library) -> None:
    library.add_many([document("أ", WORDS), document("ب", EDITED)])
    assert shown(library) == ["أ"]
    library.add(document("ب", OTHER))
    assert shown(library) == ["أ", "ب"]
    assert set(copies(library).values()) == {0}


def test_those_behind_an_article_that_changes_leave_the_fold(library: Library) -> None:
    library.add_many([document("أ", WORDS), document("ب", EDITED), document("ج", WORDS)])
    assert shown(library) == ["أ"]
    library.add(document("أ", OTHER))
    assert shown(library) == ["أ", "ب"]
    library.add(document("أ", EDITED))
    assert shown(library) == ["أ"]


@given(st.lists(st.tuples(st.sampled_from("أبجد"), st.sampled_from([WORDS, EDITED, OTHER])), max_size=8))
@settings(max_examples=30, deadline=None)
def test_of_those_that_are_alike_the_first_is_shown_whatever_changes(steps: list[tuple[str, str]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library.db", "huda") as library,
    ):
        kinds: dict[str, bool] = {}
        for source, text in steps:
            library.add(document(source, text))
            kinds[source] = text == OTHER
        firsts = [next((name for name in kinds if kinds[name] is kind), None) for kind in (False, True)]
        assert set(shown(library)) == set(filter(None, firsts))


def test_what_many_texts_share_makes_no_work_and_no_copies(library: Library) -> None:
    phrase = " ".join(f"كلمة{n}" for n in range(12))
    texts = [f"{phrase} " + " ".join(f"خبر{n}س{k}" for k in range(40)) for n in range(120)]
    library.add_many([document(f"م{n}", text) for n, text in enumerate(texts)])
    assert set(copies(library).values()) == {0}
