"""Deciding between annotators, behind the door."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from store.agreement import disputes
from store.agreement.disputes import Dispute, Disputed
from store.db import annotation, articles, editing, judging
from store.errors import NotFound
from store.library.session import Session
from store.library.verdicts import cleaned_verdict
from store.model import Annotation, ClaimVerdict, Span
from store.names import clean_name


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
            return judging.shared(db)

    def disputes(self, article_id: str) -> tuple[Dispute, ...]:
        """What the annotators of the article do not agree on, in the order of the text."""
        return self._disputed(article_id).disputes

    def next(
        self,
        article_ids: Iterable[str],
        *,
        undecided: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Disputed | None:
        """The first of the articles in which there is a dispute, or with `undecided` one that is not decided.

        None where there is none, or once `is_wanted`, which is asked before each, is false. An article that
        is gone is passed over.
        """
        for article_id in article_ids:
            if not is_wanted():
                return None
            try:
                found = self._disputed(article_id)
            except NotFound:
                continue
            if any(not undecided or one.decision is None for one in found.disputes):
                return found
        return None

    def _disputed(self, article_id: str) -> Disputed:
        with self._session.reading() as db:
            article = articles.article(db, article_id)
            said: dict[str, list[Annotation]] = {}
            decided: list[Annotation] = []
            for one in annotation.of_article(db, articles.known(db, article_id).row, None):
                if one.layer == "adjudicated":
                    decided.append(one)
                else:
                    said.setdefault(one.annotator, []).append(one)
        return Disputed(article, disputes.disputes(article, said, decided))

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
        names = [clean_name(tag, "a tag") for tag in tags]
        earlier = dispute.decision.id if dispute.decision is not None else None
        with self._session.writing() as db:
            stretch = self._session.stretch(
                db, dispute.article, span or dispute.span, dispute.target, text_sha256, layer="adjudicated"
            )
            return editing.decide(db, stretch, names, cleaned_verdict(verdict), earlier)
