"""The keys that say of a claim whether it is one: accept, reject, correct, add one that was missed."""

from __future__ import annotations

from functools import partial

from store.model import ClaimVerdict, Span, Standing, Verdict
from store.overlay import verdict_of
from tui.screens.annotating import AnnotatingScreen
from tui.screens.desk import Selection


class VerdictScreen(AnnotatingScreen):
    """Verdicts are on the claim chosen in the sidebar, wherever the focus is: n and + make one."""

    _correcting: tuple[str, Standing, ClaimVerdict] | None = None
    """The article and the claim whose extent is being set, and what is said of it."""

    def action_accept(self) -> None:
        """The claim is one, as it was found; again, nothing is said of it."""
        self._judge("accepted")

    def action_reject(self) -> None:
        """The claim is none; again, nothing is said of it."""
        if not self.removed():
            self._judge("rejected")

    def _judge(self, verdict: Verdict, on: bool | None = None) -> None:
        claim = self._claim_to_judge()
        if claim is None:
            return
        clear = claim.verdict == verdict and on is None
        judged = None if clear else verdict_of(verdict, claim.claim)
        if self.attempt(partial(self.desk.judge, claim.span, judged)):
            said = "status.verdict-cleared" if clear else f"verdict.{verdict}"
            self.acted(
                self.words("status.judged", verdict=self.words(said), claim=claim.claim.speaker or "—"),
                Selection("claim", claim.span),
                lambda _other: self._judge(verdict, on=not clear or None),
            )

    def _claim_to_judge(self) -> Standing | None:
        """The claim that is chosen, unless the text has changed; None, and the reason on the status line."""
        if self.target() is None:
            return None
        if self.claim is None:
            self.status.say(self.words("status.no-claim-here"))
        return self.claim

    def action_add_claim(self) -> None:
        """Mark the span, or the statement, as a claim that the machine missed."""
        selection = self.target()
        if selection is None:
            return
        if selection.target == "claim":
            self.status.say(self.words("status.is-claim"))
            return
        span = selection.span
        if self.attempt(
            partial(self.desk.judge, span, ClaimVerdict("added", form="indirect", polarity="asserts"))
        ):
            self.view.select(None)
            self.acted(self.words("status.claim-added"), Selection("claim", span))
            self._choose(span)

    def _choose(self, span: Span) -> None:
        """Choose the claim that stands at `span`."""
        index = next((i for i, one in enumerate(self.desk.claims) if one.claim.span == span), None)
        if index is not None:
            self.claims.go(index)
            self.view.choose(span)

    # Corrections

    def action_correct(self) -> None:
        """Correct the claim's speaker, cue, polarity and form, and its extent."""
        claim = self._claim_to_judge()
        if claim is None:
            return
        from tui.screens.correcting import CorrectionPrompt

        verdict: Verdict = "added" if claim.verdict == "added" else "corrected"
        prompt = CorrectionPrompt(self.words, claim.claim, verdict)

        def done(answer: tuple[ClaimVerdict, bool] | None) -> None:
            if answer is None:
                return
            judged, extent = answer
            if extent:
                self._begin_extent(claim, judged)
            else:
                self._correct(claim, judged, None)

        self.app.push_screen(prompt, done)

    def _begin_extent(self, claim: Standing, judged: ClaimVerdict) -> None:
        """Let the keys of spans set the extent, until Enter takes it or Esc drops it."""
        self._correcting = self._article_id, claim, judged
        self.focus_pane(self.view)
        self.select_span(claim.claim.span)
        self.status.say(self.words("status.set-extent"))

    def _correct(self, claim: Standing, judged: ClaimVerdict, extent: Span | None) -> None:
        found = None if claim.found is None else claim.found.span
        if self.attempt(partial(self.desk.judge, claim.span, judged, extent, found)):
            span = extent or claim.span
            said = self.words(
                "status.judged", verdict=self.words(f"verdict.{judged.verdict}"), claim=judged.speaker or "—"
            )
            self.acted(said, Selection("claim", span))
            self._choose(span)

    def take(self) -> bool:
        """Take the extent that was set."""
        selection = self.selection
        correcting, self._correcting = self._correcting, None
        if correcting is None or selection is None or selection.target != "span":
            return super().take()
        if correcting[0] == self._article_id:
            self.view.select(None)
            self._correct(*correcting[1:], selection.span)
        return True

    @property
    def _article_id(self) -> str:
        return self.desk.article.id if self.desk.article is not None else ""

    def action_back(self) -> None:
        """Leave the extent as it was."""
        if self._correcting is not None:
            self._correcting = None
            self.status.say(self.words("status.extent-left"))
        super().action_back()
