"""The keys that annotate: tags, notes, undo and redo."""

from __future__ import annotations

from collections.abc import Callable

from store.model import Span, Subject, Undone
from tui.screens.selecting import SelectingScreen
from tui.screens.telling import told
from tui.tag_names import tag_name


class AnnotatingScreen(SelectingScreen):
    """What the annotator says of what is selected."""

    # Tags and notes

    def target(self) -> Subject | None:
        """What an annotation key is to act on; None, and the reason on the status line, where it is nothing.

        It stays what it is under a prompt, whatever text the article has by the time that this is answered.
        A text that somebody has replaced meanwhile is shown anew first: its annotator has not seen it. Nor is
        anything annotated where the lists alone are on the screen: another article may be under the cursor.
        """
        if self.desk.is_outdated:
            self.show_new_text()
            return None
        selection = self.selection
        if selection is None:
            self.say_nothing_here("status.nothing-to-annotate")
            return None
        if not self.shows_article:
            self.status.say(self.words("status.article-hidden"))
            return None
        return self.desk.subject(selection)

    def show_new_text(self) -> None:
        """Show the text that the open article has by now, and say that it is another one."""
        article, span = self.desk.article, self.view.statement_span
        if article is not None and self.open_article(article.id, span.start if span else 0):
            self.status.say(self.words("status.text-changed"), error=True)

    def action_tag(self) -> None:
        """Open the tag palette."""
        subject = self.target()
        if subject is None:
            return
        # Prompts are imported when they are first asked for: the start is measured.
        from tui.screens.tags import TagPalette

        own = self.desk.annotation(subject)
        recent = self.desk.library.recent_tags()
        palette = TagPalette(self.words, self.desk.tags, recent, own.tags if own else ())
        self.app.push_screen(palette, lambda name: self._set_tag(subject, name) if name else None)

    def action_digit(self, key: str) -> None:
        """Set or clear the tag of a digit."""
        tag = self.desk.tag_of_key(key)
        if tag is None:
            self.status.say(self.words("status.no-tag-key", digit=key))
        elif (subject := self.target()) is not None:
            self._set_tag(subject, tag.name)

    def _set_tag(self, subject: Subject, name: str, on: bool | None = None) -> None:
        state: list[bool] = []
        if self.attempt(lambda: state.append(self.desk.set_tag(subject, name, on))):
            done = "status.tag-set" if state[0] else "status.tag-cleared"
            going = subject if state[0] else None
            self.acted(
                self.words(done, tag=tag_name(self.words, name)),
                going,
                lambda other: self._set_tag(other, name, state[0]),
            )

    def acted(
        self,
        message: str,
        subject: Subject | None = None,
        again: Callable[[Subject], None] | None = None,
    ) -> None:
        """Show an annotation that has been committed.

        One may go on from `subject`; `again` repeats it elsewhere, if that can be.
        """
        self.changed(message)

    def changed(self, message: str) -> None:
        """Show what has been committed."""
        if self.desk.shown == "others":
            self.desk.turn_to("both")
        self.show_annotations()
        self.articles.renew()
        self.say_where()
        self.status.say(message)

    def action_note(self) -> None:
        """Write the note of the statement or claim."""
        subject = self.target()
        if subject is None:
            return
        from tui.screens.prompts import NotePrompt

        library = self.desk.library
        own = self.desk.annotation(subject)
        before = own.note if own else ""
        where, seen = (subject.article, subject.span, subject.target), subject.text_sha256
        draft = library.draft(*where, text_sha256=seen)

        def keep(text: str) -> bool:
            return self.attempt(lambda: library.save_draft(*where, text, text_sha256=seen))

        def save(text: str) -> bool:
            return text == before or self._set_note(subject, text)

        def done(text: str | None) -> None:
            if text is None or text == before:
                self.attempt(lambda: library.clear_draft(*where, text_sha256=seen))

        text = before if draft is None else draft
        self.app.push_screen(NotePrompt(self.words, text, before, keep, save), done)

    def _set_note(self, subject: Subject, text: str) -> bool:
        """Write the note; whether it is kept."""
        if not self.attempt(lambda: self.desk.set_note(subject, text)):
            return False
        said = self.words("status.note-saved" if text.strip() else "status.note-cleared")
        self.acted(said, subject, lambda other: self._add_note(other, text))
        return True

    def _add_note(self, subject: Subject, text: str) -> None:
        """Write the note where there is none: to repeat one overwrites nothing."""
        own = self.desk.annotation(subject)
        if own is not None and own.note:
            self.status.say(self.words("status.has-note"), error=True)
        else:
            self._set_note(subject, text)

    # Undo and redo

    def action_undo(self) -> None:
        """Take back one's last step: an annotation, or what was marked read."""
        self._step_back(self.desk.undo, "status.undone", "status.nothing-to-undo")

    def action_redo(self) -> None:
        """Do it again."""
        self._step_back(self.desk.redo, "status.redone", "status.nothing-to-redo")

    def _step_back(self, action: Callable[[], Undone | None], done: str, nothing: str) -> None:
        results: list[Undone | None] = []
        if not self.attempt(lambda: results.append(action())):
            return
        undone = results[0]
        if undone is None:
            self.status.say(self.words(nothing))
            return
        if undone.marked is not None:
            self.refresh_lists()
            state = "read" if undone.marked.read else "unread"
            self.status.say(self.words(f"{done}-{state}", count=undone.marked.count))
            return
        if not undone.annotations:
            self.status.say(self.words(f"{done}-nothing"))
            return
        if undone.article is not None and (undone.article != self.desk.article_id or self.desk.is_outdated):
            if not self.open_article(undone.article, 0):
                return
        else:
            # The lists have to hold what the desk holds by now, before a cursor moves in them.
            self.show_annotations()
        if undone.span is not None:
            self.go_to_statement(self.view.statement_at(undone.span.start))
        self.changed(self._told_undone(undone, done))

    def _told_undone(self, undone: Undone, done: str) -> str:
        """What the undo or redo has left of the annotations, or that it was about a decision."""
        ends = list(map(self.desk.library.annotation, undone.annotations[:2]))
        # Of a link the end may say nothing itself: then what the beginning says is told.
        said = (told(self.words, one) for one in ends if one.state != "deleted")
        left = self.words("status.comma").join(next(filter(None, said), ()))
        if ends[0].layer == "own":
            return self.words(done, left=left or self.words("status.left-nothing"))
        if done == "status.redone":
            return self.words("adjudicate.redone")
        return self.words("adjudicate.undone-to" if left else "adjudicate.undone", left=left)

    def refresh_lists(self) -> None:
        """Counts and read marks changed."""

    def take(self) -> bool:
        """Give Enter to what waits for it; False where nothing does."""
        return False

    def removed(self) -> bool:
        """Take away what has the focus and can be taken away; False where there is no such thing."""
        return False

    def select_span(self, span: Span) -> None:
        """Select a span of the article."""
        self.view.select(span)
