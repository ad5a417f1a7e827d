"""Numbers with what they count."""

from __future__ import annotations

from store.claims.words import Tokens
from store.model import Figure


def find_figures(tokens: Tokens) -> tuple[Figure, ...]:
    """The figures of a text, in order: digits of the three kinds."""
    out: list[Figure] = []
    for index, form in enumerate(tokens.forms):
        if form[0].isdigit():
            digits = "".join(c for c in form.replace("٫", ".") if c.isdigit() or c == ".")
            try:
                number = float(digits)
            except ValueError:
                continue
            start, end = tokens.starts[index], tokens.ends[index]
            value = int(number) if number.is_integer() else number
            out.append(Figure(start, end, tokens.text[start:end], value, None, None))
    return tuple(out)
