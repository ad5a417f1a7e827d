"""Attribution by a preposition: "X، بحسب Y", "وفقا لما ذكرته Y، X"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.claims.cues import Source
from store.claims.lexicon import Lexicon
from store.claims.phrases import Phrases
from store.claims.words import Tokens

_FAR = 14
"""The source's name begins no farther from its preposition, in tokens."""
_COMMAS = ("،", ",", "-", "–", "؛")
_THEN = ("فان", "فقد")
_CARRIERS = frozenset(["جاء", "ورد", "نشر", "نشرت", "نشره", "نشرته", "جاءت", "وردت", "رصدته", "بثته", "بثت"])


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution, as indices of tokens."""

    first: int
    last: int
    """One past the cue's last token: the preposition, with ما and its verb."""
    speaker: tuple[int, int]
    leads: bool
    """Whether it stands before what it attributes."""
    content: int
    """Where the content begins if the attribution leads; where the attribution's clause begins if not."""


def read_source(
    source: Source,
    first: int,
    last: int,
    tokens: Tokens,
    lexicon: Lexicon,
    phrases: Phrases,
    quotations: Mapping[int, int],
) -> Attributed | int | None:
    """What the preposition of `source` attributes in the statement from token `first` to before `last`.

    None where it names no source. An index where it only confirms what stands before it ("على حد تعبيره"):
    the content before it ends there.
    """  # fmt: skip
    forms = tokens.forms
    begins = source.first
    while begins > first and forms[begins - 1] in (*_COMMAS, "و", "وذلك", "ذلك"):
        begins -= 1
    apart = begins < source.first or source.first == first
    at = source.last
    following = forms[at]
    bare = (
        following[1:]
        if source.attribution.after and following.startswith(source.attribution.after)
        else following
    )
    if bare in lexicon.echoes or (bare == "ما" and _is_echo(forms, at)):
        return begins
    cue_last = source.last
    if bare == "ما":
        cue_last = _relative(forms, at + 1, lexicon)
        if cue_last == at + 1:
            return None
        at = cue_last
        while at < min(last, cue_last + _FAR) and not _heads(forms, at, lexicon, phrases):
            at += 1
        if at >= min(last, cue_last + _FAR):
            return None
        following = bare = forms[at]
    elif bare in lexicon.utterances:
        cue_last = at = at + 1
        bare = forms[at] if at < last else ""
    name = phrases.after(at, last) if bare == following or bare == "" else _with_clitic(at, last, phrases)
    if name <= at or bare in lexicon.no_sources or bare[0].isdecimal():
        return None
    if not apart and cue_last == source.last and name < last and forms[name] not in _COMMAS:
        return None
    known = bare in lexicon.sources or bare in lexicon.countries or at in quotations or cue_last > source.last
    if not known and not apart:
        return None
    if not known and bare.startswith("ال") and not source.attribution.after:
        return None
    return _placed(source, begins, cue_last, (at, name), first, last, forms)


def _with_clitic(at: int, last: int, phrases: Phrases) -> int:
    """The end of a phrase whose first word carries ل."""
    return max(phrases.after(at + 1, last), at + 1) if at + 1 < last else at + 1


def _is_echo(forms: list[str], at: int) -> bool:
    """Whether ما at `at` only repeats the speaker: على حد ما قال."""
    return at + 2 >= len(forms) or not forms[at + 2][0].isalnum()


def _relative(forms: list[str], at: int, lexicon: Lexicon) -> int:
    """One past the verb after ما at `at`, with its preposition; `at` if there is no verb."""
    verb = forms[at] if at < len(forms) else ""
    if not (verb in lexicon.cues or verb.removesuffix("ه") in lexicon.cues or verb in _CARRIERS):
        return at
    at += 1
    if at < len(forms) and forms[at] in ("به", "عنه", "فيه", "اليه", "عليه", "بشانه"):
        at += 1
    return at


def _heads(forms: list[str], at: int, lexicon: Lexicon, phrases: Phrases) -> bool:
    """Whether the source's name begins at `at`, behind the channel it spoke through."""
    if not phrases.begins(at):
        return False
    before = forms[at - 1]
    if before in lexicon.prepositions:
        return False
    verb = before in ("به", "عنه") or before in _CARRIERS or before.removesuffix("ه") in lexicon.cues
    return verb or forms[at] in lexicon.sources or before in lexicon.cues


def _placed(
    source: Source, begins: int, cue_last: int, name: tuple[int, int], first: int, last: int, forms: list[str]
) -> Attributed | None:
    """The attribution before or after its content."""
    after = name[1]
    comma = after
    while comma < min(last, after + _FAR) and forms[comma] not in _COMMAS and forms[comma] not in _THEN:
        comma += 1
    if source.first == first or (comma < last and forms[comma : comma + 1] != [] and _then(forms, comma)):
        content = after
        if comma < last and (forms[comma] in _COMMAS or forms[comma] in _THEN):
            content = comma + (forms[comma] in _COMMAS)
        if content < last and forms[content] in ("فان", "ان"):
            content += 1
        return Attributed(source.first, cue_last, name, True, content) if content < last else None
    return Attributed(source.first, cue_last, name, False, begins)


def _then(forms: list[str], at: int) -> bool:
    """Whether the content is taken up with فإن or فقد at `at` or after the comma there."""
    return forms[at] in _THEN or (at + 1 < len(forms) and forms[at + 1] in _THEN)
