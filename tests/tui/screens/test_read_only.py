"""The reader on a library that may only be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.db import looking
from store.library import Library
from tests.support.articles import small_library
from tests.support.reading import press, reading, screen, status


async def test_it_reads_and_says_what_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    small_library(path).close()
    monkeypatch.setattr(looking, "may_write", lambda _path: False)
    with Library.open(path, "layla", look=True) as library:
        before = path.read_bytes()
        async with reading(library) as pilot:
            assert "nothing is kept" in status(pilot)
            await press(pilot, "j", "j")
            assert "read-only" not in status(pilot)
            article = screen(pilot).desk.article
            assert article is not None
            screen(pilot).mark_read(article.id)
            screen(pilot).save_place_now()
            assert "read-only" not in status(pilot)
            await press(pilot, "1")
            assert "the library is read-only; newsread writes to its file and folder" in status(pilot)
            await press(pilot, "j", "c", "escape", "s", *"الجسر", "escape")
        assert library.place() is None
        assert path.read_bytes() == before
