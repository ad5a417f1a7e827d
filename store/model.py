"""The data that crosses the door of `store`: frozen dataclasses, nothing else.

Every `start` and `end` is an *offset*: it counts code points of the unchanged text, in logical
order, end exclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from store.errors import Message

Offset: TypeAlias = int
"""A position in a text: code points from its beginning, in logical order."""

Form: TypeAlias = Literal["direct", "indirect", "mixed"]
Polarity: TypeAlias = Literal["asserts", "denies", "predicts", "accuses"]
Target: TypeAlias = Literal["statement", "claim", "span"]
State: TypeAlias = Literal["active", "orphaned", "deleted"]
Layer: TypeAlias = Literal["own", "adjudicated"]
Choice: TypeAlias = Literal["one", "many"]
Verdict: TypeAlias = Literal["accepted", "rejected", "corrected", "added"]
SearchField: TypeAlias = Literal["source", "speaker", "tag", "annotator", "before", "after", "has", "is"]
Relation: TypeAlias = Literal["supports", "contradicts", "repeats", "answers"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, `start` inclusive, `end` exclusive."""

    start: Offset
    end: Offset

    def of(self, text: str) -> str:
        """The stretch of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def share(self, other: Span) -> float:
        """How much the two have in common: intersection over union, in code points, 0 to 1."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared / (max(self.end, other.end) - min(self.start, other.start)) if shared > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a claim or a fact, with the words that give it its meaning."""

    start: Offset
    end: Offset
    text: str
    """The number with its unit, as it stands in the text."""
    value: float | int | None
    """None for relative dates and other figures without a number."""
    unit: str | None
    """The unit in the singular."""
    qualifier: str | None
    """The hedge before it (أكثر من), or None."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source is reported to have said: content, speaker and cue, each a span."""

    start: Offset
    end: Offset
    content: str
    speaker: str | None
    speaker_start: Offset | None
    speaker_end: Offset | None
    speaker_implicit: bool
    """Whether the speaker is named elsewhere than beside the cue."""
    cue: str | None
    cue_start: Offset | None
    cue_end: Offset | None
    form: Form
    polarity: Polarity
    medium: str | None
    figures: tuple[Figure, ...] = ()
    why: str = ""
    """The cue's entry and the pattern by which the claim was found."""

    @property
    def span(self) -> Span:
        """The extent of the content."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement in the outlet's own voice that holds a figure or a date."""

    start: Offset
    end: Offset
    content: str
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a text, each a span over it, in order."""

    title: Span | None
    paragraphs: tuple[Span, ...]
    """Every line of the text that holds more than white space, the title's among them."""
    furniture: tuple[Span, ...] = ()
    """What belongs to the web page and not to the article."""
    statements: tuple[Span, ...] = ()
    """Sentences; a tweet or a quotation of several sentences is one."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the machine found in a text, and which version of it looked."""

    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    extractor: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a text was extracted from, as it came."""

    sha256: str
    """Of its bytes."""
    body: bytes
    """Its bytes, compressed by zlib."""
    reader: str
    """What extracted the text, and which version of it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read, on its way into the library."""

    text: str
    """Without BOM; NUL is U+2400 and a lone surrogate U+FFFD."""
    source: str
    address: str
    """Absolute path or URL."""
    url: str | None = None
    title: str | None = None
    """Given by the format; None where the text's own first line is the title."""
    published: str | None = None
    """ISO 8601 date or time, or None."""
    author: str | None = None
    replaced: int = 0
    """How many NULs and lone surrogates were replaced."""
    page: Page | None = None
    """Where the text was extracted from a page."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A page whose article is still to be extracted: slow work, which a process of its own can do."""

    source: str
    address: str
    page_sha256: str
    """Of the page's bytes."""
    read: Callable[[], Document]
    """Extracts it; raises `UnreadableInput` where there is no article in it. It can be pickled."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that is followed."""

    url: str
    title: str
    """As the feed names itself, or its list does; "" where neither does."""
    source: str | None = None
    """The name of the outlet that the user gave; without it the title names it."""
    site: str | None = None
    """The address of the outlet's page."""
    folder: str | None = None
    checked: str | None = None
    """When it was last fetched, successfully or not."""
    failure: str | None = None
    """Why that failed, in English."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh found in one feed."""

    url: str
    name: str
    new: int = 0
    updated: int = 0
    failure: Message | None = None
    """Why the feed could not be read; nothing has changed then."""
    complaints: tuple[Message, ...] = ()
    """What of its articles could not be read."""


