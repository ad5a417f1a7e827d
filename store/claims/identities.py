"""Who is who: the same person or body under several names, in one article and across articles.

A name is matched with the names before it: by the table of identities.toml, by what the article itself
introduces (قوات سورية الديمقراطية «قسد»), by its words (بالي is مصطفى بالي, الوزارة the ministry named last).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from store.claims.names import ALIAS, BRACKETED, Name, bare_word, name_tables, read_name, words_of
from store.model import Claim

_BEFORE = 7
"""The name that it is short for stands within so many words before it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person or body that claims name as their speaker."""

    key: str
    """Folded, the same for every name of this one in its article."""
    name: str
    """The fullest of the names in the article, as it is spelt there."""
    everywhere: bool
    """Whether the key means the same one in other articles too: not for a title alone or a single surname."""


def identify(text: str, claims: Sequence[Claim]) -> tuple[Identity | None, ...]:
    """For each of the `claims` of one text, in its order, who its speaker is; None where it has none."""
    names = [read_name(claim.speaker) if claim.speaker else None for claim in claims]
    different = {name.text: name for name in names if name is not None}
    if len(different) < 2:  # Only where there are several names can one be short for another.
        alone = _Group(different).identity() if different else None
        return tuple([alone if name is not None else None for name in names])
    aliases = _aliases(text, different.values())
    groups: list[_Group] = []
    found: dict[int, _Group] = {}
    starts = [claim.start for claim in claims]
    for number in sorted(range(len(claims)), key=starts.__getitem__):
        name = names[number]
        if name is None:
            continue
        group = next((g for g in reversed(groups) if g.holds(name, aliases)), None)
        if group is None:
            group = _Group()
            groups.append(group)
        elif group is not groups[-1]:
            groups.remove(group)
            groups.append(group)
        group.names[name.text] = name
        found[number] = group
    made = {id(group): group.identity() for group in groups}
    return tuple(made[id(found[n])] if n in found else None for n in range(len(claims)))


def identity_of(name: str) -> Identity | None:
    """Who a name is, read by itself; None where there is no word in it."""
    read = read_name(name)
    return _Group({read.text: read}).identity() if read is not None else None


def alike(one: Identity, other: Identity) -> bool:
    """Whether two identities, of articles about one event, are the same person or body.

    Beyond equal keys, a surname alone is that of the full name.
    """
    if one.key == other.key:
        return True
    short, full = sorted((one.key.split(), other.key.split()), key=len)
    return len(short) == 1 < len(full) and short[0] == full[-1] and short[0] not in name_tables().nouns


@dataclass(slots=True, eq=False)
class _Group:
    """The names of one identity, in the order of the text."""

    names: dict[str, Name] = field(default_factory=dict)
    """By their texts."""

    def holds(self, name: Name, aliases: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
        """Whether `name` is another name of this one; `aliases` as `_aliases` gives them."""
        if name.text in self.names:
            return True
        others = self.names.values()
        return any(map(_same, others, repeat(name))) or (
            bool(aliases) and any(map(_introduced, others, repeat(name), repeat(aliases)))
        )

    def identity(self) -> Identity:
        """What the names have in common."""
        names = self.names.values()
        fullest = max(names, key=lambda name: (len(name.words), len(name.text)))
        known = next((name.known for name in names if name.known), None)
        if known is not None:
            return Identity(" ".join(words_of(known)), fullest.text, True)
        person = max((name.person for name in names), key=len)
        if len(person) > 1:
            return Identity(f"{person[0]} {person[-1]}", fullest.text, True)
        named = len(fullest.words) > 1 and fullest.words[0] in name_tables().bodies
        place = fullest.words[0] in name_tables().countries and len(fullest.words) == 1
        return Identity(" ".join(fullest.words), fullest.text, named or place)


def _same(one: Name, other: Name) -> bool:
    """Whether two names of one article are of the same person or body; `one` stands before `other`."""
    if one.known or other.known:
        return one.known == other.known
    if one.words == other.words:
        return True
    if len(other.words) == 1 and other.head.endswith("ه") and other.head[:-1] in one.titles:
        return True
    if one.person and other.person:
        return _is_part(one.person, other.person) or _is_part(other.person, one.person)
    if other.common and one.head == other.head:
        clear = other.definite or 1 < len(other.words) < len(one.words)
        return clear and set(map(bare_word, other.words)) <= set(map(bare_word, one.words))
    return False


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the shorter form of a person's name is one of the fuller one: it has its last word."""
    return short[-1] == full[-1] and set(short) <= set(full)


def _introduced(one: Name, other: Name, aliases: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
    """Whether the article introduces one of two names as short for the other."""
    for short, full in ((one, other.outside), (other, one.outside)):
        for before in aliases.get(" ".join(short.words), ()):
            if full and before[-len(full) :] == full:
                return True
    return False


def _aliases(text: str, names: Iterable[Name]) -> dict[str, list[tuple[str, ...]]]:
    """Those of `names` that are short and stand in brackets or quotation marks; the words before each."""
    tables = name_tables()
    out: dict[str, list[tuple[str, ...]]] = {}
    wanted = {" ".join(name.words) for name in names if len(name.words) <= ALIAS}
    for match in BRACKETED.finditer(text) if wanted else ():
        short = " ".join(words_of(match[1]))
        if short not in wanted or any(word[:1].isdecimal() for word in short.split(" ")):
            continue
        before = [
            tables.spellings.get(w, w) for w in words_of(text[max(0, match.start() - 90) : match.start()])
        ]
        while before and before[-1] in tables.known_as:
            before.pop()
        if before:
            out.setdefault(short, []).append(tuple(before[-_BEFORE:]))
    return out
