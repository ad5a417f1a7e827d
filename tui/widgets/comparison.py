"""Propositions down, outlets across: who says what, how, and where they differ.

Where all articles are of one outlet a column is an article, and what is said here of outlets holds for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from store.model import Agreement, Article, Claim, Comparison, Fact, Member, Offset, Proposition, Span
from tui.catalogue import Catalogue
from tui.rtl.bidi import level_of_part
from tui.rtl.layout import layout
from tui.signs import RELATIONS
from tui.widgets import palette
from tui.widgets.bars import Bar
from tui.widgets.items import ItemList
from tui.widgets.painting import Mark, beside, line, padded, paint, snug, strip
from tui.widgets.painting import cells as count_cells

_HANDLE = re.compile(r"\s*\(@\w+\)")

NARROWEST = 25
"""Cells of a column at least, unless the terminal has fewer."""

LEAST_CELL = 8
"""Cells from which on a column has room for text."""


@dataclass(frozen=True, slots=True)
class Statement:
    """How an outlet puts a proposition, once."""

    article: str
    offset: Offset
    """Where the claim or fact begins in its article."""
    speaker: str
    """Empty for the outlet's own voice, and where a claim names nobody."""
    cue: str
    """The word that says that it is said, or the channel."""
    text: str
    """The words, on one line."""
    figures: tuple[Span, ...]
    """Where figures stand in `text`."""
    apart: bool
    """Whether it is not what most say."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A proposition, as a row of the table."""

    relation: Agreement
    cells: tuple[tuple[Statement, ...], ...]
    """For each outlet what it says; nothing where it is silent."""
    later: bool = False
    """Whether its figures are of several days, and may only be newer ones."""

    @property
    def outlets(self) -> int:
        """How many outlets carry it."""
        return sum(bool(cell) for cell in self.cells)


def table(comparison: Comparison) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """The outlets in the order of their articles, and the rows: those first that outlets disagree on."""
    articles = {article.id: article for article in comparison.articles}
    voices = comparison.voices
    columns = tuple(dict.fromkeys(voices.values()))
    rows = tuple(
        replace(_row(one, columns, voices, articles), later=comparison.is_later(one))
        for one in comparison.propositions
    )
    names = tuple(articles[key].title if comparison.is_of_one_outlet else key for key in columns)
    # Within that order what a single outlet says, twice perhaps, comes last.
    return names, tuple(sorted(rows, key=lambda row: row.outlets < 2))


def _row(
    proposition: Proposition,
    columns: Sequence[str],
    voices: Mapping[str, str],
    articles: Mapping[str, Article],
) -> TableRow:
    by_column: dict[str, list[Member]] = {column: [] for column in columns}
    for member in proposition.members:
        by_column[voices[member.article]].append(member)
    cells = [
        tuple(
            _statement(member, articles[member.article])
            # What stands apart comes first: the sign says why the row is where it is.
            for member in sorted(found, key=lambda member: (member.camp == 0, member.kind == "fact"))
        )
        for found in by_column.values()
    ]
    return TableRow(proposition.relation, tuple(cells))


def _statement(member: Member, article: Article) -> Statement:
    extraction = article.extraction
    items: Sequence[Claim | Fact] = extraction.claims if member.kind == "claim" else extraction.facts
    item = next((one for one in items if (one.start, one.end) == (member.start, member.end)), None)
    claim = item if isinstance(item, Claim) else None
    start = member.part.start
    figures = tuple(
        Span(figure.start - start, figure.end - start)
        for figure in (item.figures if item is not None else ())
        if start <= figure.start and figure.end <= member.part.end
    )
    text = "".join(" " if letter.isspace() else letter for letter in member.part.of(article.text))
    # The dash of a tweet and the colon of a headline are no words: where it was said says more.
    cue = (claim.cue or "").strip() if claim else ""
    if claim is not None and not any(map(str.isalpha, cue)):
        cue = (claim.medium or "").strip()
    speaker = _HANDLE.sub("", claim.speaker) if claim and claim.speaker else ""
    return Statement(
        article=article.id,
        offset=member.start,
        speaker=speaker.strip(),
        cue=cue,
        text=text.rstrip(" ،,؛:"),
        figures=figures,
        apart=member.camp > 0,
    )


