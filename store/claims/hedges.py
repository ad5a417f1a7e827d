"""Hedges beside numbers: أكثر من, نحو, تقريبا."""

from __future__ import annotations

from collections.abc import Sequence

from store.claims.numerals import NumberWords
from store.claims.words import Tokens


def hedge_before(forms: Sequence[str], index: int, words: NumberWords) -> tuple[int, int]:
    """Of how many tokens the hedge before `index` is, and how long its clitic; of none where none stands."""
    for hedge, clitic in words.hedges.get(forms[index - 1], ()) if index else ():
        begin = index - len(hedge)
        if len(hedge) == 1 or (begin >= 0 and tuple(forms[begin:index]) == hedge):
            return len(hedge), clitic
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
