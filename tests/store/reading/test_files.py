"""Files: what is found in folders, what is opened, and what is refused with which words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from store.inputs import InputFailure, Reading, documents_now, find
from store.model import Document
from store.reading.files import find_files
from store.reading.origin import LIMIT

NEWS = "قالت الوزارة إن الطريق مفتوح."


def read(path: Path, source: str | None = None) -> Document:
    """The one article in a file."""
    (found,) = documents_now([path], Reading(source))
    assert isinstance(found, Document), found
    return found


def refusal(path: Path) -> str:
    """Why there is none."""
    (found,) = documents_now([path])
    assert isinstance(found, InputFailure)
    assert str(found.message).isprintable()
    return str(found.message)


def test_a_file_is_read_with_its_folder_as_source(tmp_path: Path) -> None:
    path = tmp_path / "outlet" / "a.txt"
    path.parent.mkdir()
    path.write_text(NEWS, encoding="utf-8")
    document = read(path)
    assert (document.text, document.source, document.address) == (NEWS, "outlet", str(path))
    assert read(path, "other").source == "other"


def test_the_address_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read(Path("a.txt")).address == str(tmp_path / "a.txt")


def test_missing_folder_and_device_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, what in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "a folder"),
        (Path(os.devnull), "ordinary"),
        (tmp_path / "pipe", "newsread index - reads the standard input"),
    ):
        assert what in refusal(path)


def test_a_file_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.write(NEWS.encode())
        file.write(b" " * LIMIT)
    assert "larger" in refusal(path)


def test_a_name_in_a_message_carries_no_control_characters(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "a\x1b[31m\u202e.txt")


def test_folders_give_their_texts_sorted_without_hidden_ones_and_readmes(tmp_path: Path) -> None:
    names = ("b.txt", "a.txt", ".hidden.txt", "README.txt", "notes.md", "sub/c.TXT", ".git/d.txt")
    for name in (*names, "e.html", "f.jsonl.gz", "g.csv", "h.xml", "i.opml", "j.tar.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(NEWS, encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.txt", "b.txt", "e.html", "f.jsonl.gz", "g.csv", "h.xml", "sub/c.TXT"]


def test_files_are_given_as_they_are_named(tmp_path: Path) -> None:
    named = [tmp_path / "missing.txt", tmp_path / "README.txt"]
    assert list(find_files(named)) == named


def test_a_link_to_itself_is_one_article_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    for name in ("self.txt", "self"):
        (tmp_path / name).symlink_to(tmp_path / name)
    found = list(find_files([tmp_path, tmp_path / "self"]))
    assert [path.name for path in found] == ["a.txt", "self.txt", "self"]
    for path in found[1:]:
        assert "cannot be read" in refusal(path)


def test_what_words_name_comes_in_their_order_and_what_two_folders_hold_once(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    for path in (tmp_path / "1.txt", folder / "2.txt"):
        path.write_text(NEWS, encoding="utf-8")
    words = [
        str(tmp_path / "1.txt"),
        "https://a.example/",
        str(folder),
        "-",
        str(tmp_path),
        "ftp://a.example/",
    ]
    *found, failure = find(words)
    assert list(map(str, found)) == [*words[:2], str(folder / "2.txt"), "-", str(tmp_path / "1.txt")]
    assert isinstance(failure, InputFailure)


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [path.name for path in find_files([tmp_path])] == ["a.txt"]
