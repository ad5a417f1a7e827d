"""The keys that link two annotations: L, the relation's key, a jump to the other, Enter."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from store.model import Annotation, Linked, Relation, Subject
from tui.screens.annotating import AnnotatingScreen
from tui.screens.desk import Selection
from tui.screens.telling import author, told
from tui.widgets.related import Related

CONTEXT = 80
"""Code points of the other end of a link that are looked at for its line."""


class Pending(NamedTuple):
    """A link whose other end is not chosen yet."""

    start: Subject
    relation: Relation


class LinkScreen(AnnotatingScreen):
    """Makes, shows and removes links; the lower part of the sidebar shows what stands beside."""

    _pending: Pending | None = None

    _beside: Selection | None = None
    """What the lower part of the sidebar is about."""

    @property
    def selection(self) -> Selection | None:
        """While that has the focus, what it is about."""
        return self._beside if self.focused is self.related else super().selection

    # Making

    def action_link(self) -> None:
        """Ask for the relation; what is selected then, at Enter, is the other end."""
        start = self.target()
        if start is None:
            return
        from tui.screens.relations import RelationPrompt

        def done(relation: Relation | None) -> None:
            if relation is not None:
                self._pending = Pending(start, relation)
                self.drop_selection()
                self._ask()

        self.app.push_screen(RelationPrompt(self.words), done)

    def _ask(self) -> None:
        """Say what Enter does now."""
        if self._pending is not None:
            relation = self.words(f"link.{self._pending.relation}")
            self.status.say(self.words("status.link-to", relation=relation))

    def take(self) -> bool:
        """Link to what is selected now."""
        pending = self._pending
        if pending is None or self.selection is None:
            return super().take()
        if (subject := self.target()) is None:
            return True
        if subject == pending.start:
            self.status.say(self.words("status.link-same"), error=True)
            return True
        self._pending = None
        self.drop_selection()
        self._link(subject, pending)
        return True

    def _link(self, subject: Subject, pending: Pending) -> None:
        """Link to one's own annotation there, or somebody's that is shown, or a new one."""
        own, others = self.desk.annotation(subject), self.desk.others(subject)
        end = others[0].id if own is None and others else subject
        if self.attempt(partial(self.desk.link, pending.start, end, pending.relation)):
            relation = self.words(f"link.{pending.relation}")
            self.acted(self.words("status.linked", relation=relation))

    def drop_link(self) -> bool:
        """Drop a link that was begun; False where none was."""
        if self._pending is None:
            return False
        self._pending = None
        self.status.say(self.words("status.link-dropped"))
        return True

    def say_where(self) -> None:
        """As before, and show what stands beside it."""
        super().say_where()
        self._beside = self.selection
        self.related.show(self._related(self._beside))
        if not self.status.message:
            self._ask()

    # Showing

    def show_annotations(self) -> None:
        """As before; the list of links is there where the article has any, or others are shown."""
        super().show_annotations()
        self.related.display = bool(self.desk.links) or self.desk.has_others

    def _related(self, selection: Selection | None) -> list[Related]:
        """What stands beside the selection, then beside the statement and the claim under the cursor.

        Links both ways, then what others say.
        """
        statement, claim = self.view.statement_span, self.claim
        here = [selection] if selection is not None else []
        here += [Selection("statement", statement)] if statement is not None else []
        here += [Selection("claim", claim.span)] if claim is not None else []
        lines: dict[Related, None] = {}
        for one in here:
            lines |= dict.fromkeys(self._link_line(linked, away) for linked, away in self.desk.links_of(one))
        for one in here:
            lines |= dict.fromkeys(self._others_line(said) for said in self.desk.others(one))
        return list(lines)

    def _others_line(self, one: Annotation) -> Related:
        return Related(author(self.words, one), self.words("status.comma").join(told(self.words, one)))

    def _link_line(self, linked: Linked, away: bool) -> Related:
        other = linked.other if away else linked.source
        label = self.words(f"link.{linked.relation}" if away else f"link.{linked.relation}-by")
        if linked.source.annotator != self.desk.library.annotator:
            label = f"{linked.source.annotator}: {label}"
        return Related(label, other.quote.exact[:CONTEXT] if other else "…", linked, away)

    # Jumping and removing

    def open_related(self) -> None:
        """Jump to the other end of the link under the cursor."""
        one = self.related.line_at_cursor()
        if one is None or one.linked is None:
            return
        other = one.linked.other if one.leads_away else one.linked.source
        if other is not None:
            self.go_to(other)

    def go_to(self, annotation: Annotation) -> None:
        """Show the annotation's article with the cursor on it."""
        at = annotation.placed.start if annotation.placed is not None else 0
        is_here = annotation.article == self.desk.article_id
        if not is_here and not self.open_article(annotation.article, at):
            return
        self.focus_pane(self.view)
        self.go_to_statement(self.view.statement_at(at))
        if annotation.target == "claim" and annotation.placed is not None:
            spans = [one.span for one in self.desk.claims]
            if annotation.placed in spans:
                self.claims.go(spans.index(annotation.placed))
                self.follow_claim()
                self.focus_pane(self.claims)
        elif annotation.target == "span" and annotation.placed is not None:
            self.select_span(annotation.placed)

    def removed(self) -> bool:
        """In the list of links, take the one under the cursor away; False elsewhere."""
        if self.focused is not self.related:
            return False
        one = self.related.line_at_cursor()
        if one is None or one.linked is None:
            self.status.say(self.words("status.no-link-here"))
        elif self.attempt(partial(self.desk.unlink, one.linked)):
            self.changed(self.words("status.unlinked"))
            if not self.related.count:
                self.focus_pane(self.view)
        return True
