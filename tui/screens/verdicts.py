"""The keys that say of a claim whether it is one: accept, reject, correct, add one that was missed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from store.model import ClaimVerdict, Span, Standing, Subject, Verdict
from store.overlay import verdict_of
from tui.screens.annotating import AnnotatingScreen
from tui.screens.desk import Selection


class Correction(NamedTuple):
    """What is to be said of a claim, as the form of E has it."""

    claim: Subject
    found: Span | None
    """The extent that the machine gave it, if it did."""
    verdict: ClaimVerdict


class VerdictScreen(AnnotatingScreen):
    """Verdicts are on the claim chosen in the sidebar, wherever the focus is: n and + make one."""

    _correcting: Correction | None = None
    """What is said of the claim whose extent is being set."""

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
        subject = self._subject(claim)
        # One's own, also where the claim is shown as others left it.
        own = self.desk.annotation(subject)
        before = own.claim.verdict if own is not None and own.claim is not None else None
        clear = before == verdict if on is None else not on
        if clear and before != verdict:
            self.status.say(self.words("status.no-verdict-here"))
            return
        judged = None if clear else verdict_of(verdict, claim.claim)
        if self.attempt(partial(self.desk.judge, subject, judged)):
            said = "status.verdict-cleared" if clear else f"verdict.{verdict}"
            self.acted(
                self.words("status.judged", verdict=self.words(said), claim=claim.claim.speaker or "—"),
                None if clear else subject,
                lambda _other: self._judge(verdict, on=not clear),
            )

    def _claim_to_judge(self) -> Standing | None:
        """The claim that is chosen, unless the text has changed; None, and the reason on the status line."""
        if self.target() is None:
            return None
        if self.claim is None:
            self.status.say(self.words("status.no-claim-here"))
        return self.claim

    def _subject(self, claim: Standing) -> Subject:
        return self.desk.subject(Selection("claim", claim.span))

    def action_add_claim(self) -> None:
        """Mark the span, or the statement, as a claim that the machine missed."""
        subject = self.target()
        if subject is None:
            return
        self._add_claim(subject)

    def _add_claim(self, subject: Subject) -> None:
        there = self.claims.cursor if subject.target == "claim" else self.desk.claim_there(subject)
        if there is not None:
            self._choose_at(there)
            self.status.say(self.words("status.is-claim", number=there + 1))
            return
        claim = replace(subject, target="claim")
        added = ClaimVerdict("added", form="indirect", polarity="asserts")
        if self.attempt(partial(self.desk.judge, claim, added)):
            self.drop_selection()
            self._choose(claim)
            self.acted(self.words("status.claim-added"), subject, self._add_claim)

    def _choose(self, claim: Subject) -> None:
        """Choose the claim, if it is of the text that is shown."""
        if not self.desk.shows(claim):
            return
        self.show_annotations()
        index = next((i for i, one in enumerate(self.desk.claims) if one.claim.span == claim.span), None)
        if index is not None:
            self._choose_at(index)

    def _choose_at(self, index: int) -> None:
        self.claims.go(index)
        self.view.choose(self.desk.claims[index].claim.span)

    # Corrections

    def action_correct(self) -> None:
        """Correct the claim's speaker, cue, polarity and form, and its extent."""
        claim = self._claim_to_judge()
        if claim is None:
            return
        from tui.screens.correcting import CorrectionPrompt

        verdict: Verdict = "added" if claim.verdict == "added" else "corrected"
        prompt = CorrectionPrompt(self.words, claim.claim, verdict)
        subject, found = self._subject(claim), None if claim.found is None else claim.found.span

        def done(answer: tuple[ClaimVerdict, bool] | None) -> None:
            if answer is None:
                return
            judged, extent = answer
            correction = Correction(subject, found, judged)
            if extent:
                self._begin_extent(correction, claim.claim.span)
            else:
                self._correct(correction, None)

        self.app.push_screen(prompt, done)

    def _begin_extent(self, correction: Correction, shown: Span) -> None:
        """Let the keys of spans set the extent, until Enter takes it or Esc drops it."""
        if not self.desk.shows(correction.claim):
            self.status.say(self.words("status.text-changed"), error=True)
            return
        self._correcting = correction
        self.focus_pane(self.view)
        self.select_span(shown)
        self.status.say(self.words("status.set-extent"))

    def _correct(self, correction: Correction, extent: Span | None) -> None:
        claim, judged = correction.claim, correction.verdict
        if self.attempt(partial(self.desk.judge, claim, judged, extent, correction.found)):
            said = self.words(
                "status.judged", verdict=self.words(f"verdict.{judged.verdict}"), claim=judged.speaker or "—"
            )
            there = replace(claim, span=extent or claim.span)
            self._choose(there)
            self.acted(said, there)

    def take(self) -> bool:
        """Take the extent that was set."""
        correction, selection = self._correcting, self.selection
        if correction is None or selection is None or selection.target != "span":
            return super().take()
        if self.target() is not None:
            self._correcting = None
            self.drop_selection()
            self._correct(correction, selection.span)
        return True

    def drop_extent(self) -> bool:
        """Leave the extent as it was; False where none is being set."""
        return self._correcting is not None and self.drop_selection()

    def drop_selection(self) -> bool:
        """As before; with it goes the setting of an extent, and that is said."""
        if self._correcting is not None:
            self._correcting = None
            # When the cursor has moved: until then every message gives way.
            self.call_later(self._say_left)
        return super().drop_selection()

    def _say_left(self) -> None:
        self.say_where()
        self.status.say(self.words("status.extent-left"))

    def show_new_text(self) -> None:
        """As before; an extent that was being set is of the text that is gone."""
        self._correcting = None
        super().show_new_text()
