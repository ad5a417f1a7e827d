"""CSV for spreadsheets: a row an annotation, in UTF-8 with a byte order mark, after RFC 4180.

A cell that a spreadsheet would take for a formula begins with an apostrophe, which makes it text; it is
taken away again on the way in. So does what is a cell of its own where the spreadsheet does not part columns
by the comma: quotation marks within a line mean nothing to it then, and a cell may begin behind a semicolon,
tab or line break. https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from store.errors import InvalidFormat, Message
from store.exchange import newsread
from store.exchange.foreign import Gathered, Reader
from store.exchange.shape import Misfit
from store.model import Annotation, ExportedArticle, Incoming
from store.records import record

KIND = Message("a table of annotations")

_ARTICLE = ("article", "article_sha256", "source", "title", "url", "published")
_OWN = ("id", "annotator", "target", "state", "start", "end", "exact", "tags", "note")
_CLAIM = ("verdict", "speaker", "cue", "form", "polarity")
_REST = ("links", "layer", "created", "updated", "prefix", "suffix", "text_sha256")
COLUMNS = ("id", *_ARTICLE[2:4], *_OWN[1:], *_CLAIM, *_REST, *_ARTICLE[:2], *_ARTICLE[4:])

_PLACES = {
    **{name: (name,) for name in ("tags", "links")},
    **{f"quote/{name}": (name,) for name in ("exact", "prefix", "suffix")},
    **{f"claim/{name}": (name,) for name in _CLAIM},
}
"""The column of what newsread's own format has under a key in another."""

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""A beginning that Excel, LibreOffice or Sheets may take for a formula, whatever apostrophes are before."""
_END, _SIGN = "([;\t\r\n])", "([\"' ]*[=+\\-@\uff1d\uff0b\uff0d\uff20])"
_BEHIND = re.compile(_END + _SIGN)
"""The same within a cell, behind what may end it."""
_GUARDED = re.compile(f"{_END}'{_SIGN}")
_SEPARATOR = "; "
_WIDEST = 8_000_000
"""Characters of a cell at most."""


# Out


def dumps(articles: Iterable[ExportedArticle]) -> str:
    """The table, with a byte order mark: spreadsheets take a file without one for another encoding."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for article in articles:
        for one in article.annotations:
            row = _row(article, one)
            writer.writerow([harmless(row[name]) for name in COLUMNS])
    return "\ufeff" + file.getvalue()


def _row(article: ExportedArticle, one: Annotation) -> dict[str, str]:
    said = record(one)
    claim = said["claim"] or {}
    row = {name: said[name] for name in _OWN if name not in ("exact", "tags")}
    row |= {name: claim.get(name) for name in _CLAIM}
    row |= {name: said[name] for name in ("layer", "created", "updated", "text_sha256")} | said["quote"]
    row |= {"tags": _joined(one.tags), "links": _joined(f"{link.relation} {link.to}" for link in one.links)}
    about = newsread.about(article)
    row |= {"article": about.pop("id"), "article_sha256": about.pop("sha256"), **about}
    return {name: "" if value is None else str(value) for name, value in row.items()}


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `plain` gives the text back."""
    cell = _BEHIND.sub(r"\1'\2", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """What `harmless` was given."""
    cell = cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
    return _GUARDED.sub(r"\1\2", cell)


def _joined(names: Iterable[str]) -> str:
    """Names in one cell; a semicolon or backslash in one has a backslash before it."""
    return _SEPARATOR.join(re.sub(r"([\\;])", r"\\\1", name) for name in names)


def _parted(cell: str) -> list[str]:
    """The names that `_joined` put together."""
    names = [""]
    for piece in re.findall(r"\\.|;|[^\\;]+|\\", cell, re.DOTALL):
        if piece == ";":
            names.append("")
        else:
            names[-1] += piece[1:] if len(piece) == 2 and piece[0] == "\\" else piece
    return [name.strip() for name in names if name.strip()]


# In


def is_one(text: str) -> bool:
    """Whether the text begins with a header that has the columns of a table of annotations."""
    header = set(re.split('[,;\t"]+', text.partition("\n")[0].strip()))
    return text[:1] not in ("{", "[") and {"id", "exact", "annotator"} <= header


def looks_like_one(text: str) -> bool:
    """Whether the first line parts something as a table's header does, and begins no JSON."""
    return text.lstrip()[:1] not in ("{", "[") and any(mark in text.partition("\n")[0] for mark in ",;\t")


