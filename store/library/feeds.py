"""The feeds of a library, and what servers said of the addresses that were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from store.cleaning import clean
from store.db import feeds, pages
from store.errors import Message, NotFound, StoreError, UnreadableInput, fault
from store.library.feed_pages import Pages
from store.library.session import Session
from store.model import Document, Refreshed, Subscription, Unread

if TYPE_CHECKING:
    from store.inputs import Answer
    from store.reading.feeds import Entry, Feed
    from store.reading.fetch import Fetched, Validators, Web
    from store.reading.patience import Patience

SHORT = 600
"""Code points. A content that is no longer than this may be a teaser: then the page is asked for too."""

COMPLAINTS = 20
"""Articles that could not be read of which a refresh tells, at most."""


class Feeds:
    """What of the library has to do with the network. `Library.feeds` gives it.

    Nothing is fetched but by `subscribe` and `refresh`. With `offline` they raise `NetworkOff`.
    """

    def __init__(self, session: Session):
        self._session = session

    # Addresses

    def validators(self, url: str) -> Validators | None:
        """What the server said of the last answer from `url`; None where it was never read."""
        from store.reading.fetch import Validators

        with self._session.reading() as db:
            found = pages.validators(db, url)
        return None if found is None else Validators(*found)

    def keep_validators(self, url: str, validators: Validators) -> None:
        """Keep what the server said of an answer all of which is in the library."""
        with self._session.writing() as db:
            pages.put_validators(db, url, validators.etag, validators.modified)

    def keep_answers(self, answers: Sequence[Answer]) -> None:
        """Keep what servers said of answers that were added, but not of a page that gave no article."""
        if not answers:
            return
        with self._session.writing() as db:
            for answer in answers:
                if answer.page is None or pages.text_of(db, *answer.page) is not None:
                    pages.put_validators(db, answer.url, answer.validators.etag, answer.validators.modified)

    def page(self, article_id: str) -> bytes | None:
        """The page that the article's current text was extracted from, as it came; None for none."""
        import zlib

        with self._session.reading() as db:
            found = pages.of_article(db, article_id)
        return None if found is None else zlib.decompress(found.body)

    # Feeds

    def every(self) -> tuple[Subscription, ...]:
        """The feeds that are followed; stars stand for a password in an address."""
        return tuple(map(_shown, self._every()))

    def _every(self) -> tuple[Subscription, ...]:
        with self._session.reading() as db:
            return feeds.every(db)

    def _at(self, url: str) -> Subscription:
        """The feed at an address, which may be given as it is shown, or with a fragment. NotFound."""
        from store.reading.addresses import bare, masked, of_the_web

        url = of_the_web(url)
        # What is given in full goes first: two feeds may differ in nothing but a password or a fragment.
        every = self._every()
        for spelled in (str, masked, lambda address: masked(bare(address))):
            for feed in every:
                if spelled(feed.url) == spelled(url):
                    return feed
        raise NotFound("no feed {url}; newsread subscribe lists them", url=masked(url))

    def subscribe(
        self, url: str, source: str | None = None, folder: str | None = None, *, offline: bool = False
    ) -> tuple[Subscription, bool]:
        """Follow the feed at `url`, or the one that the page there names; and whether it is a new one.

        It is fetched, to see that it is one; its articles come with the next refresh. An address that
        redirects to a feed is that feed. UnreadableInput where there is none.
        """
        from store.reading.addresses import bare, of_the_web
        from store.reading.fetch import Web
        from store.reading.hosts import host_of

        url = bare(of_the_web(url))
        source, folder = (None if name is None else clean(name) for name in (source, folder))
        with Web([host_of(url)], offline=offline) as web:
            named, answer, feed = _feed_at(web, url)
            found = self._settled(named, answer, web)
        subscription = Subscription(found, feed.title, source, feed.site, folder)
        with self._session.writing() as db:
            is_new = feeds.put(db, subscription)
        return _shown(subscription), is_new

    def read_opml(
        self, path: Path, complain: Callable[[Message], None] | None = None, source: str | None = None
    ) -> int:
        """Follow the feeds of an OPML file, without fetching any, all as `source` if given; how many are new.

        `complain` is told of each address in it that is not of the web; such a feed is left out.
        """
        from store.reading.addresses import is_of_the_web, label_of, masked
        from store.reading.encodings import shown
        from store.reading.files import open_file
        from store.reading.opml import read_opml
        from store.reading.origin import LIMIT, Origin

        label = shown(str(path))
        with open_file(path, Origin(str(path), label, "")) as stream:
            found = read_opml(stream.read(LIMIT), label)
        followed = [feed for feed in found if is_of_the_web(feed.url)]
        for feed in found:
            if complain is not None and feed not in followed:
                complain(
                    Message(
                        "{address}: no address of the web; http:// and https:// are read",
                        {"address": label_of(feed.url)},
                    )
                )
        # A list that newsread wrote has stars for passwords: those feeds are there.
        known = {masked(feed.url): feed.url for feed in self._every()}
        source = None if source is None else clean(source)
        with self._session.writing() as db:
            return sum(
                feeds.put(db, replace(feed, url=known.get(feed.url, feed.url), source=source))
                for feed in followed
            )

    def write_opml(self, path: Path | None) -> str | None:
        """Write the feeds as OPML to `path`, whole or not at all; or (None) give them as text."""
        from store.exchange.files import write_whole
        from store.reading.opml import write_opml

        text = write_opml(self.every())
        if path is None:
            return text
        write_whole(path, text)
        return None

    def remove(self, url: str) -> Subscription:
        """Follow a feed no more, which is given; its articles stay. NotFound if it was not followed."""
        found = self._at(url)
        with self._session.writing() as db:
            feeds.remove(db, found.url)
        return _shown(found)

    def refresh(
        self,
        urls: Sequence[str] | None = None,
        progress: Callable[[int, int, str], None] | None = None,
        *,
        offline: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Iterator[Refreshed]:
        """Fetch what is new in the feeds at `urls`, or (None) in all, one after the other.

        `progress` is told before each how many are done, of how many, and its name. A feed that fails costs
        nothing that is there, and not the others. Once `is_wanted` says no more, the page that is being
        fetched is the last; what came is kept, and the next time brings the rest. NotFound for a feed that
        is not followed.
        """
        from store.reading.fetch import Web
        from store.reading.hosts import host_of
        from store.reading.patience import Patience

        with self._session.reading() as db:
            patience = Patience(pages.servers(db))
        chosen = self._every() if urls is None else tuple(map(self._at, urls))
        for number, feed in enumerate(chosen):
            if not is_wanted():
                return
            if progress is not None:
                progress(number, len(chosen), _shown(feed).name)
            # The user named the host of the feed; where its links lead was said by somebody else.
            with Web([host_of(feed.url)], offline=offline, patience=patience) as web:
                done = self._refresh(feed, web, patience, is_wanted)
            yield done

    def _refresh(
        self, feed: Subscription, web: Web, patience: Patience, is_wanted: Callable[[], bool]
    ) -> Refreshed:
        """Fetch one feed and keep what is new in it."""
        shown = _shown(feed)
        done = Refreshed(shown.url, shown.name)
        url = feed.url
        try:
            url, done = self._fetch(feed, web, done, is_wanted)
        except UnreadableInput as error:
            done = replace(done, failure=_failure(done.url, error))
        except StoreError:
            # The network is off, or the library cannot be written: for the other feeds too.
            raise
        except Exception as error:
            done = replace(done, failure=fault(done.url, error))
        with self._session.writing() as db:
            feeds.checked(db, url, done.failure)
            for host, until in patience.told.items():
                pages.ask_again(db, host, until)
        return done

    def _fetch(
        self, feed: Subscription, web: Web, done: Refreshed, is_wanted: Callable[[], bool]
    ) -> tuple[str, Refreshed]:
        """The feed's address, which may be another one by now, and what was new in it."""
        from store.reading.addresses import label_of
        from store.reading.feeds import read_feed

        answer = web.get(feed.url, self.validators(feed.url))
        if answer is None:
            return feed.url, done
        source = feed.source or feed.title or None
        found = read_feed(answer.data, answer.origin(label_of(feed.url), source))
        url = self._moved(feed.url, answer, web)
        tried = Pages()
        documents = self._documents(found, web, tried, is_wanted)
        counts = self._session.adding().add_many(documents, None, tried.failed)
        if tried.refused:
            with self._session.writing() as db:
                for link, until in tried.refused.items():
                    pages.refuse(db, link, until)
        if not feed.title and found.title:
            with self._session.writing() as db:
                feeds.describe(db, url, found.title, found.site)
        # Only now, and where no page is left for another time: what was cut off is asked for again.
        if is_wanted() and not tried.left:
            self.keep_validators(url, answer.validators)
        return url, replace(
            done,
            name=source or found.title or done.name,
            new=counts["added"],
            updated=counts["updated"],
            complaints=tuple(tried.complaints[:COMPLAINTS]),
        )

    def _settled(self, url: str, answer: Fetched, web: Web) -> str:
        """The address under which the feed that somebody names by `url` is followed, or is to be.

        It is the one that it redirects to where that is followed already, or is the feed's own for good.
        """
        from store.reading.addresses import bare

        moved, target = self._moved(url, answer, web), bare(web.signed(answer.url))
        return target if any(feed.url == target for feed in self._every()) else moved

    def _moved(self, url: str, answer: Fetched, web: Web) -> str:
        """The address of the feed that is followed at `url`: another one from now on if it moved for good."""
        from store.reading.addresses import bare

        moved = bare(web.signed(answer.moved))
        if moved != url:
            with self._session.writing() as db:
                feeds.move(db, url, moved)
        return moved

    def _documents(
        self, found: Feed, web: Web, tried: Pages, is_wanted: Callable[[], bool]
    ) -> Iterator[Document | Unread]:
        """The articles of a feed: whole from the feed, or from their pages where it has only teasers.

        What is kept already gives way to its page alone: a teaser would be a worse version of it.
        A page that was refused for good is not asked for again. Of teasers with one link it is the article.
        """
        asked: set[str] = set()
        for entry in self._where_kept(found):
            if not is_wanted():
                return
            document = entry.document
            with self._session.reading() as db:
                is_apart = entry.shares or feeds.article_at(db, document.source, entry.apart.address)[0]
            if is_apart and (entry.whole or entry.link is None):
                yield entry.apart
                continue
            if entry.link is None or (entry.whole and len(document.text) > SHORT):
                yield document
                continue
            with self._session.reading() as db:
                is_there, has_page = feeds.article_at(db, document.source, document.address)
                is_refused = pages.is_refused(db, entry.link)
            if has_page or entry.link in asked:
                continue
            asked.add(entry.link)
            page = None if is_refused else tried.read(entry, web, is_there)
            if page is not None:
                yield page
            elif not is_there:
                yield document

    def _where_kept(self, found: Feed) -> Iterator[Entry]:
        """The entries, those whose address changed (https, utm_source=rss) at that of their article.

        Such a one has the title and the time of that article, and no other entry or article has both.
        """
        there = {entry.document.address for entry in found.entries}
        told = Counter((entry.document.title, entry.document.published) for entry in found.entries)
        for entry in found.entries:
            title, published = entry.document.title, entry.document.published
            if title and published and "T" in published and told[title, published] == 1:
                source, address = entry.document.source, entry.document.address
                with self._session.reading() as db:
                    is_there = feeds.article_at(db, source, address)[0]
                    kept = None if is_there else feeds.address_of(db, source, title, published)
                if kept is not None and kept not in there:
                    yield replace(entry, document=replace(entry.document, address=kept))
                    continue
            yield entry


def _shown(feed: Subscription) -> Subscription:
    """The feed without the password in its address."""
    from store.reading.addresses import masked

    return replace(feed, url=masked(feed.url))


def _failure(url: str, error: UnreadableInput) -> Message:
    """Why the feed at `url`, as it is shown, cannot be read."""
    from store.reading.patience import Gone

    if isinstance(error, Gone):
        return Message(
            "{file}: gone for good, says the server; newsread subscribe --remove {file} drops it",
            {"file": url},
        )
    return error.message


def _feed_at(web: Web, url: str) -> tuple[str, Fetched, Feed]:
    """The feed at an address, or the first that the page there names: its address, the answer, the feed."""
    from store.reading.addresses import bare, label_of, without_login
    from store.reading.feeds import read_feed
    from store.reading.fetch import joined
    from store.reading.pages import feed_links

    label = label_of(url)
    answer = web.get(url)
    if answer is None:
        raise UnreadableInput("{file}: not a feed; newsread index takes pages", file=label)
    try:
        return url, answer, read_feed(answer.data, answer.origin(label))
    except UnreadableInput:
        links = feed_links(answer.data)
        if not links:
            raise
    named = bare(web.signed(without_login(joined(answer.url, links[0], label))))
    answer = web.get(named)
    if answer is None:
        raise UnreadableInput("{file}: not a feed; newsread index takes pages", file=label)
    return named, answer, read_feed(answer.data, answer.origin(label_of(named)))