Outcome: TypeAlias = Literal["added", "updated", "again", "unchanged"]
"""What became of an article: `again` is one whose text is unchanged and whose claims were found anew."""


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet with its counts, for one annotator."""

    name: str
    articles: int
    unread: int


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article as a list shows it, for one annotator."""

    id: str
    source: str
    title: str
    published: str | None
    read: bool
    claims: int
    annotations: int
    """Active annotations, of all annotators."""
    copies: int = 0
    """Other articles that have the same text, or nearly the same."""


@dataclass(frozen=True, slots=True)
class About:
    """What the top of an article says about it; None for what it does not."""

    byline: str | None = None
    agency: str | None = None
    place: str | None = None
    """Of the dateline."""
    languages: tuple[str, ...] = ()
    """Of each paragraph, as `Article.language`."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its current text and everything the machine knows of it."""

    id: str
    source: str
    address: str
    url: str | None
    title: str
    published: str | None
    sha256: str
    """Of the text's UTF-8."""
    version: int
    """1 for the first text of the article."""
    text: str
    language: str
    """ISO 639-1 code of most of the text: "ar", "fa", "en" ... or "und"."""
    outline: Outline
    extraction: Extraction
    about: About = field(default_factory=About)
    """What the article says about itself."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event, two or more."""

    id: str
    title: str
    """That of its first article."""
    articles: tuple[str, ...]
    """Their ids, the earliest first, those without a date last."""
    sources: tuple[str, ...]
    """The outlets, each once, in the order of their articles."""
    first: str | None
    """When the first of its articles was published: ISO 8601, or None."""
    last: str | None


Agreement: TypeAlias = Literal["same", "figures-differ", "contradict"]


@dataclass(frozen=True, slots=True)
class Member:
    """A claim or fact as part of a proposition."""

    article: str
    """Its id, or what else names it in a comparison."""
    kind: Literal["claim", "fact"]
    start: Offset
    """Of the claim's content or of the fact."""
    end: Offset
    part: Span
    """Where in it the proposition is put."""
    camp: int
    """Members of one camp say the same; 0 is that of the most."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """What several claims and facts of a story are about."""

    relation: Agreement
    members: tuple[Member, ...]
    """Two or more, in the order of the articles and of their texts."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles about one event, and what they say and deny."""

    articles: tuple[Article, ...]
    propositions: tuple[Proposition, ...]
    """Those first that somebody disagrees on, then those that most articles hold."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the scheme."""

    name: str
    group: str | None = None
    choice: Choice = "many"
    """Whether a target has one tag of the group or many."""
    key: str | None = None
    """The digit that sets it, "1" to "9"."""
    colour: str = "default"
    description: str = ""
    aliases: tuple[str, ...] = ()
    """Names that it had, or that were merged into it; annotations keep the one that was set."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A text quote selector: the words, and up to 32 code points on each side of them."""

    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Link:
    """A directed relation from one annotation to another."""

    to: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What a person says of a claim that the machine found or missed."""

    verdict: Verdict
    speaker: str | None = None
    cue: str | None = None
    form: Form | None = None
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one annotator says of one stretch of an article.

    `start`, `end` and `quote` are of the text `text_sha256`, for good. `placed` is where the
    annotation stands in the article's current text.
    """

    id: str
    article: str
    target: Target
    state: State
    start: Offset
    end: Offset
    quote: Quote
    text_sha256: str
    tags: tuple[str, ...]
    note: str
    annotator: str
    created: str
    updated: str
    claim: ClaimVerdict | None = None
    links: tuple[Link, ...] = ()
    layer: Layer = "own"
    placed: Span | None = None
    """None where it is orphaned."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an annotation is about, whether there is one or not."""

    article: str
    span: Span
    """Of the text `text_sha256`."""
    target: Target
    text_sha256: str | None = None
    """None for the article's current text."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A link with the annotations at both its ends."""

    source: Annotation
    relation: Relation
    other: Annotation | None
    """None where the library has none of that id."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it stands when a person has said something of it: the machine's, or theirs in its place."""

    claim: Claim
    """What is shown."""
    span: Span
    """What an annotation of it is about: the annotation's own span, or the machine's where there is none."""
    annotation: Annotation | None
    found: Claim | None
    """What the machine found there; None where it finds nothing (any more)."""

    @property
    def verdict(self) -> Verdict | None:
        """What was said of it, if anything."""
        judged = None if self.annotation is None else self.annotation.claim
        return None if judged is None else judged.verdict


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an annotator is with an article or a source."""

    annotated: int
    """Statements with an annotation of theirs."""
    statements: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotator was: an article and an offset in it."""

    article: str
    offset: Offset


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that somebody began and did not finish."""

    article: str
    target: Target
    span: Span
    """Of the text `text_sha256`."""
    text_sha256: str
    note: str
    updated: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo changed."""

    article: str | None
    """None where none of the annotations is of an article that is there."""
    annotations: tuple[str, ...]
    span: Span | None = None
    """Where the first of them stands in the article's current text; None where it is orphaned."""