def no_table(text: str) -> InvalidFormat:
    """The error for a table that holds no annotations: the columns that it would need."""
    header = {name.strip(' "') for name in text.partition("\n")[0].strip().split(_delimiter(text))}
    return InvalidFormat(
        "not a table of annotations: these columns are missing, as newsread export --format csv writes them:"
        " {columns}",
        columns=", ".join(name for name in COLUMNS if name not in header),
    )


def read(text: str, reader: Reader) -> Incoming:
    """What a table brings. Raises InvalidFormat with the line and column."""
    gathered = Gathered(reader, spell=_spelled)
    line = 1
    try:
        csv.field_size_limit(_WIDEST)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        header = [name.strip() for name in next(rows)]
        if not set(COLUMNS) <= set(header):
            raise no_table(text)
        for name in COLUMNS:
            if header.count(name) != 1:
                raise Misfit("the column {name} must be there once", name=name)
        while True:
            line = rows.line_num + 1
            cells = next(rows, None)
            if cells is None:
                break
            if any(cells):
                _read_row(header, cells, line, gathered)
    except csv.Error as error:
        raise _told(Misfit("{reason}", reason=str(error)).at(line)) from None
    except Misfit as misfit:
        raise _told(misfit if misfit.path else misfit.at(line)) from None
    return gathered.incoming()


def _delimiter(text: str) -> str:
    """What parts the columns: the spreadsheet's list separator, which depends on its country."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _read_row(header: Sequence[str], cells: Sequence[str], line: int, gathered: Gathered) -> None:
    try:
        if len(cells) != len(header):
            raise Misfit(
                "has {count:cell|cells}, and the header {columns}", count=len(cells), columns=len(header)
            )
        row = {name: plain(cell) for name, cell in zip(header, cells, strict=True)}
        article = _read_article(row)
        # Spreadsheets change the line breaks of a quote, and cut it; the library knows better.
        one = newsread.annotation(_record(row), article.id, measured=False)
        gathered.take(article, one, (line,))
    except Misfit as misfit:
        raise misfit.moved(_PLACES).at(line) from None


def _read_article(row: dict[str, str]) -> ExportedArticle:
    try:
        return newsread.article(_article(row))
    except Misfit as misfit:
        raise misfit.moved({"id": ("article",), "sha256": ("article_sha256",)}) from None


def _article(row: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row["article"],
        "sha256": row["article_sha256"],
        "source": row["source"],
        "title": row["title"],
        "url": row["url"] or None,
        "published": row["published"] or None,
        "annotations": [],
    }


def _record(row: dict[str, str]) -> dict[str, Any]:
    """The row as the annotation of a newsread export."""
    links = [link.split(" ", 1) for link in _parted(row["links"])]
    if not all(len(link) == 2 for link in links):
        raise Misfit("must be a relation and a uuid").at("links")
    same = ("id", "annotator", "target", "state", "note", "layer", "created", "updated", "text_sha256")
    said: dict[str, Any] = {name: row[name] for name in same}
    for name in ("start", "end"):
        if not re.fullmatch("[0-9]{1,10}", row[name].strip()):
            raise Misfit("must be a whole number from 0 on, not {value}", value=row[name]).at(name)
        said[name] = int(row[name])
    said["quote"] = {name: row[name] for name in ("exact", "prefix", "suffix")}
    said["tags"] = list(dict.fromkeys(_parted(row["tags"])))
    said["links"] = [{"relation": relation, "to": to} for relation, to in links]
    said["claim"] = {name: row[name] or None for name in _CLAIM} if row["verdict"] else None
    return said


def _spelled(path: Sequence[str | int]) -> str:
    line, *rest = map(str, path)
    return ", ".join([f"line {line}", *rest])


def _told(misfit: Misfit) -> InvalidFormat:
    line, *rest = misfit.path
    place = (
        Message("line {line}", {"line": line})
        if not rest
        else Message("line {line}, column {column}", {"line": line, "column": "/".join(map(str, rest))})
    )
    return InvalidFormat("not {kind}: {place}: {reason}", kind=KIND, place=place, reason=misfit.message)
