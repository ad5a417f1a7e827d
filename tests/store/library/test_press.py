"""A thousand real articles: nothing is lost, nothing is doubled, and the file stays small."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from store.ids import article_id
from store.library import Library
from store.model import Document


@pytest.fixture(scope="module")
def press(shared: Path) -> list[Document]:
    """The first thousand articles of the press corpus."""

    def documents() -> Iterator[Document]:
        with gzip.open(shared / "corpora" / "press.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                one = json.loads(line)
                yield Document(
                    one["content"], one["source"], one["url"], one["url"], one["title"], one["date_extracted"]
                )

    return list(islice(documents(), 1_000))


def test_every_text_is_kept_as_it_was_and_a_second_time_changes_nothing(
    library: Library, press: list[Document]
) -> None:
    assert library.add_many(iter(press)) == {"added": 1_000, "updated": 0, "unchanged": 0}
    for document in press[::50]:
        article = library.article(article_id(document.source, document.address))
        assert article.text == document.text
        assert article.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
        assert (article.source, article.url, article.published) == (
            document.source,
            document.url,
            document.published,
        )
    assert library.add_many(iter(press)) == {"added": 0, "updated": 0, "unchanged": 1_000}
    assert {one.name: one.articles for one in library.sources()} == Counter(one.source for one in press)


def test_the_list_is_the_same_by_page_by_place_and_by_step(library: Library, press: list[Document]) -> None:
    library.add_many(press)
    listed = [one.id for start in range(0, 1_000, 50) for one in library.article_page(None, start, 50)]
    assert len(set(listed)) == 1_000
    assert [library.article_place(one, None) for one in listed[::97]] == [
        (index, True) for index in range(0, 1_000, 97)
    ]
    assert [library.neighbour(one, 1) for one in listed] == [*listed[1:], None]


def test_the_file_is_at_most_twice_its_texts(library: Library, press: list[Document]) -> None:
    library.add_many(press)
    library.close()
    texts = sum(len(text.encode()) for text in {one.text for one in press})
    assert library.path.stat().st_size <= 2 * texts
