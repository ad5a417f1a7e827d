"""The claims of an article as a person left them, behind the door."""

from __future__ import annotations

from dataclasses import replace

from store import overlay
from store.cleaning import clean
from store.db import annotation, articles, editing
from store.library.session import Session
from store.model import Annotation, Article, ClaimVerdict, Span, Standing


class Verdicts:
    """What the annotator of a session says of claims: accepted, rejected, corrected, added.

    Verdicts are annotations like others, with undo. They lie over what the machine found and outlive it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def standing(self, article: Article, annotator: str | None = None) -> tuple[Standing, ...]:
        """The claims of `article` as the annotator, or another one, left them, in the order of the text."""
        who = self._session.annotator if annotator is None else annotator
        with self._session.reading() as db:
            said = annotation.of_article(db, articles.known(db, article.id).row, who)
        return overlay.standing(article.text, article.extraction, (one for one in said if one.layer == "own"))

    def give(
        self,
        article_id: str,
        span: Span,
        verdict: ClaimVerdict | None,
        *,
        extent: Span | None = None,
        found: Span | None = None,
        text_sha256: str | None = None,
    ) -> Annotation | None:
        """Say what `verdict` says of the claim at `span`, or (None) nothing any more, as one step.

        `span` is that of its `Standing`. `extent` is where the claim really stands, if that is elsewhere,
        and `found` the extent that the machine gave it, if it did: where the two have less than half in
        common, the machine's claim is rejected beside the correction. The rest is as in `Library.set_tag`.
        """
        with self._session.writing() as db:
            stretch = self._session.stretch(db, article_id, span, "claim", text_sha256)
            return editing.judge(db, stretch, cleaned_verdict(verdict), extent, found)


def cleaned_verdict(verdict: ClaimVerdict | None) -> ClaimVerdict | None:
    """The verdict as it is kept: without what cannot be, and with no speaker or cue where none is named."""
    if verdict is None:
        return None
    speaker, cue = (
        None if one is None else clean(one).strip() or None for one in (verdict.speaker, verdict.cue)
    )
    return replace(verdict, speaker=speaker, cue=cue)
