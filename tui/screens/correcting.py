"""A small form over the reader: what a claim's speaker, cue, polarity and form really are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar, get_args

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from store.model import Claim, ClaimVerdict, Form, Polarity, Verdict
from tui.catalogue import Catalogue
from tui.rtl.bidi import level_of_part
from tui.screens.prompts import BOX
from tui.screens.sparing import SparingModal
from tui.widgets import palette
from tui.widgets.bars import Header
from tui.widgets.editor import LineEditor
from tui.widgets.painting import beside, cells, line, snug, strip

POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
FORMS: tuple[Form, ...] = get_args(Form)


Word = TypeVar("Word", bound=str)


class Field(Widget, can_focus=True):
    """A line of the form under its label; Enter acts on it."""

    BINDINGS = [Binding("enter", "enter")]
    DEFAULT_CSS = "Field { height: 1; }"

    class Entered(Message):
        """Enter was pressed on it."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    def __init__(self, label: str, *, rtl: bool) -> None:
        super().__init__()
        self._label = label
        self._rtl = rtl

    def draw(self, room: int, plain: Style) -> list[Segment]:
        """What stands beside the label, on `room` cells at most."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The label, and what stands beside it."""
        width, plain, rtl = self.size.width, self.rich_style, self._rtl
        label = snug(f"{self._label}  ", width, plain, rtl=rtl)
        drawn = self.draw(width - cells(label), plain)
        blank = Segment(" " * max(0, width - cells(label) - cells(drawn)), plain)
        return strip(beside(label, drawn, [blank], rtl=rtl), width, plain)

    def action_enter(self) -> None:
        """Tell that it was pressed."""
        self.post_message(self.Entered(self))

    def on_focus(self) -> None:
        """It looks otherwise now."""
        self.refresh()

    def on_blur(self) -> None:
        """As on focus."""
        self.refresh()


class Choice(Generic[Word], Field):
    """One of a few words, gone through with the cursor keys and Space."""

    BINDINGS = [
        Binding("right,l", "turn(1)"),
        Binding("left,h", "turn(-1)"),
        Binding("space", "next"),
    ]

    def __init__(
        self, label: str, options: Sequence[Word], shown: Sequence[str], chosen: Word, *, rtl: bool
    ) -> None:
        super().__init__(label, rtl=rtl)
        self._options = options
        self._shown = shown
        self._index = options.index(chosen)

    @property
    def chosen(self) -> Word:
        """The option."""
        return self._options[self._index]

    def draw(self, room: int, plain: Style) -> list[Segment]:
        """The options with the chosen one in brackets, so that it shows without colour."""
        on = plain + (palette.CURSOR if self.has_focus else palette.KEY)
        parts = [
            snug(f"[{word}]", room, on, rtl=self._rtl)
            if index == self._index
            else snug(f" {word} ", room, plain, rtl=self._rtl)
            for index, word in enumerate(self._shown)
        ]
        return beside(*parts, rtl=self._rtl)

    def action_next(self) -> None:
        """The next option; after the last the first."""
        self._index = (self._index + 1) % len(self._options)
        self.refresh()

    def action_turn(self, step: int) -> None:
        """The option to the right (1) or the left (-1), which in Arabic is the next."""
        self._index = (self._index + (-step if self._rtl else step)) % len(self._options)
        self.refresh()


class Extent(Field):
    """The words of the claim; Enter sets where they begin and end."""

    def __init__(self, label: str, content: str, *, rtl: bool) -> None:
        super().__init__(label, rtl=rtl)
        self._content = " ".join(content.split())

    def draw(self, room: int, plain: Style) -> list[Segment]:
        """As much of the words as there is room for."""
        style = plain + (palette.CURSOR if self.has_focus else palette.DIM)
        return line(self._content, room, style, rtl=bool(level_of_part(self._content)))


class CorrectionPrompt(SparingModal[tuple[ClaimVerdict, bool] | None]):
    """Gives what the claim says, and whether its extent is to be set yet; None where it is left as it was.

    Enter saves from any field but the extent, where it goes on to set that.
    """

    BINDINGS = [
        Binding("escape,ctrl+g", "leave"),
        Binding("ctrl+s", "save"),
        Binding("tab,down", "app.focus_next"),
        Binding("shift+tab,up", "app.focus_previous"),
    ]

    DEFAULT_CSS = f"""
    CorrectionPrompt {{
        {BOX}
        & > Vertical {{ height: auto; }}
        & LineEditor {{ margin: 0 0 1 0; }}
        & Extent {{ margin: 1 0 0 0; }}
    }}
    """

    def __init__(self, words: Catalogue, claim: Claim, verdict: Verdict) -> None:
        super().__init__()
        self._words = words
        self._verdict = verdict
        self._speaker = LineEditor(claim.speaker or "", placeholder=words("correct.nobody"))
        self._cue = LineEditor(claim.cue or "", placeholder=words("correct.no-cue"))
        self._polarity = self._choice("polarity", POLARITIES, claim.polarity)
        self._form = self._choice("form", FORMS, claim.form)
        self._extent = Extent(words("correct.extent"), claim.content, rtl=words.rtl)

    def _choice(self, name: str, options: Sequence[Word], chosen: Word) -> Choice[Word]:
        shown = [self._words(f"claim.{option}") for option in options]
        return Choice(self._words(f"correct.{name}"), options, shown, chosen, rtl=self._words.rtl)

    def compose(self) -> ComposeResult:
        """The fields under their names."""
        words, rtl = self._words, self._words.rtl
        with Vertical():
            yield Header(words("correct.title"), rtl=rtl)
            yield Header(words("correct.speaker"), rtl=rtl)
            yield self._speaker
            yield Header(words("correct.cue"), rtl=rtl)
            yield self._cue
            yield self._polarity
            yield self._form
            yield self._extent
            yield Header(words("correct.keys"), rtl=rtl)

    def on_mount(self) -> None:
        """Begin with the speaker, who is wrong most often."""
        self._speaker.focus()

    @on(LineEditor.Submitted)
    def action_save(self) -> None:
        """Close and give what the fields say."""
        self._give(extent=False)

    @on(Field.Entered)
    def _entered(self, event: Field.Entered) -> None:
        self._give(extent=event.field is self._extent)

    def _give(self, *, extent: bool) -> None:
        speaker, cue = (" ".join(editor.text.split()) or None for editor in (self._speaker, self._cue))
        said = ClaimVerdict(self._verdict, speaker, cue, self._form.chosen, self._polarity.chosen)
        self.dismiss((said, extent))

    def action_leave(self) -> None:
        """Close without a change."""
        self.dismiss(None)
