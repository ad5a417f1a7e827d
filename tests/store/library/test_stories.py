"""The stories of a library: grouped as articles arrive, kept, and compared."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random

import pytest

from store.errors import Ambiguous, NotFound
from store.library import Library
from store.model import Document
from tests.support.libraries import OpenLibrary
from tests.support.places import SAMPLES

FIRE = (
    "حريق في مصنع الغزل بالزعفران يقتل أربعة عمال\n"
    "قال العقيد نضال الكمثري إن الحريق شب في مخزن القطن بالطابق الثالث من مصنع الغزل في الزعفران"
    " وقتل أربعة عمال."
)
MATCH = (
    "النسور يهزم الصقور بثلاثية في ديربي العاصمة\n"
    "قال المدرب بسام الرمادي إن النسور استحق الفوز على الصقور بثلاثة أهداف،"
    " وطرد الحكم المدافع حازم الكستناوي."
)


def document(text: str, number: int, published: str | None = "2026-03-03") -> Document:
    return Document(text, f"outlet {number}", f"/{number}", published=published)


def samples() -> list[Document]:
    return [
        Document(path.read_text(encoding="utf-8"), path.parent.name, str(path))
        for path in sorted(SAMPLES.glob("*/*.txt"))
    ]


def partition(library: Library) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in library.stories.page(0, 100)}


def test_articles_about_one_event_become_a_story_as_they_arrive(library: Library) -> None:
    library.add(document(FIRE, 1))
    assert library.stories.page(0, 10) == []
    library.add(document(MATCH, 2))
    library.add(document(f"{FIRE} وفتحت النيابة تحقيقا.", 3, "2026-03-04"))
    (story,) = library.stories.page(0, 10)
    assert story.sources == ("outlet 1", "outlet 3")
    assert (story.first, story.last) == ("2026-03-03", "2026-03-04")
    assert story.title.startswith("حريق في مصنع")
    assert [library.stories.of_article(one) for one in story.articles] == [story.id, story.id]
    (alone,) = {row.id for row in library.article_page(None, 0, 10)} - set(story.articles)
    assert library.stories.of_article(alone) is None


def test_a_story_keeps_its_id_as_it_grows(library: Library) -> None:
    library.add_many([document(FIRE, 1), document(f"{FIRE} وفتحت النيابة تحقيقا.", 2)])
    (before,) = library.stories.page(0, 10)
    library.add(document(f"{FIRE} وأغلق المصنع.", 3))
    (after,) = library.stories.page(0, 10)
    assert after.id == before.id
    assert set(before.articles) < set(after.articles)


def test_an_article_that_changes_leaves_its_story(library: Library) -> None:
    library.add_many([document(FIRE, 1), document(f"{FIRE} وفتحت النيابة تحقيقا.", 2)])
    assert len(library.stories.page(0, 10)) == 1
    library.add(document(MATCH, 2))
    assert library.stories.page(0, 10) == []


def test_a_story_is_found_by_the_beginning_of_its_id(library: Library) -> None:
    library.add_many([document(FIRE, 1), document(f"{FIRE} وفتحت النيابة تحقيقا.", 2)])
    (story,) = library.stories.page(0, 10)
    assert library.stories.find(story.id[:13]) == story.id
    assert library.stories.story(story.id) == story
    for prefix in ("", "ffffffff", "' OR 1=1", "\udcff"):
        with pytest.raises(NotFound):
            library.stories.find(prefix)
    with pytest.raises(NotFound):
        library.stories.story("0" * 36)
    library.add_many([document(MATCH, 3), document(f"{MATCH} وغادر الجمهور مبكرا.", 4)])
    with pytest.raises(Ambiguous):
        library.stories.find(story.id[0])


@pytest.mark.parametrize("seed", range(4))
def test_the_order_in_which_articles_come_makes_no_difference(
    open_library: OpenLibrary, tmp_path: Path, seed: int
) -> None:
    at_once = open_library(tmp_path / "one.db")
    at_once.add_many(samples())
    shuffled = samples()
    Random(seed).shuffle(shuffled)
    one_by_one = open_library(tmp_path / "other.db")
    for one in shuffled:
        one_by_one.add(one)
    assert partition(one_by_one) == partition(at_once)
    assert sorted(map(len, partition(at_once))) == [5, 7]


def test_an_older_library_is_grouped_when_it_is_asked(library: Library) -> None:
    library.add_many([document(FIRE, 1), document(f"{FIRE} وفتحت النيابة تحقيقا.", 2)])
    other = sqlite3.connect(library.path)
    other.executescript("DELETE FROM story_articles; DELETE FROM stories;")
    other.close()
    assert library.stories.page(0, 10) == []
    told: list[tuple[int, int]] = []
    assert library.stories.update(lambda done, total: told.append((done, total))) == 2
    assert told == [(2, 2)]
    assert len(library.stories.page(0, 10)) == 1
    assert library.stories.update() == 0


def test_adding_many_tells_how_far_the_stories_are(library: Library) -> None:
    told: list[tuple[int, int]] = []
    library.add_many(
        [document(FIRE, 1), document(MATCH, 2, "2026-03-09")], grouped=lambda *far: told.append(far)
    )
    assert told == [(1, 2), (2, 2)]


def test_an_interrupted_grouping_goes_on_the_next_time(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("store.library.story_groups.grouping.clusters", interrupt)
        with pytest.raises(KeyboardInterrupt):
            library.add_many([document(FIRE, 1), document(f"{FIRE} وفتحت النيابة تحقيقا.", 2)])
    assert library.article_count() == 2
    assert library.stories.update() == 2
    assert len(library.stories.page(0, 10)) == 1


def test_so_does_one_that_is_not_wanted_any_more(library: Library) -> None:
    library.add_many([document(FIRE, 1), document(f"{FIRE} وفتحت النيابة تحقيقا.", 2)])
    with sqlite3.connect(library.path) as other:
        other.executescript("DELETE FROM story_articles; DELETE FROM stories;")
    other.close()
    assert library.stories.update(is_wanted=lambda: False) == 0
    assert library.stories.page(0, 10) == []
    assert library.stories.update() == 2


def test_a_removed_article_is_in_no_story(library: Library) -> None:
    library.add_many([document(FIRE, 1), document(f"{FIRE} وفتحت النيابة تحقيقا.", 2)])
    (story,) = library.stories.page(0, 10)
    first, second = story.articles
    assert library.stories.of_article(first) == story.id
    library.upkeep.remove([second])
    assert library.stories.page(0, 10) == []
    assert library.stories.of_article(first) is None


class TestComparison:
    @pytest.fixture
    def real(self, tmp_path: Path) -> Library:
        """A library with the project's own extractor, and the samples in it."""
        library = Library.open(tmp_path / "real.db", "huda")
        library.add_many(samples())
        return library

    def test_a_story_is_compared_and_the_outcome_kept(
        self, real: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        story = max(real.stories.page(0, 10), key=lambda one: len(one.articles))
        first = real.stories.comparison(story.id)
        assert [article.id for article in first.articles] == list(story.articles)
        assert {one.relation for one in first.propositions} == {"same", "figures-differ", "contradict"}

        def fail(*_: object) -> None:
            raise AssertionError("compared again")

        monkeypatch.setattr("store.comparison.compare", fail)
        assert real.stories.comparison(story.id) == first

    def test_a_changed_article_is_compared_again(self, real: Library) -> None:
        story = max(real.stories.page(0, 10), key=lambda one: len(one.articles))
        first = real.stories.comparison(story.id)
        changed = real.article(story.articles[0])
        real.add(Document(f"{changed.text}\nوقال الوزير إن 99 شخصا قتلوا.", changed.source, changed.address))
        again = real.stories.comparison(real.stories.of_article(changed.id) or "")
        assert again != first

    def test_every_member_is_a_claim_or_fact_of_its_article(self, real: Library) -> None:
        for story in real.stories.page(0, 10):
            found = real.stories.comparison(story.id)
            articles = {article.id: article for article in found.articles}
            for proposition in found.propositions:
                assert len(proposition.members) > 1
                for member in proposition.members:
                    extraction = articles[member.article].extraction
                    items = extraction.claims if member.kind == "claim" else extraction.facts
                    assert (member.start, member.end) in [(one.start, one.end) for one in items]


@pytest.mark.parametrize(
    ("days", "later"),
    [
        (("2026-03-03", "2026-03-04"), True),
        (("2026-03-03T08:00:00Z", "2026-03-03T20:00:00Z"), False),
        (("2026-03-03", None), False),
    ],
)
def test_figures_of_another_day_may_be_newer(
    tmp_path: Path, days: tuple[str | None, str | None], later: bool
) -> None:
    library = Library.open(tmp_path / "real.db", "huda")
    for number, (count, day) in enumerate(zip(("أربعة", "تسعة"), days, strict=True)):
        library.add(document(FIRE.replace("أربعة", count), number, day))
    (story,) = library.stories.page(0, 10)
    compared = library.stories.comparison(story.id)
    differing = [one for one in compared.propositions if one.relation == "figures-differ"]
    assert differing
    assert [compared.is_later(one) for one in differing] == [later] * len(differing)
    assert not any(compared.is_later(one) for one in compared.propositions if one.relation == "same")