class Columns:
    """Which outlets fit side by side, and how wide each column is."""

    def __init__(self, count: int, width: int) -> None:
        self.shown = max(1, min(count, width // NARROWEST))
        self.width = width // self.shown
        """Cells of a column, with the blank that parts it from the next."""

    def first(self, column: int, first: int) -> int:
        """The first outlet to show so that `column` is in sight, near where `first` was."""
        return min(max(first, column - self.shown + 1), column)


class OutletBar(Bar):
    """The outlets above their columns, that of the cursor set off."""

    def __init__(self, *, rtl: bool) -> None:
        super().__init__()
        self._rtl = rtl
        self._names: Sequence[str] = ()
        self._current = self._first = 0

    def show(self, names: Sequence[str], current: int, first: int) -> None:
        """Show these outlets from the `first` on, `current` the one of the cursor."""
        if (names, current, first) != (self._names, self._current, self._first):
            self._names, self._current, self._first = names, current, first
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The names in sight; an arrow where more are beside them."""
        width, plain, rtl = self.size.width, self.rich_style, self._rtl
        if not self._names:
            return Strip.blank(width, plain)
        columns = Columns(len(self._names), width - 1)
        last = self._first + columns.shown
        parts = []
        for place in range(self._first, min(last, len(self._names))):
            before = "‹ " if place == self._first > 0 else " "
            after = " ›" if place == last - 1 < len(self._names) - 1 else ""
            style = plain + (palette.FOCUS if place == self._current else palette.TITLE)
            room = columns.width - 1
            name = snug(f"{before}{self._names[place]}{after} ", room, style, rtl=rtl)
            blank = [Segment(" " * (columns.width - count_cells(name)), plain)]
            parts.append(beside(name, blank, rtl=rtl))
        free = width - columns.width * len(parts)
        return strip(beside(*parts, [Segment(" " * free, plain)], rtl=rtl), width, plain)


class ComparisonGrid(ItemList):
    """The table: an item a proposition, of a heading and three rows of cells."""

    ITEM_HEIGHT = 4

    def __init__(self, words: Catalogue, empty: str, *, id: str | None = None) -> None:
        super().__init__(empty, rtl=words.rtl, id=id)
        self._words = words
        self.outlets: Sequence[str] = ()
        self._articles = False
        self.rows: Sequence[TableRow] = ()
        self.column = 0
        """The outlet of the cursor."""
        self.first = 0
        """The outlet of the first column in sight."""
        self._turned: dict[tuple[int, int], int] = {}

    def show(
        self,
        outlets: Sequence[str],
        rows: Sequence[TableRow],
        row: int,
        column: int,
        *,
        articles: bool = False,
    ) -> None:
        """Show the table with the cursor on a cell; `articles` where columns are articles of one outlet."""
        self.outlets, self.rows, self._articles = outlets, rows, articles
        self.column = max(0, min(len(outlets) - 1, column))
        self._turned = {}
        self._bring()
        self.set_count(len(rows), min(row, len(rows) - 1) if rows else None)

    @property
    def statement(self) -> Statement | None:
        """What stands in the cell of the cursor; None where the outlet is silent."""
        if self.cursor is None:
            return None
        cell = self.rows[self.cursor].cells[self.column]
        return cell[self._turned.get((self.cursor, self.column), 0)] if cell else None

    def turn(self) -> bool:
        """Show the next of several statements in the cell; whether there is another."""
        if self.cursor is None or len(cell := self.rows[self.cursor].cells[self.column]) < 2:
            return False
        key = self.cursor, self.column
        self._turned[key] = (self._turned.get(key, 0) + 1) % len(cell)
        self.refresh_item(self.cursor)
        return True

    def step(self, columns: int) -> None:
        """Move the cursor across, as far as there are outlets."""
        column = max(0, min(len(self.outlets) - 1, self.column + columns))
        if column != self.column:
            before, self.column = self.first, column
            self._bring()
            if before == self.first:
                self.refresh_item(self.cursor)

    def _bring(self) -> None:
        """Have the column of the cursor in sight."""
        before = self.first
        self.first = self._columns.first(self.column, self.first)
        if before != self.first:
            self._drawn_for = None
            self.refresh()

    @property
    def _columns(self) -> Columns:
        return Columns(len(self.outlets) or 1, max(1, (self.scrollable_content_region.width or 80) - 1))

    def on_resize(self, event: events.Resize) -> None:
        """Other columns may be in sight."""
        self._drawn_for = None
        self._bring()
        super().on_resize(event)

    def draw_item(self, index: int, width: int, style: Style) -> list[Strip]:
        """The heading, who speaks in each cell, and two rows of what is said."""
        row, plain, columns = self.rows[index], self.rich_style, self._columns
        places = range(self.first, min(self.first + columns.shown, len(self.outlets)))
        cells = [self._cell(index, place, columns.width - 1) for place in places]
        free = [Segment(" " * (width - columns.width * len(cells)), plain)]
        bar = [Segment("│", plain + palette.RULE)]
        drawn = [self._heading(row, index, width, plain)]
        for part in range(3):
            parts = [beside(cell[part], bar, rtl=self.rtl) for cell in cells]
            drawn.append(strip(beside(*parts, free, rtl=self.rtl), width, plain))
        return drawn

    def _heading(self, row: TableRow, index: int, width: int, plain: Style) -> Strip:
        """The relation and how many outlets carry the proposition, on a rule."""
        rule = plain + palette.RULE
        style = plain + (palette.MARK if row.relation != "same" else palette.DIM)
        told = self._words(f"compare.{'later' if row.later else row.relation}")
        count = self._words.carriers(row.outlets, articles=self._articles)
        name = snug(f" {RELATIONS[row.relation]} {told} · {count} ", width - 2, style, rtl=self.rtl)
        rest = "─" * (width - 1 - count_cells(name))
        return strip(
            beside([Segment(self.pointer(index), style)], name, [Segment(rest, rule)], rtl=self.rtl),
            width,
            plain,
        )

    def _cell(self, index: int, place: int, width: int) -> list[list[Segment]]:
        """Three rows of a cell, blank where the outlet is silent or no word has room."""
        row = self.rows[index]
        statements = row.cells[place]
        here = index == self.cursor and place == self.column
        style = self.rich_style
        if here:
            style += self.CURSOR if self.has_focus else self.RESTING
        if not statements or width < LEAST_CELL:
            return [[Segment(" " * width, style)] for _ in range(3)]
        turned = self._turned.get((index, place), 0)
        statement = statements[turned]
        inner = width - 2
        sign = RELATIONS[row.relation] if statement.apart else " "
        more = f" {turned + 1}/{len(statements)}" if len(statements) > 1 else ""
        marked = style if here else style + palette.MARK
        name = statement.speaker or self._words(f"compare.{'unnamed' if statement.cue else 'own-voice'}")
        speaker = style if here else style + palette.SPEAKER
        room = inner - len(more) - 2 * (sign != " ")
        # The cue stays where the name is cut.
        cue = snug(f" · {statement.cue}", room // 2, style, rtl=True) if statement.cue else []
        said = snug(name, room - count_cells(cue), speaker, rtl=True)
        blank = [Segment(" " * (room - count_cells(said) - count_cells(cue)), style)]
        # Text stands where its script begins, the sign on that side too: the Arabic of an English screen.
        mark = [*([Segment(f" {sign}", marked)] if sign != " " else []), Segment(" ", style)]
        head = beside(mark, said, cue, blank, [Segment(f"{more} ", style)], rtl=True)
        return [head, *self._text(statement, inner, style, here=here)]

    def _text(self, statement: Statement, inner: int, style: Style, *, here: bool) -> list[list[Segment]]:
        """What is said, on two rows, its figures underlined; with words left out before a far one."""
        text = statement.text
        marks = [Mark(span.start, span.end, palette.CLAIM) for span in statement.figures]
        first, *more = layout(text, inner, base=level_of_part(text)) or (None,)
        rows = [paint(first, style, marks) if first is not None else []]
        if len(more) == 1:
            rows.append(paint(more[0], style, marks))
        elif more:
            figure = next((span.start for span in statement.figures), 0)
            at = max((row.start for row in more if row.start <= figure), default=more[0].start)
            rest = ("…" if at > more[0].start else "") + text[at:]
            rows.append(line(rest, inner, style, rtl=bool(more[0].base)))
        else:
            rows.append([])
        side = [Segment(" ", style)]
        return [[*side, *padded(one, inner, style), *side] for one in rows]
