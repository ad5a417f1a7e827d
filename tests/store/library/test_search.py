"""Searching a library: what is found, in which order, where it is marked, and what is kept of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given

from store.errors import InvalidName
from store.library import Library
from store.model import QUOTES, Document, Extraction, Outline, Place, SavedSearch, Span
from tests.support.libraries import OpenLibrary
from tests.support.queries import Tree, holds, trees, written
from tests.support.work import growth

TEXTS = {
    "a": ("الأفق", "2019-03-23", "قسد تعلن النصر\nقال مصطفى بالي إن الباغوز تحررت.\nسلم 300 مقاتل أنفسهم."),
    "b": ("الشروق", "2019-03-24", "خسائر التنظيم\nفقدت قوات سورية الديمقراطية مقاتلين في الباغوز."),
    "c": ("الأفق", "2019-04-01", "سوق الأسهم\nارتفعت الأسهم.\nقالت الشركة إن الأرباح زادت."),
}


@pytest.fixture
def filled(library: Library) -> Library:
    for name, (source, day, text) in TEXTS.items():
        library.add(Document(text, source, f"/{name}", published=day))
    return library


def found(library: Library, query: str) -> set[str]:
    """Which of TEXTS the query finds, by their titles' letters."""
    titles = {text.split("\n")[0]: name for name, (_source, _day, text) in TEXTS.items()}
    return {titles[one.title] for one in library.search.find(query).articles}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("مقاتل", "ab"),
        ("المقاتلون", "ab"),
        ("سوريا", "b"),
        ('"قوات سوريا"', "b"),
        ('"سوريا قوات"', ""),
        ("الباغوز -قسد", "b"),
        ("قسد OR أسهم", "ac"),
        ("سوريا AND باغوز", "b"),
        ("باغوز AND NOT قسد", "b"),
        ("NOT باغوز", "c"),
        ("source:الأفق OR source:الشروق", "abc"),
        ("source:الشروق OR source:لا-أحد باغوز", "b"),
        ("source:الشروق OR after:2019-04", "bc"),
        ("source:الشروق OR -is:claim", "b"),
        ("NOT source:الأفق OR after:2019-04", "bc"),
        ("قسد OR source:الشروق", "ab"),
        ("قسد OR -مقاتل", "ac"),
        ("(قسد OR خسائر) باغوز", "ab"),
        ("(source:الأفق OR source:الشروق) مقاتل", "ab"),
        ("(source:الأفق باغوز) OR (source:الشروق خسائر)", "ab"),
        ("-(باغوز OR أسهم)", ""),
        ("-(باغوز source:الأفق)", "bc"),
        ('-("قوات سوريا") (مقات* OR before:2019-04)', "a"),
        ("مقات*", "ab"),
        ("٣٠٠", "a"),
        ("source:افق", "ac"),
        ("source:الأفق باغوز", "a"),
        ("-source:الأفق", "b"),
        ("before:2019-03-24", "a"),
        ("after:2019-03-24 before:2019-04", "b"),
        ("-باغوز", "c"),
        ("is:claim الباغوز", "a"),
        ("is:claim", "ac"),
        ("كلمة", ""),
        ("", ""),
    ],
)
def test_a_query_finds_what_it_says(filled: Library, query: str, expected: str) -> None:
    assert found(filled, query) == set(expected)
    if not (query.startswith("is:claim ") or not query):
        assert filled.search.count(query) == len(expected)


WORDS = [*"خذرزسشصض"]
"""Of the articles in which brackets are tried: which of them are there says the number of an article."""
SOURCES, SAID = ("s0", '"s" 1', "s2"), ("source:s0", 'source:"""s"" 1"', "source:s2")
"""Of those articles, and how they are asked for."""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("many") / "library.db", "huda") as library:
        for number in range(64):
            text = " ".join(3 * word for place, word in enumerate(WORDS) if number >> place & 1)
            day = f"2019-03-{number % 4 + 1:02}"
            source = SOURCES[number % 3]
            library.add(Document(f"خبر {number}\n{text}\n", source, f"/{number}", published=day))
        yield library


def said_of(number: int) -> Callable[[str], bool]:
    """Whether a word or a field is so of the article of that number."""

    def is_so(leaf: str) -> bool:
        if leaf.startswith("source:"):
            return leaf == SAID[number % 3]
        if leaf.startswith("before:"):
            return number % 4 < 2
        return bool(number >> WORDS.index(leaf[0]) & 1)

    return is_so


