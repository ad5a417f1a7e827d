"""The keys that annotate: tags, notes, undo and redo, copy, export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual import events, on, work

from store.errors import StoreError
from store.model import Span, Standing, Subject, Undone
from tui.actions import Action
from tui.screens.desk import Selection
from tui.screens.panes import PaneScreen
from tui.screens.telling import told, told_of
from tui.tag_names import tag_name
from tui.widgets import palette
from tui.widgets.article import ArticleView
from tui.widgets.painting import Mark

EXPORT_PATH = "export-path"
"""Under which the library remembers where the last export went."""


class AnnotatingScreen(PaneScreen):
    """What is selected, and what the annotator says of it."""

    about: Sequence[str] = ()
    """What the header says of the article."""
    told: Sequence[str] = ()
    """What the article says of itself: place, byline, agency, the languages that it is in, if several."""

    # What the keys act on

    @property
    def selection(self) -> Selection | None:
        """The claim chosen, where the sidebar has the focus; else what is selected in the article, or the
        statement under the cursor."""
        article = self.desk.article
        if article is None:
            return None
        claim = self.claim
        if self.focused is self.claims and claim is not None:
            return Selection("claim", claim.span)
        if self.view.selected is not None:
            return Selection("span", self.view.selected)
        span = self.view.statement_span
        return Selection("statement", span) if span is not None else None

    @property
    def claim(self) -> Standing | None:
        """The claim that is chosen in the sidebar."""
        index = self.claims.cursor
        return self.desk.claims[index] if index is not None and index < len(self.desk.claims) else None

    def follow_statement(self) -> None:
        """Choose the first claim of the statement under the cursor, unless one of its claims is chosen."""
        span = self.view.statement_span
        if self.desk.article is None or span is None:
            return
        chosen = self.claim
        if chosen is not None and span.overlaps(chosen.claim.span):
            return
        found = [one.claim for one in self.desk.claims]
        index = next((i for i, claim in enumerate(found) if span.overlaps(claim.span)), None)
        if index != self.claims.cursor:
            self.claims.go(index)
            self.view.choose(found[index].span if index is not None else None)

    def follow_claim(self) -> None:
        """Go to the statement of the claim under the sidebar's cursor, and set the claim off in the text."""
        claim = self.claim
        if claim is None:
            return
        span = claim.claim.span
        statement = self.view.statement_at(span.start)
        if statement is not None and statement != self.view.statement:
            self.view.go(statement)
        self.view.choose(span)
        self.say_where()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Another pane may mean another selection."""
        self.say_where()

    @on(ArticleView.Selected)
    def _selected(self) -> None:
        self.say_where()

    def say_where(self) -> None:
        """Show in the status line where the cursor is and what is annotated there."""
        selection = self.selection
        article = self.desk.article
        if selection is None or article is None:
            self.status.show("", "")
            return
        if selection.target == "claim":
            place = self.words("status.claim", number=(self.claims.cursor or 0) + 1, count=self.claims.count)
        elif selection.target == "span":
            place = self.words("status.selected", count=selection.span.end - selection.span.start)
        else:
            place = self.words(
                "status.statement",
                number=(self.view.statement or 0) + 1,
                count=len(article.outline.statements),
            )
        own = self.desk.annotation(selection) if self.desk.shown != "others" else None
        parts = list(told(self.words, own)) if own else []
        parts += [told_of(self.words, one) for one in self.desk.others(selection)]
        if selection.target == "claim" and self.claim is not None:
            # In the sidebar a long name may be cut.
            parts.insert(0, self.claim.claim.speaker or "")
        self.status.show(place, " · ".join(filter(None, parts)))

    def show_annotations(self) -> None:
        """Show what is said in the gutter and the text, in the sidebar and in the headers."""
        desk, claims = self.desk, self.desk.claims
        self.claims.replace([one.claim for one in claims])
        self.headers["claims"].show(str(len(claims)) if desk.article else "")
        spans = [one.claim.span for one in claims if one.verdict != "rejected"]
        self.view.lay(spans, self.marks())
        self.view.annotate(desk.gutter(), desk.margin())
        key = [(one.claim.start, one.claim.end) for one in claims]
        labels = {place: told for place, one in zip(key, claims, strict=True) if (told := self._labels(one))}
        rejected = {place for place, one in zip(key, claims, strict=True) if one.verdict == "rejected"}
        faint = {place for place, one in zip(key, claims, strict=True) if self.stands_back(one)}
        self.claims.annotate(labels, frozenset(rejected), frozenset(faint))
        chosen = None if self.claim is None else self.claim.claim.span
        if chosen != self.view.chosen:
            self.view.choose(chosen)
        self.show_about()

    def marks(self) -> Sequence[Mark]:
        """What is laid over the text of the article: the spans that are annotated, in their tags' colours."""
        return [
            Mark(span.start, span.end, palette.SPAN + palette.of_tag(self.desk.colour(one)))
            for one, span in self.desk.visible()
            if one.target == "span"
        ]

    def _labels(self, claim: Standing) -> tuple[str, ...]:
        """What is said of a claim, as the sidebar shows it."""
        own = told(self.words, claim.annotation, note=False) if claim.annotation is not None else ()
        if self.desk.shown == "others":
            own = ()
        others = self.desk.others(Selection("claim", claim.span))
        return (*own, *(told_of(self.words, one, note=False) for one in others))

    def stands_back(self, _claim: Standing) -> bool:
        """Whether the claim is not among those that were asked for."""
        return False

    def show_about(self) -> None:
        """Show above the article what it is, how far its annotator is, and what it says of itself."""
        progress = self.desk.progress()
        parts = [
            *self.about,
            *([f"{progress.annotated}/{progress.statements}"] if progress.statements else []),
            *self.signs(),
            *self.told,
        ]
        self.headers["article"].show(" · ".join(parts))

    def signs(self) -> Sequence[str]:
        """How the keys go on, for the header."""
        return ()

    def attempt(self, action: Callable[[], object]) -> bool:
        """Do something with the library; an error of it is shown, and False given."""
        try:
            action()
        except StoreError as error:
            self.status.say(self.words.error(error), error=True)
            return False
        return True

    # Tags and notes

    def target(self) -> Subject | None:
        """What an annotation key is to act on; None, and the reason on the status line, where it is nothing.

        It stays what it is under a prompt, whatever text the article has by the time that this is answered.
        A text that somebody has replaced meanwhile is shown anew first: its annotator has not seen it.
        """
        if self.desk.is_outdated:
            self.show_new_text()
            return None
        selection = self.selection
        if selection is None:
            self.status.say(self.words("status.nothing-to-annotate"))
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
            self.status.say(self.words("status.no-tag-key", key=key))
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
        """Show what has been committed; one may go on from `subject`, `again` repeats it elsewhere."""
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
            return self._set_note(subject, text)

        def done(text: str | None) -> None:
            if text is None:
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
        here = None if self.desk.article is None else self.desk.article.id
        if undone.article is not None and (undone.article != here or self.desk.is_outdated):
            if not self.open_article(undone.article, 0):
                return
        else:
            # The lists have to hold what the desk holds by now, before a cursor moves in them.
            self.show_annotations()
        if undone.span is not None:
            statement = self.view.statement_at(undone.span.start)
            if statement is not None and statement != self.view.statement:
                self.view.go(statement)
                self.follow_statement()
        now = self.desk.library.annotation(undone.annotations[0])
        left = self.words("status.comma").join(told(self.words, now)) if now.state != "deleted" else ""
        self.acted(self.words(done, left=left or self.words("status.left-nothing")))

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

    # Out

    def action_export(self) -> None:
        """Ask for a path and export all annotations there, in the format that its ending names."""
        from tui.saving import typed_path
        from tui.screens.prompts import PathPrompt

        library = self.desk.library
        last = library.recall(EXPORT_PATH) or str(typed_path("annotations.json"))

        def done(answer: str | None) -> None:
            if answer is not None and answer.strip():
                self._export(typed_path(answer))

        self.app.push_screen(PathPrompt(self.words, last), done)

    @work(thread=True, exclusive=True, group="export")
    def _export(self, path: Path) -> None:
        # Imported here: the reader opens without it.
        from store.library.exchange import format_of

        library = self.desk.library
        try:
            with library.another() as own:
                written = own.exchange.export(path, format_of(path))
                own.remember(EXPORT_PATH, str(path))
        except StoreError as error:
            self.app.call_from_thread(self.status.say, self.words.error(error), error=True)
        else:
            told = self.words("status.exported", path=str(path))
            if written.left_out:
                told = self.words("status.exported-without", path=str(path), count=written.left_out)
            self.app.call_from_thread(self.status.say, told)

    def action_help(self) -> None:
        """Show the keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.words, self.actions))

    def action_suspend(self) -> None:
        """Give the terminal back to the shell until `fg`."""
        self.app.action_suspend_process()

    def action_command_palette(self) -> None:
        """Show every action by name, and run the one that is chosen."""
        from tui.screens.commands import CommandPalette

        def run(action: Action | None) -> None:
            if action is not None:
                self.call_later(getattr(self, "action_" + action.id.replace("-", "_")))

        self.app.push_screen(CommandPalette(self.words, self.actions), run)

    def action_quit(self) -> None:
        """Leave newsread."""
        self.app.exit()
