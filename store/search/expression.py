"""A query as an expression of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax).

What a person typed reaches it only as folded stems, which are letters and digits, each in quotation marks.
"""

from __future__ import annotations

from store.search.query import Part, Query, Term


def expression(query: Query) -> str | None:
    """The words of the query as an FTS5 expression; None where there are none that have to be there."""
    wanted = [any_of(part) for part in query.parts if not part.negated]
    if not wanted:
        return None
    unwanted = "".join(f" NOT {any_of(part)}" for part in query.parts if part.negated)
    return f"({' AND '.join(wanted)}){unwanted}"


def any_of(part: Part) -> str:
    """What finds the articles with one of the alternatives of `part`, negated or not."""
    return f"({' OR '.join(one for term in part.alternatives for one in _alternatives(term))})"


def _alternatives(term: Term) -> list[str]:
    first, *rest = term.stems()
    phrases = [" + ".join(_quoted(stem) for stem in (one, *(only for (only,) in rest))) for one in first]
    if term.is_prefix:
        before = [_quoted(only) for (only,) in rest[:-1]]
        if len(term.words) > 1:
            before = [_quoted(first[0]), *before]
        phrases += [" + ".join([*before, f"{_quoted(one)} *"]) for one in term.beginnings()]
    return phrases


def _quoted(stem: str) -> str:
    return '"' + stem.replace('"', "") + '"'