@given(trees([*(3 * word for word in WORDS), *SAID[:2], "before:2019-03-03"]))
def test_brackets_find_what_they_say_of_words_and_fields(many: Library, tree: Tree) -> None:
    expected = {f"خبر {number}" for number in range(64) if holds(tree, said_of(number))}
    page = many.search.find(written(tree), length=100)
    assert page.hint is None
    assert sorted(one.title for one in page.articles) == sorted(expected)
    assert many.search.count(written(tree)) == len(expected)


def test_each_of_the_words_has_to_stand_in_a_claim(library: Library) -> None:
    library.add(Document("حرب جديدة\nقال مصطفى بالي إن السلام قريب.", "s", "/title"))
    library.add(Document("خبر\nقال مصطفى بالي إن السلام بعد الحرب قريب.", "s", "/claim"))
    for query in ("حرب سلام is:claim", "حرب إن سلام is:claim"):
        (one,) = library.search.find(query).articles
        assert library.article(one.id).address == "/claim"
        assert list(chain.from_iterable(library.search.listing(query))) == [one.id]
    assert len(library.search.find("حرب OR سلام is:claim").articles) == 2
    assert len(library.search.find("(حرب جديدة) OR (سلام قريب) is:claim").articles) == 2
    assert len(library.search.find("(حرب سلام) OR (حرب جديدة) is:claim").articles) == 1


def test_a_field_that_must_not_hold_leaves_in_what_lacks_it(filled: Library) -> None:
    filled.add(Document("بلا تاريخ\nنص آخر.", "الشروق", "/undated"))
    dated = {one.title for one in filled.search.find("-before:2019-04").articles}
    assert dated == {"سوق الأسهم", "بلا تاريخ"}
    assert filled.search.count("after:2019-04 OR -after:2019-04") == 4
    assert filled.search.count("before:2019-04 OR after:2019-04") == 3


def test_what_people_said_can_be_asked_for(filled: Library) -> None:
    article = filled.search.find("قسد").articles[0].id
    filled.annotate(article, Span(0, 3), "span", ["مؤكد"], "ملاحظة")
    assert found(filled, "tag:مُؤكّد") == {"a"}
    assert found(filled, "has:note") == {"a"}
    assert found(filled, f"annotator:{filled.annotator}") == {"a"}
    assert found(filled, "-has:note") == {"b", "c"}
    assert found(filled, "annotator:nobody") == set()
    filled.annotate(filled.search.find("أسهم").articles[0].id, Span(0, 3), "span", ["مشكوك"])
    assert found(filled, "tag:مؤكد OR tag:مشكوك") == {"a", "c"}
    assert found(filled, f"annotator:nobody OR annotator:{filled.annotator}") == {"a", "c"}
    assert found(filled, "tag:مشكوك OR has:note قسد") == {"a"}


def test_an_annotator_is_found_in_any_spelling_unless_somebody_is_called_so(
    filled: Library,
) -> None:
    with Library.open(filled.path, "أحمد") as other:
        other.annotate(other.search.find("قسد").articles[0].id, Span(0, 3), "span", ["مؤكد"])
    assert found(filled, "annotator:احمد") == found(filled, "annotator:أحمد") == {"a"}
    with Library.open(filled.path, "احمد") as third:
        third.annotate(third.search.find("أسهم").articles[0].id, Span(0, 3), "span", ["مؤكد"])
    assert found(filled, "annotator:احمد") == {"c"}
    assert found(filled, "annotator:أحمد") == {"a"}


@pytest.mark.parametrize("name", ['منى "أم علي"', "«منى»", '"', 'a""b'])
def test_an_annotator_with_quotation_marks_in_the_name_is_found_where_they_are_doubled(
    filled: Library, name: str
) -> None:
    with Library.open(filled.path, name) as other:
        other.annotate(other.search.find("قسد").articles[0].id, Span(0, 3), "span", ["مؤكد"])
    said = "".join(2 * one if one in QUOTES else one for one in name)
    assert found(filled, f'annotator:"{said}"') == {"a"}
    assert found(filled, f'-annotator:"{said}"') == {"b", "c"}


def test_a_tag_is_found_by_all_of_its_names(filled: Library) -> None:
    for name, tag in (("قسد", "قديم"), ("أسهم", "مدموج")):
        filled.annotate(filled.search.find(name).articles[0].id, Span(0, 3), "span", [tag])
    filled.scheme.rename("قديم", "جديد")
    for query in ("tag:قديم", "tag:جديد"):
        assert found(filled, query) == {"a"}
    filled.scheme.merge("مدموج", "جديد")
    for query in ("tag:قديم", "tag:جديد", "tag:مدموج"):
        assert found(filled, query) == {"a", "c"}
    filled.scheme.undo()
    assert found(filled, "tag:جديد") == {"a"}
    assert found(filled, "tag:مدموج") == {"c"}


