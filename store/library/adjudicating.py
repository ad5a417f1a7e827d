"""Deciding between annotators, behind the door."""

from __future__ import annotations

from collections.abc import Sequence

from store.agreement import disputes
from store.agreement.disputes import Dispute
from store.db import annotation, articles, editing, judging
from store.library.session import Session
from store.model import Annotation, ClaimVerdict, Span


class Adjudication:
    """Where annotators differ, and what the annotator of the session decides.

    A decision is an annotation of the layer `adjudicated`, with undo like others. What the annotators say is
    not touched by it.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def articles(self) -> tuple[str, ...]:
        """The ids of the articles that two annotators or more have annotated, the latest first."""
        with self._session.reading() as db:
            judges = judging.judges(db, read=False)
            shared = [uuid for uuid, names in judges.items() if len(names) > 1]
            return tuple(sorted(shared, key=lambda uuid: articles.index(db, uuid, None)))

    def disputes(self, article_id: str) -> tuple[Dispute, ...]:
        """What the annotators of the article do not agree on, in the order of the text."""
        with self._session.reading() as db:
            article = articles.article(db, article_id)
            said: dict[str, list[Annotation]] = {}
            decided: list[Annotation] = []
            for one in annotation.of_article(db, articles.known(db, article_id).row, None):
                if one.layer == "adjudicated":
                    decided.append(one)
                else:
                    said.setdefault(one.annotator, []).append(one)
        return disputes.disputes(article, said, decided)

    def decide(
        self,
        dispute: Dispute,
        tags: Sequence[str] = (),
        verdict: ClaimVerdict | None = None,
        span: Span | None = None,
        *,
        text_sha256: str | None = None,
    ) -> Annotation:
        """Decide that `tags` and `verdict` hold, or with neither that nothing is to be said.

        `span` is where the claim stands, if that is elsewhere than the dispute. What the annotator decided of
        it before gives way. The rest is as in `Library.set_tag`.
        """
        earlier = dispute.decision.id if dispute.decision is not None else None
        with self._session.writing() as db:
            stretch = self._session.stretch(
                db, dispute.article, span or dispute.span, dispute.target, text_sha256, layer="adjudicated"
            )
            return editing.decide(db, stretch, tags, verdict, earlier)
