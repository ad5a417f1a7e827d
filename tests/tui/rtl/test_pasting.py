"""What is pasted, told from what is typed."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tui.rtl.pasting import END, START, Pastes

PIECES = st.lists(
    st.one_of(st.sampled_from([START, END, "\x1b", "\x1b[A", "\x1b[20", "ب", "1~"]), st.text(max_size=3)),
    max_size=8,
)


class TestPastes:
    def test_what_is_typed_passes_at_once(self) -> None:
        pastes = Pastes()
        assert pastes.feed("a\x1b") == "a\x1b"
        assert pastes.feed("\x1b[A") == "\x1b[A"

    def test_an_escape_in_a_paste_is_text(self) -> None:
        assert Pastes().feed(f"{START}a\x1b[31mb{END}\x1b") == f"{START}a␛[31mb{END}\x1b"

    def test_every_paste_begins_and_ends_by_itself(self) -> None:
        text = f"{START}\x1b{END}\x1b[A{START}\x1bq{END}"
        assert Pastes().feed(text) == f"{START}␛{END}\x1b[A{START}␛q{END}"

    @given(sent=PIECES, size=st.integers(1, 7))
    @example(sent=[START, "\x1b", END], size=1)
    def test_it_is_the_same_in_any_pieces(self, sent: list[str], size: int) -> None:
        text = "".join(sent) + END
        pastes = Pastes()
        pieces = "".join(pastes.feed(text[at : at + size]) for at in range(0, len(text), size))
        assert pieces == Pastes().feed(text)

    @given(sent=PIECES)
    def test_nothing_is_lost(self, sent: list[str]) -> None:
        text = "".join(sent) + END
        assert Pastes().feed(text).replace("␛", "\x1b") == text.replace("␛", "\x1b")
