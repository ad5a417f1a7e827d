"""Hedges beside numbers: أكثر من, نحو, تقريبا."""

from __future__ import annotations

from collections.abc import Sequence

from store.claims.numerals import NumberWords
from store.claims.words import Tokens


def hedge_before(forms: Sequence[str], index: int, words: NumberWords) -> tuple[int, int]:
    """Of how many tokens the hedge before `index` is, and how long its clitic; of none where none stands."""
    if not index or forms[index - 1] not in words.hedges:
        return 0, 0
    for length, hedges in words.hedges[forms[index - 1]].items():
        clitic = hedges.get(tuple(forms[max(0, index - length) : index]))
        if clitic is not None:
            return length, clitic
    return 0, 0


def hedge_beside(tokens: Tokens, first: int, last: int, words: NumberWords) -> str | None:
    """The hedge before the tokens from `first` to before `last`, without a clitic, or else behind them."""
    forms = tokens.forms
    length, clitic = hedge_before(forms, first, words)
    if length:
        return tokens.text[tokens.behind(first - length, clitic) : tokens.ends[first - 1]]
    for after in words.hedges_after.get(forms[last], ()) if last < len(forms) else ():
        if tuple(forms[last : last + len(after)]) == after:
            return tokens.text[tokens.starts[last] : tokens.ends[last + len(after) - 1]]
    return None
