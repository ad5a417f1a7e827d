"""Plain text files: what is decoded, what is refused and with which words, what is found in folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UnreadableInput
from store.reading.plain import LIMIT, decode, find_files, read_file

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


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_other_arabic_encodings_are_named_with_the_command_that_helps(encoding: str) -> None:
    text = "قال وزير النقل إن الطريق سيفتح غدا وإن العمل فيه انتهى"
    assert f"iconv -f {encoding} -t utf-8" in refusal(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_utf16_and_utf32_are_told_by_their_mark(encoding: str) -> None:
    assert "iconv -f utf-" in refusal(NEWS.encode(encoding))


def test_utf16_without_a_mark_is_told_by_its_control_characters() -> None:
    assert "utf-16" in refusal(NEWS.encode("utf-16-le"))


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
    ],
)
def test_other_formats_are_named(data: bytes, what: str) -> None:
    assert what in refusal(data)


def test_damaged_utf8_is_refused_with_the_place() -> None:
    assert "byte 4" in refusal("نص".encode() + b"\xff" + b" and a long English text after it")


def test_a_file_is_read_with_its_folder_as_source(tmp_path: Path) -> None:
    path = tmp_path / "outlet" / "a.txt"
    path.parent.mkdir()
    path.write_text(NEWS, encoding="utf-8")
    document = read_file(path)
    assert (document.text, document.source, document.address) == (NEWS, "outlet", str(path))
    assert read_file(path, "other").source == "other"


def test_the_address_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_file(Path("a.txt")).address == str(tmp_path / "a.txt")


def test_missing_folder_and_device_are_refused(tmp_path: Path) -> None:
    for path, what in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "a folder"),
        (Path(os.devnull), "ordinary"),
    ):
        with pytest.raises(UnreadableInput, match=what):
            read_file(path)


def test_a_file_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    with pytest.raises(UnreadableInput, match="larger"):
        read_file(path)


def test_a_name_in_a_message_carries_no_control_characters(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_file(tmp_path / "a\x1b[31m\u202e.txt")
    assert str(caught.value).isprintable()


def test_folders_give_their_texts_sorted_without_hidden_ones_and_readmes(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "README.txt", "notes.md", "sub/c.TXT", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(NEWS, encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path])]
    assert found == ["a.txt", "b.txt", "sub/c.TXT"]


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
        with pytest.raises(UnreadableInput, match="cannot be read"):
            read_file(path)


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [path.name for path in find_files([tmp_path])] == ["a.txt"]
