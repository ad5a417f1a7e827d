"""A small form over the reader: what a claim's speaker, cue, polarity and form really are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from store.model import Claim, ClaimVerdict, Form, Polarity, Verdict
from tui.catalogue import Catalogue
from tui.screens.prompts import BOX
from tui.screens.sparing import SparingModal
from tui.widgets import palette
from tui.widgets.bars import Header
from tui.widgets.editor import LineEditor
from tui.widgets.painting import beside, cells, line, snug, strip

POLARITIES: tuple[Polarity, ...] = ("asserts", "denies", "predicts", "accuses")
FORMS: tuple[Form, ...] = ("direct", "indirect", "mixed")


Word = TypeVar("Word", bound=str)


class Choice(Generic[Word], Widget, can_focus=True):
    """One of a few words, gone through with the cursor keys and Space."""

    BINDINGS = [
        Binding("right,l", "turn(1)"),
        Binding("left,h", "turn(-1)"),
        Binding("space", "next"),
        Binding("enter", "enter"),
    ]
    DEFAULT_CSS = "Choice { height: 1; }"

    class Entered(Message):
        """Enter was pressed on it."""

        def __init__(self, choice: Widget) -> None:
            super().__init__()
            self.choice = choice

    def __init__(
        self, label: str, options: Sequence[Word], shown: Sequence[str], chosen: Word, *, rtl: bool
    ) -> None:
        super().__init__()
        self._label = label
        self._options = options
        self._shown = shown
        self._index = options.index(chosen)
        self._rtl = rtl

    @property
    def chosen(self) -> Word:
        """The option."""
        return self._options[self._index]

    def render_line(self, y: int) -> Strip:
        """The label, and the options with the chosen one in brackets, so that it shows without colour."""
        width, plain, rtl = self.size.width, self.rich_style, self._rtl
        on = palette.CURSOR if self.has_focus else palette.KEY
        parts = [snug(f"{self._label}  ", width, plain, rtl=rtl)]
        for index, word in enumerate(self._shown):
            here = index == self._index
            parts.append(
                snug(f"[{word}]" if here else f" {word} ", width, plain + on if here else plain, rtl=rtl)
            )
        blank = width - sum(map(cells, parts))
        return strip(beside(*parts, [Segment(" " * max(0, blank), plain)], rtl=rtl), width, plain)

    def action_next(self) -> None:
        """The next option; after the last the first."""
        self._index = (self._index + 1) % len(self._options)
        self.refresh()

    def action_turn(self, step: int) -> None:
        """The option to the right (1) or the left (-1), which in Arabic is the next."""
        self._index = (self._index + (-step if self._rtl else step)) % len(self._options)
        self.refresh()

    def action_enter(self) -> None:
        """Tell that it was pressed."""
        self.post_message(self.Entered(self))

    def on_focus(self) -> None:
        """It looks otherwise now."""
        self.refresh()

    def on_blur(self) -> None:
        """As on focus."""
        self.refresh()


class Extent(Choice[str]):
    """The words of the claim; Enter sets where they begin and end."""

    def __init__(self, label: str, content: str, *, rtl: bool) -> None:
        super().__init__(label, ("extent",), (content,), "extent", rtl=rtl)

    def render_line(self, y: int) -> Strip:
        """The label, and as much of the words as there is room for."""
        width, plain, rtl = self.size.width, self.rich_style, self._rtl
        label = snug(f"{self._label}  ", width, plain, rtl=rtl)
        room = width - cells(label)
        style = plain + (palette.CURSOR if self.has_focus else palette.DIM)
        words = line(" ".join(self._shown[0].split()), room, style)
        return strip(beside(label, words, rtl=rtl), width, plain)


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

    @on(Choice.Entered)
    def _entered(self, event: Choice.Entered) -> None:
        self._give(extent=event.choice is self._extent)

    def _give(self, *, extent: bool) -> None:
        speaker, cue = (" ".join(editor.text.split()) or None for editor in (self._speaker, self._cue))
        said = ClaimVerdict(self._verdict, speaker, cue, self._form.chosen, self._polarity.chosen)
        self.dismiss((said, extent))

    def action_leave(self) -> None:
        """Close without a change."""
        self.dismiss(None)
