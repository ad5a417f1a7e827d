"""A library that may only be read is read, by who may not write it and while others do."""

from __future__ import annotations

import pytest

from store.db import looking
from store.errors import LibraryError
from store.library import Library
from store.model import Document, Span
from tests.support.libraries import OpenLibrary, finish, start

LOOK = """
told = []
with Library.open(path, "omar", create=False, look=True, tell=told.append) as library:
    print(*told)
    (article,) = [one.id for one in library.article_page(None, 0, 9)]
    print(len(library.annotations(article)), len(library.search.find("نص").articles))
    print(library.mark_read([article]), len(library.exchange.exported()))
    library.remember("name", "value")
    try:
        library.set_tag(article, Span(0, 3), "span", "verified")
    except LibraryError as error:
        print(error)
"""
"""What a process that permissions hold for sees in a library, and what it is told."""


@pytest.fixture
def kept(library: Library) -> Library:
    """A library with an article and an annotation."""
    library.add(Document("نص قصير", "الأفق", "/1"))
    library.set_tag(library.article_page(None, 0, 1)[0].id, Span(0, 2), "span", "important")
    return library


@pytest.mark.parametrize("closed", [True, False], ids=["alone", "beside one who writes"])
@pytest.mark.parametrize("of", ["file", "folder"])
def test_it_is_shown_and_nothing_is_kept(
    kept: Library, mortal: tuple[str, ...], of: str, closed: bool
) -> None:
    if closed:
        kept.close()
    folder = kept.path.parent
    before = sorted(folder.iterdir()), kept.path.read_bytes()
    (kept.path if of == "file" else folder).chmod(0o400 if of == "file" else 0o500)
    try:
        lines = finish(start(LOOK, kept.path, before=mortal)).splitlines()
    finally:
        folder.chmod(0o700)
    assert lines == [
        f"the library is read-only: it is shown as it is, and nothing is kept ({kept.path})",
        "1 1",
        "0 1",
        f"the library is read-only; newsread writes to its file and folder ({kept.path})",
    ]
    assert (sorted(folder.iterdir()), kept.path.read_bytes()) == before


class TestWhatOthersWrite:
    @pytest.fixture
    def looker(self, kept: Library, open_library: OpenLibrary, monkeypatch: pytest.MonkeyPatch) -> Library:
        """The library as it is open for one who may not write it; nobody else has it open."""
        kept.close()
        monkeypatch.setattr(looking, "may_write", lambda _path: False)
        return Library.open(kept.path, "omar", create=False, look=True)

    def test_is_seen(self, looker: Library, open_library: OpenLibrary) -> None:
        assert looker.article_count() == 1
        for number in range(2, 4):
            writer = open_library()
            writer.add(Document(f"نص آخر {number}", "الأفق", f"/{number}"))
            assert looker.article_count() == number
            writer.add(Document("وثالث", "الأفق", f"/{number}"))
            writer.close()
            assert [one.title for one in looker.article_page(None, 0, 9)].count("وثالث") == number - 1
        looker.close()

    def test_in_the_middle_of_a_look_is_told(self, looker: Library, open_library: OpenLibrary) -> None:
        with pytest.raises(LibraryError, match="changed while it was read"), looker.reading():
            open_library().add(Document("نص آخر", "الأفق", "/2"))
        assert looker.article_count() == 2
        looker.close()


def test_one_of_an_earlier_version_is_refused(kept: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with kept.direct() as db:
        db.execute("PRAGMA user_version = 14")
    kept.close()
    monkeypatch.setattr(looking, "may_write", lambda _path: False)
    with pytest.raises(LibraryError, match="who may write it has to open it once"):
        Library.open(kept.path, "omar", look=True)
