"""Articles of a library or of files set side by side: what they say of one event, and where they disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from store.claims.propositions.comparing import Told, compare
from store.model import Agreement, Article, Comparison, Member, Proposition


def compared(told: Sequence[Article]) -> Comparison:
    """The articles with the propositions that their claims and facts come to."""
    sides = [Told(one.id, one.text, one.extraction, one.published or "", one.source) for one in told]
    return Comparison(tuple(told), compare(sides))


def comparison_json(comparison: Comparison, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What `newsread compare --json` prints, a group a line, ready for `json.dumps`.

    `names` has for each article's id what it is called. A member's span is that part of the claim or fact
    that the proposition is put in.
    """
    for relation, members in relations(comparison.propositions):
        yield {
            "relation": relation,
            "members": [
                {
                    "article": names[member.article],
                    "kind": member.kind,
                    "start": member.part.start,
                    "end": member.part.end,
                }
                for member in members
            ],
        }


def relations(propositions: Iterable[Proposition]) -> Iterator[tuple[Agreement, tuple[Member, ...]]]:
    """Each proposition's relation with its members; of one with two sides, also those who agree in it."""
    for proposition in propositions:
        yield proposition.relation, proposition.members
        if proposition.relation != "same":
            sizes = Counter(member.camp for member in proposition.members)
            for camp in sorted(camp for camp, size in sizes.items() if size > 1):
                yield "same", tuple(member for member in proposition.members if member.camp == camp)