def test_the_stamp_of_a_search_changes_with_what_it_may_find(filled: Library) -> None:
    stamps = [filled.search.stamp("باغوز")]

    def changed() -> bool:
        stamps.append(filled.search.stamp("باغوز"))
        return stamps[-1] not in stamps[:-1]

    assert not changed()
    (source, _day, text), (_, _, known) = TEXTS["a"], TEXTS["b"]
    filled.add(Document(known, source, "/a"))
    assert changed(), "an article has a text that was there"
    last = filled.article_page(None, 0, 9)
    filled.upkeep.remove([next(one.id for one in last if one.title.startswith(TEXTS["c"][2][:5]))])
    filled.add(Document(text, source, "/d"))
    assert changed(), "one went and one came"
    filled.save_place(Place(filled.article_page(None, 0, 1)[0].id, 3))
    assert not changed()
    before = filled.search.stamp("is:claim")
    assert filled.search.stamp("is:claim") == before
    with Library.open(
        filled.path, "salma", analyse=lambda _text: (Outline(None, ()), Extraction((), (), "none"))
    ) as other:
        other.extract_again()
    assert filled.search.stamp("is:claim") != before


def test_a_word_in_the_title_counts_for_more(library: Library) -> None:
    for place, text in enumerate(["خبر آخر\nذكر الوزير النفط هنا مرة", "النفط\nذكر الوزير الخبر هنا مرة"]):
        library.add(Document(text, "s", f"/{place}"))
    assert [one.title for one in library.search.find("نفط").articles] == ["النفط", "خبر آخر"]


def test_what_may_only_seem_to_be_the_word_behind_a_clitic_comes_last(library: Library) -> None:
    for place, text in enumerate(
        ["بحوث\nبحوث عن المياه", "خبر من صنعاء\nقال إن الحوثي هناك", "بحوث\nبحوث أخرى"]
    ):
        library.add(Document(text, "s", f"/{place}"))
    first = [one.title for one in library.search.find("الحوثيين").articles]
    assert first == ["خبر من صنعاء", "بحوث", "بحوث"]
    assert library.search.count("الحوثيين") == 3
    pages = [library.search.find("الحوثيين", start, 1).articles for start in range(4)]
    assert [[one.title for one in page] for page in pages] == [["خبر من صنعاء"], ["بحوث"], ["بحوث"], []]
    assert pages[1] != pages[2]


FILLING = "كلمات لا تعني شيئا هنا. " * 30


@pytest.mark.parametrize(
    ("query", "lesser", "better"),
    [
        ("الجسر", f"خبر\n{FILLING}\nوأغلق الجسر.", f"خبر\nوأغلق الجسر.\n{FILLING}"),
        ("جسر الميناء", f"خبر\nجسر.\n{FILLING}\nميناء.", f"خبر\n{FILLING}\nجسر الميناء."),
        ("ميناء الجسر طريق", f"خبر\nميناء.\nطريق.\nجسر.\n{FILLING}", f"خبر\nطريق.\nميناء الجسر.\n{FILLING}"),
        ("جسر الميناء", f"خبر\nجسر وميناء. جسر، ميناء. {FILLING}", f"جسر الميناء\n{FILLING * 4}"),
        ("علي الجسر", f"يمشي على الطريق\nجسر. {FILLING}", f"خبر عن الجسر\nعلى. {FILLING}"),
    ],
    ids=[
        "in the first words",
        "near each other",
        "one after the other",
        "in the title",
        "no mere particle in it",
    ],
)
def test_where_the_words_stand_counts(library: Library, query: str, lesser: str, better: str) -> None:
    library.add_many([Document(lesser, "lesser", "/a"), Document(better, "better", "/b")])
    assert [one.source for one in library.search.find(query).articles] == ["better", "lesser"]