@dataclass(frozen=True, slots=True)
class ExportedArticle:
    """An article with the annotations that an export holds of it."""

    id: str
    sha256: str
    source: str
    title: str
    url: str | None
    published: str | None
    annotations: Sequence[Annotation] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of an article around what a search found in it."""

    start: Offset
    """Of the line in the article's text."""
    line: str
    marks: tuple[Span, ...]
    """What was found, as offsets in `line`."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Some of the articles that a search finds, the best first."""

    articles: tuple[ArticleSummary, ...]
    hint: str | None = None
    """Why the query was searched as plain words; one of the ids of `store.search.query`, or None."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that an annotator keeps under a name."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What has to be so of an article that a search finds, or (negated) must not."""

    field: SearchField
    value: str
    negated: bool = False


Format: TypeAlias = Literal["newsread", "web-annotation", "label-studio", "brat", "csv"]
"""What annotations are exported as; each of them can be imported again."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which annotations are meant: those to which all of this applies."""

    annotators: tuple[str, ...] = ()
    """One of these; empty for all, as below."""
    tags: tuple[str, ...] = ()
    """At least one of these."""
    articles: frozenset[str] = frozenset()
    """Ids of articles."""
    since: str | None = None
    """Changed at that time (ISO 8601, UTC, with Z) or later."""
    deleted: bool = False
    """Deleted ones too."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file brings into a library."""

    articles: tuple[ExportedArticle, ...]
    tags: tuple[Tag, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """Where in the file each annotation stands, by its id: for messages."""
    rewritten: bool = False
    """Whether another program may have changed annotations and left the time of their last change."""
    timeless: frozenset[str] = frozenset()
    """Annotations of which the file does not say when they were made: one that is there stays as it is."""
    moved: frozenset[str] = frozenset()
    """Annotations that were given another stretch; of the others the library knows better where they are."""
    left_out: int = 0
    """How many things in the file newsread has no place for."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the annotations that a file brought."""

    added: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0
    older: int = 0
    """The library's own version is newer; the file's is in the log."""
    waiting: int = 0
    """Of those that came in: of articles that are not there yet."""
    orphaned: int = 0
    """Of those that came in: their words are not in the article's text."""
    tags: tuple[str, ...] = ()
    """Tags that are new to the scheme, or different there now."""


@dataclass(frozen=True, slots=True)
class Exported:
    """An article of an export with its text, for formats that show one."""

    article: ExportedArticle
    text: str
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Written:
    """What an export came to."""

    text: str | None = None
    """The document, where it was not written to a file."""
    annotations: int = 0
    left_out: int = 0
    """Annotations that have no place in the format: orphaned, deleted, or of an article that is not there."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """An annotation whose words are not in its article's text any more."""

    annotation: Annotation
    source: str
    title: str


@dataclass(frozen=True, slots=True)
class Said:
    """What an annotation says at some time; nothing where it is not there or deleted."""

    tags: tuple[str, ...]
    note: str
    links: tuple[Link, ...]
    claim: ClaimVerdict | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a step made of one annotation."""

    annotation: str
    annotator: str
    """Whose annotation it is."""
    article: str | None
    """None where it was removed."""
    span: Span
    quote: str
    before: Said
    after: Said


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that somebody did, as the log has it."""

    step: int | None
    """The number of the step; None for what cannot be undone."""
    moment: str
    annotator: str
    action: str
    of: int | None
    """The step that an undo took back, or a redo did again."""
    changes: tuple[Change, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)
    """Of an import the file and the counts; of a removal the articles and the file that was written."""
    versions: tuple[str, ...] = ()
    """Versions of annotations that are not current, as canonical JSON."""
