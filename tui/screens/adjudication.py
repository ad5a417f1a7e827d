"""Deciding between annotators: one disagreement after the other, who says what, and what is to hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from store.agreement.disputes import Dispute, Opinion
from store.library import Library
from store.model import ClaimVerdict, Span, Target, Undone
from store.overlay import verdict_of
from tui.catalogue import Catalogue, isolated
from tui.screens.disputes import DisputesModal
from tui.widgets.bars import Header, HintBar
from tui.widgets.items import ItemList
from tui.widgets.opinions import DisputeText, OpinionList, told_opinion

HINTS = (
    ("j k", "step", True),
    ("↓ ↑ Enter", "take", True),
    ("1-9 t", "tag", False),
    ("+ x", "verdict", False),
    ("u", "undo", False),
    (".", "open", False),
    ("Esc", "leave", True),
)
"""Keys, the catalogue's word for them, and whether they stay where there is little room."""


class Adjudication(DisputesModal):
    """Who says what of a disagreement, and what is to hold; a decision is kept before the screen shows it."""

    BINDINGS = [
        Binding("j,n", "step(1)"),
        Binding("k,N", "step(-1)"),
        Binding("full_stop", "open"),
        Binding("down", "choose(1)"),
        Binding("up", "choose(-1)"),
        Binding("space,pagedown", "page(1)"),
        Binding("pageup", "page(-1)"),
        Binding("enter", "take"),
        *(Binding(str(digit), f"digit('{digit}')") for digit in range(1, 10)),
        Binding("t", "tag"),
        Binding("plus", "judge('accepted')"),
        Binding("x", "judge('rejected')"),
        Binding("u", "undo"),
        Binding("ctrl+r", "redo"),
        Binding("escape,q,A", "leave"),
    ]

    DEFAULT_CSS = """
    Adjudication {
        background: ansi_default; color: ansi_default;
        & > Vertical { height: 100%; }
        & DisputeText { height: 1fr; min-height: 3; }
        & OpinionList { height: auto; max-height: 50%; min-height: 4; }
    }
    """

    def __init__(self, words: Catalogue, library: Library, first: str | None) -> None:
        """`first` is the article to begin with."""
        super().__init__(words, library, first)
        self._shown: tuple[str, Target, Span] | None = None
        """The disagreement that is on the screen: the cursor stays among its opinions."""
        self._done = self._undone = 0
        rtl = words.rtl
        self._header = Header(words("adjudicate.title"), rtl=rtl)
        self._about = Header("", rtl=rtl)
        self._text = DisputeText()
        self._list = OpinionList(words)

    def compose(self) -> ComposeResult:
        """The words, who says what of them, and what is decided."""
        with Vertical():
            yield self._header
            yield self._text
            yield self._about
            yield self._list
            yield self.status
            hints = [(keys, self.words(f"adjudicate.{word}"), always) for keys, word, always in HINTS]
            yield HintBar(hints, rtl=self.words.rtl)

    def on_mount(self) -> None:
        """Show the disagreement."""
        self._list.focus()
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """The rows are others now."""
        self.call_after_refresh(self.show)

    def action_choose(self, step: int) -> None:
        """Another opinion."""
        self._list.move(step)

    def action_page(self, direction: int) -> None:
        """Scroll the words."""
        self._text.scroll_relative(y=direction * max(1, self._text.size.height - 1), animate=False)

    # Deciding

    def action_take(self) -> None:
        """Let the opinion under the cursor hold, and go on to what is not decided yet."""
        one = self._list.chosen()
        if one is not None and self._decide(one.tags, one.verdict, one.span):
            self.action_open()

    @on(ItemList.Pressed)
    def _pressed(self) -> None:
        self.action_take()

    def action_digit(self, key: str) -> None:
        """Set or clear the tag of a digit in what is decided."""
        name = next((tag.name for tag in self._library.tags() if tag.key == key), None)
        if name is None:
            self.status.say(self.words("status.no-tag-key", digit=key))
        else:
            self._toggle(name)

    def action_tag(self) -> None:
        """Set or clear a tag of the palette in what is decided."""
        from tui.screens.tags import TagPalette

        tags, recent = self._library.tags(), self._library.recent_tags()
        self.app.push_screen(
            TagPalette(self.words, tags, recent, self._decided[0]),
            lambda name: self._toggle(name) if name else None,
        )

    def _toggle(self, name: str) -> None:
        tags, verdict, span = self._decided
        self._decide(
            tuple(one for one in tags if one != name) if name in tags else (*tags, name), verdict, span
        )

    def action_judge(self, verdict: str) -> None:
        """Decide that the claim is one, as the machine found it, or that it is none."""
        dispute, article = self.dispute, self._article
        if dispute is None or article is None:
            return
        tags, _verdict, _span = self._decided
        found = next((one for one in article.extraction.claims if one.span == dispute.span), None)
        if dispute.target != "claim":
            self.status.say(self.words("adjudicate.no-claim"), error=True)
        elif verdict == "rejected":
            self._decide(tags, ClaimVerdict("rejected"), dispute.span)
        elif found is not None:
            self._decide(tags, verdict_of("accepted", found), dispute.span)
        else:
            self.status.say(self.words("adjudicate.not-found"), error=True)

    @property
    def _decided(self) -> tuple[tuple[str, ...], ClaimVerdict | None, Span | None]:
        """Tags, verdict and extent of what is decided so far."""
        decision = None if self.dispute is None else self.dispute.decision
        return ((), None, None) if decision is None else (decision.tags, decision.claim, decision.placed)

    def _decide(self, tags: Sequence[str], verdict: ClaimVerdict | None, span: Span | None) -> bool:
        """Decide so; whether that was done and the disagreement is still one."""
        dispute, article = self.dispute, self._article
        if dispute is None or article is None:
            return False

        def write() -> None:
            self._library.adjudication.decide(dispute, tags, verdict, span, text_sha256=article.sha256)
            self._done, self._undone = self._done + 1, 0
            self._reload()

        if not self.attempt(write):
            return False
        # What was said of the key before is not about the decision.
        self.status.say("")
        is_there = self.dispute is not None
        self.show()
        return is_there

    def action_undo(self) -> None:
        """Take back what was decided last, since the disagreements were opened."""
        self._turn_back(self._done, self._library.undo, 1)

    def action_redo(self) -> None:
        """Decide it again."""
        self._turn_back(self._undone, self._library.redo, -1)

    def _turn_back(self, count: int, action: Callable[[], Undone | None], step: int) -> None:
        told = "adjudicate.undone" if step > 0 else "adjudicate.redone"

        def turn() -> None:
            nonlocal told
            undone = action()
            self._done, self._undone = self._done - step, self._undone + step
            if undone is not None:
                self._go_to(undone)
                if not undone.annotations:
                    told = "status.undone-nothing" if step > 0 else "status.redone-nothing"

        if not count:
            self.status.say(self.words("status.nothing-to-undo" if step > 0 else "status.nothing-to-redo"))
        elif self.attempt(turn):
            self.show()
            decision = None if self.dispute is None else self.dispute.decision
            if told == "adjudicate.undone" and decision is not None:
                left = told_opinion(self.words, decision.tags, decision.claim)
                self.status.say(self.words("adjudicate.undone-to", left=left))
            else:
                self.status.say(self.words(told))

    def _go_to(self, undone: Undone) -> None:
        """Show the disagreement that an undo or redo was about."""
        here = [one for one in self._articles if one == undone.article]
        found = self._library.adjudication.next(here)
        if found is not None:
            self._take(found)
        self._reload()
        span = undone.span
        if span is not None and self._disputes:
            self._index = max(range(len(self._disputes)), key=lambda n: self._disputes[n].span.share(span))

    def action_leave(self) -> None:
        """Back to the reader; what was decided stays."""
        self.dismiss(None)

    # Showing

    def show(self) -> None:
        """Show the disagreement; leave where there is none any more."""
        words, dispute, article = self.words, self.dispute, self._article
        if not self.is_running:
            return
        if dispute is None or article is None:
            self._look_on()
            return
        decided = sum(one.decision is not None for one in self._disputes)
        self._header.show(
            words(
                "adjudicate.place",
                number=self._index + 1,
                count=len(self._disputes),
                decided=decided,
                article=self._place + 1,
                articles=len(self._articles),
            )
        )
        about = words(f"adjudicate.{dispute.target}")
        self._about.title = about
        self._about.show(" · ".join((isolated(article.source), isolated(" ".join(article.title.split())))))
        self._about.refresh()
        around = [one for one in article.outline.paragraphs if one.overlaps(dispute.span)]
        start = min((one.start for one in around), default=dispute.span.start)
        end = max((one.end for one in around), default=dispute.span.end)
        self._text.show(article.text, Span(start, end), dispute.span)
        shown = (article.id, dispute.target, dispute.span)
        cursor = self._list.cursor if shown == self._shown else 0
        self._shown = shown
        self._list.show(self._opinions(dispute), article.text, cursor or 0)
        self._list.styles.height = min(self._list.count * 2, max(4, self.size.height // 2))
        decision = dispute.decision
        if decision is None:
            self.status.show(words("adjudicate.undecided"), "", shown)
        else:
            said = told_opinion(words, decision.tags, decision.claim)
            place = words("adjudicate.decided", name=decision.annotator)
            self.status.show(place, said, shown)

    def _opinions(self, dispute: Dispute) -> list[Opinion]:
        """What annotators say, and last that nothing is to be said, if none of them says that."""
        silent = any(not (one.tags or one.verdict) for one in dispute.opinions)
        return [*dispute.opinions, *([] if silent else [Opinion("")])]