def test_a_speaker_is_found_by_all_names(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db", "huda") as library:
        library.add(Document("خبر\nقالت قسد إن البلدة تحررت.", "s", "/short"))
        library.add(Document("خبر\nقالت قوات سورية الديمقراطية إن البلدة تحررت.", "s", "/long"))
        library.add(Document("خبر\nقال الوزير إن القوات السورية انسحبت.", "s", "/other"))
        for name in ("قسد", '"قوات سوريا الديمقراطية"'):
            found = library.search.find(f"speaker:{name}").articles
            assert {library.article(one.id).address for one in found} == {"/short", "/long"}
        assert library.search.count("speaker:قسد OR speaker:الوزير") == 3
        assert library.search.count("speaker:قسد OR source:nobody") == 2


def test_an_article_that_changes_is_found_by_what_it_says_now(filled: Library) -> None:
    filled.add(Document("عنوان آخر\nنص آخر.", "الشروق", "/b"))
    assert found(filled, "الباغوز") == {"a"}
    assert [one.title for one in filled.search.find("عنوان").articles] == ["عنوان آخر"]


def test_excerpts_show_the_lines_around_what_was_found(filled: Library) -> None:
    article = filled.article(filled.search.find("قسد").articles[0].id)
    excerpts = filled.search.excerpts(article, "باغوز مقاتل")
    assert [one.line for one in excerpts] == ["قال مصطفى بالي إن الباغوز تحررت.", "سلم 300 مقاتل أنفسهم."]
    assert [mark.of(one.line) for one in excerpts for mark in one.marks] == ["الباغوز", "مقاتل"]
    assert all(article.text[one.start :].startswith(one.line) for one in excerpts)


def test_an_excerpt_of_a_long_line_goes_from_word_to_word(library: Library) -> None:
    library.add(Document("عنوان\n" + "كلام كثير " * 400 + "الهدف هنا " + "كلام كثير " * 400, "s", "/1"))
    (summary,) = library.search.find("الهدف").articles
    (excerpt,) = library.search.excerpts(library.article(summary.id), "الهدف")
    assert len(excerpt.line) < 140
    assert set(excerpt.line.split()) == {"كلام", "كثير", "الهدف", "هنا"}


def test_a_query_that_does_not_parse_is_plain_words_with_a_hint(filled: Library) -> None:
    page = filled.search.find('"الباغوز')
    assert page.hint == "unclosed-quote"
    assert len(page.articles) == 2


def test_searches_are_kept_by_name_for_each_annotator(filled: Library, open_library: OpenLibrary) -> None:
    filled.search.save("الباغوز", "الباغوز -قسد")
    filled.search.save("الباغوز", "باغوز")
    filled.search.save("أسهم", "source:الأفق أسهم")
    assert filled.saved_searches() == (
        SavedSearch("أسهم", "source:الأفق أسهم"),
        SavedSearch("الباغوز", "باغوز"),
    )
    filled.search.forget("أسهم")
    assert [one.name for one in filled.saved_searches()] == ["الباغوز"]
    with pytest.raises(InvalidName):
        filled.search.save(" ", "x")


def test_an_index_of_another_folding_is_made_anew_at_the_first_search(
    filled: Library, open_library: OpenLibrary
) -> None:
    database = sqlite3.connect(filled.path)
    database.execute("UPDATE word_index_state SET folding = 'old'")
    database.execute("DELETE FROM speaker_words")
    database.commit()
    database.close()
    filled.add(Document("عنوان\nالباغوز أيضا.", "الشروق", "/d"))
    assert not filled.search.is_ready
    assert len(filled.search.find("الباغوز").articles) == 3
    assert filled.search.is_ready


MONSTROUS: dict[str, Callable[[int], str]] = {
    "a word": lambda size: "أ" * 100 * size,
    "parentheses": lambda size: "( " * 5 * size,
    "quotation marks": lambda size: '"' * 10 * size,
    "words": lambda size: "كلمة " * 5 * size,
    "colons": lambda size: "a:b:c:d " * size,
    "words left out": lambda size: " ".join(f"-w{n}" for n in range(2 * size)),
    "fields": lambda size: " ".join(f"source:s{n} tag:t{n}" for n in range(size)),
    "one of many fields": lambda size: " OR ".join(f"speaker:s{n}" for n in range(size)),
    "NOT": lambda size: "NOT " * 5 * size,
    "AND": lambda size: "كلمة AND " * 2 * size,
    "brackets in a row": lambda size: " ".join(f"(a{n} OR b{n})" for n in range(size)),
    "alternatives of all": lambda size: " OR ".join(f"(a{n} -b{n} c)" for n in range(size)),
    "brackets in brackets": lambda size: "".join(f"-(a{n} OR " for n in range(20)) + "b " * size + ")" * 20,
    "fields in brackets in brackets": lambda size: " ".join(
        "".join(f"-(a{n} OR source:s{n} " for n in range(20)) + "b" + ")" * 20 for _turn in range(size)
    ),
    "words beside a field": lambda size: " OR ".join([*(f"(a{n} b{n})" for n in range(size)), "source:s"]),
}
"""Queries that nobody types, in any size."""


@pytest.mark.parametrize("make", MONSTROUS.values(), ids=MONSTROUS.keys())
def test_a_monstrous_query_takes_no_monstrous_time(filled: Library, make: Callable[[int], str]) -> None:
    def asking(size: int) -> Callable[[], object]:
        query = make(size)
        return lambda: filled.search.find(query)

    assert growth(asking, 250) < 2.2
    filled.search.find(make(1000))
