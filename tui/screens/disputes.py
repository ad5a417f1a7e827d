"""The disagreements between annotators, gone through one by one, also from article to article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.message_pump import MessagePump

from store.agreement.disputes import Dispute, Disputed
from store.errors import StoreError
from store.library import Library
from store.model import Article
from tui.catalogue import Catalogue
from tui.screens.attempting import Attempting
from tui.screens.beside import Beside, Wanted
from tui.screens.sparing import SparingModal
from tui.widgets.bars import StatusBar


class Begun(NamedTuple):
    """What there is to decide at first."""

    articles: tuple[str, ...]
    """In which several people have annotated, in the order of the list."""
    found: Disputed | None


class DisputesModal(Attempting, SparingModal[str | None]):
    """The disagreements of a library, one at a time; `show` shows the one that is gone to.

    They are looked for beside the screen, where the articles are many. Gives the reason where there is
    nothing to be decided.
    """

    def __init__(self, words: Catalogue, library: Library, first: str | None) -> None:
        """`first` is the article to begin with."""
        super().__init__()
        self.reason: str | None = None
        """Why there is nothing to decide."""
        self.words = words
        self._library = library
        self._first = first
        self._looking: Beside[Begun] | Beside[Disputed | None] | None = None
        self._articles: Sequence[str] = ()
        self._place = 0
        self._article: Article | None = None
        self._disputes: Sequence[Dispute] = ()
        self._index = 0
        self.status = StatusBar(rtl=words.rtl)

    @property
    def dispute(self) -> Dispute | None:
        """The disagreement on the screen; None before `begin`, and where there is none."""
        return self._disputes[self._index] if self._index < len(self._disputes) else None

    @property
    def is_looking(self) -> bool:
        """Whether disagreements are being looked for: keys that are typed meanwhile are for what is found."""
        return self._looking is not None and self._looking.is_busy

    def begin(self, pump: MessagePump) -> None:
        """Find the first disagreement that is not decided, from the first article on; else any.

        What takes longer than a moment goes on, and is told by the queue of `pump`.
        """
        first = self._first

        def look(own: Library, is_wanted: Wanted) -> Begun:
            shared = own.adjudication.articles()
            start = shared.index(first) if first in shared else 0
            order = (*shared[start:], *shared[:start])
            for undecided in (True, False):
                found = own.adjudication.next(order, undecided=undecided, is_wanted=is_wanted)
                if found is not None:
                    return Begun(shared, found)
            return Begun(shared, None)

        def fail(error: StoreError) -> None:
            self.reason = self.words.error(error)
            self.show()

        self._looking = Beside(pump, self._library, look, self._begun, fail)
        self._looking.wait()

    def _begun(self, begun: Begun) -> None:
        self._articles = begun.articles
        if begun.found is not None:
            self._take(begun.found, undecided=True)
        else:
            self.reason = self.words("adjudicate.agreed" if begun.articles else "adjudicate.alone")
        self.show()

    def _look_on(self) -> None:
        """Look for another disagreement where there is none to show; leave where none is left."""
        if self.is_looking:
            self.status.say(self.words("adjudicate.looking"))
        elif self.reason is None and self._article is not None:
            self._first = self._article.id
            self.begin(self)
            if self.is_looking:
                self.status.say(self.words("adjudicate.looking"))
        else:
            self.dismiss(self.reason)

    def on_unmount(self) -> None:
        """Nothing is looked for any more."""
        if self._looking is not None:
            self._looking.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While disagreements are being looked for there is nothing to act on, but one may leave."""
        return action == "leave" or not self.is_looking

    def show(self) -> None:
        """Show the disagreement that is gone to."""
        raise NotImplementedError

    # Stepping

    def _take(self, found: Disputed, *, undecided: bool = False, last: bool = False) -> None:
        """Go to the article's first disagreement, its last, or the first not decided, if one is not."""
        self._article, self._disputes = found.article, found.disputes
        self._place = self._articles.index(found.article.id)
        order = [n for n, one in enumerate(found.disputes) if one.decision is None] if undecided else []
        self._index = order[0] if order else len(found.disputes) - 1 if last else 0

    def _look(
        self, places: Iterable[int], nothing: str, *, undecided: bool = False, last: bool = False
    ) -> None:
        """Go to the first of the articles where there is something; say `nothing` where there is not."""
        ids = [self._articles[place] for place in places]

        def look(own: Library, is_wanted: Wanted) -> Disputed | None:
            return own.adjudication.next(ids, undecided=undecided, is_wanted=is_wanted)

        def take(found: Disputed | None) -> None:
            if found is None:
                self.status.say(self.words(nothing))
            else:
                self._take(found, undecided=undecided, last=last)
                self.show()

        def fail(error: StoreError) -> None:
            self.status.say(self.words.error(error), error=True)

        self._looking = Beside(self, self._library, look, take, fail)
        self._looking.wait()
        if self._looking.is_busy:
            self.status.say(self.words("adjudicate.looking"))

    def _reload(self) -> None:
        """Read the article and its disagreements again, and stay where one is."""
        if self._article is None:
            return
        here = self.dispute
        self._article = self._library.article(self._article.id)
        self._disputes = self._library.adjudication.disputes(self._article.id)
        if here is not None:
            same = (
                n
                for n, one in enumerate(self._disputes)
                if (one.target, one.span) == (here.target, here.span)
            )
            self._index = next(same, min(self._index, max(0, len(self._disputes) - 1)))

    def action_step(self, step: int) -> None:
        """The next disagreement (1) or the one before (-1), also of another article."""
        if self.attempt(lambda: self._step(step)):
            self.show()

    def _step(self, step: int) -> None:
        self._reload()
        if self.dispute is None:
            return
        index = self._index + step
        if 0 <= index < len(self._disputes):
            self._index = index
            return
        places = range(self._place + 1, len(self._articles)) if step > 0 else range(self._place - 1, -1, -1)
        self._look(places, "adjudicate.last" if step > 0 else "adjudicate.first", last=step < 0)

    def action_open(self) -> None:
        """The next disagreement that is not decided; says so where all are."""
        if self.attempt(self._next_open):
            self.show()

    def _next_open(self) -> None:
        self._reload()
        if self.dispute is None:
            return
        order = [*range(self._index + 1, len(self._disputes)), *range(self._index)]
        index = next((n for n in order if self._disputes[n].decision is None), None)
        if index is not None:
            self._index = index
            return
        count = len(self._articles)
        others = ((self._place + turn) % count for turn in range(1, count))
        self._look(others, "adjudicate.all-decided", undecided=True)
