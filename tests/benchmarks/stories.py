"""What stories and propositions cost and come to: pairs of the press corpus to judge by reading, and figures.

    python -m tests.benchmarks.stories pairs      100 pairs of articles that are in one story
    python -m tests.benchmarks.stories order      stories of the corpus in its own order against others
    python -m tests.benchmarks.stories titles     100 pairs of a day with nearly one title, joined or not
    python -m tests.benchmarks.stories disagreements contradict
                                               40 propositions of the corpus with that relation, to judge
    python -m tests.benchmarks.stories propositions    scores over the annotated stories (tests/gold)
    python -m tests.benchmarks.stories cost       seconds an article, and for comparing a story of 20

Pairs are drawn with a fixed seed.
"""

from __future__ import annotations

import csv
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from store.analysis import analyse
from store.claims.figures import find_figures
from store.claims.propositions.clauses import Clause, bodies, clauses
from store.claims.propositions.disagreeing import contradict, disputed
from store.claims.propositions.relating import likeness, weigh
from store.claims.stems import stem
from store.claims.words import tokenise
from store.library import Library
from store.model import ArticleSummary, Document, Fact
from tests.benchmarks.run import press, report
from tests.support import propositions as annotated
from tests.support.places import SHARED

SEED = 20150721
DRAWN, DISAGREEMENTS = 100, 40
ALIKE = 0.6
"""The least share of their words that two titles nearly alike have in common."""
LEAD = 240
"""Code points of a text that are printed to judge by."""

AGREE, TELL = 0.6, 0.1
"""Likeness from which two headlines agree, and from which they are about one thing; set on train.csv."""


def library(folder: Path, documents: Sequence[Document]) -> Library:
    """A new library of the documents."""
    opened = Library.open(folder / "library.db", "bench")
    opened.add_many(documents)
    return opened


def articles(opened: Library) -> dict[str, ArticleSummary]:
    """All articles by their ids."""
    return {one.id: one for one in opened.article_page(None, 0, opened.article_count())}


def stories(opened: Library) -> list[tuple[str, ...]]:
    """The ids of the articles of every story."""
    return [story.articles for story in opened.stories.page(0, opened.article_count())]


def tell(opened: Library, one: ArticleSummary, other: ArticleSummary, note: str = "") -> None:
    """Print a pair for somebody who judges it."""
    print(f"--- {note}")
    for article in (one, other):
        text = " ".join(opened.article(article.id).text[:LEAD].split())
        print(f"  {article.source} {article.published}: {article.title}\n      {text}")


def pairs() -> None:
    """Draw pairs of one story."""
    with tempfile.TemporaryDirectory() as name, library(Path(name), list(press())) as opened:
        known = articles(opened)
        every = sorted(pair for story in stories(opened) for pair in combinations(sorted(story), 2))
        print(f"{len(every)} pairs")
        for one, other in random.Random(SEED).sample(every, DRAWN):
            tell(opened, known[one], known[other])


def titles() -> None:
    """Draw pairs of one day with titles nearly alike, and say whether they are joined."""
    with tempfile.TemporaryDirectory() as name, library(Path(name), list(press())) as opened:
        known = articles(opened)
        story_of = {one: number for number, story in enumerate(stories(opened)) for one in story}
        found = sorted(alike(list(known.values())))
        joined = 0
        for one, other in random.Random(SEED).sample(found, DRAWN):
            together = story_of.get(one, -1) == story_of.get(other, -2)
            joined += together
            tell(opened, known[one], known[other], "joined" if together else "APART")
        print(f"{joined} of {DRAWN} joined; {len(found)} such pairs")


def alike(known: Sequence[ArticleSummary]) -> Iterator[tuple[str, str]]:
    """The pairs of one day whose titles are nearly alike, three words or more."""
    days: dict[str | None, list[tuple[str, frozenset[str]]]] = {}
    for article in known:
        words = frozenset(map(stem, re.findall(r"\w+", article.title)))
        if len(words) >= 3:
            days.setdefault(article.published, []).append((article.id, words))
    for day in days.values():
        for (one, words), (other, others) in combinations(day, 2):
            if len(words & others) >= ALIKE * len(words | others):
                yield min(one, other), max(one, other)


def disagreements(relation_: str = "figures-differ") -> None:
    """Draw propositions of the corpus whose members disagree, and how many there are of each relation."""
    with tempfile.TemporaryDirectory() as name, library(Path(name), list(press())) as opened:
        counts: dict[str, int] = {}
        found = []
        every = opened.stories.page(0, opened.article_count())
        for story in sorted(every, key=lambda story: sorted(story.articles)):
            compared = opened.stories.comparison(story.id)
            text = {article.id: article.text for article in compared.articles}
            for proposition in compared.propositions:
                counts[proposition.relation] = counts.get(proposition.relation, 0) + 1
                if proposition.relation == relation_:
                    found.append((text, proposition))
        print(json.dumps(counts))
        for text, proposition in random.Random(SEED).sample(found, min(len(found), DISAGREEMENTS)):
            print("---")
            for member in proposition.members:
                part = text[member.article][member.part.start : member.part.end]
                print(f"  {member.camp} {member.article[-4:]} {' '.join(part.split())}")


def order() -> None:
    """The F1 of pairs of one story, of the corpus as it is against shuffled and in ten runs."""
    documents = list(press())
    shuffled = random.Random(SEED).sample(documents, len(documents))
    found: list[set[tuple[str, str]]] = []
    for runs in ([documents], [shuffled[first::10] for first in range(10)]):
        with tempfile.TemporaryDirectory() as name, Library.open(Path(name) / "l.db", "bench") as opened:
            for run in runs:
                opened.add_many(run)
            found.append({pair for story in stories(opened) for pair in combinations(sorted(story), 2)})
    whole, parted = found
    report(
        "stories in another order, F1 of pairs", 2 * len(whole & parted) / (len(whole) + len(parted)), "", 1
    )


def ans(name: str = "dev") -> None:
    """Macro-F1 over agree, disagree and other."""
    with (SHARED / "corpora" / "ans" / f"{name}.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    counts = {stance: [0, 0, 0] for stance in ("agree", "disagree", "other")}
    for row in rows:
        guess, right = stance_of(row["s1"], row["s2"]), row["stance"]
        counts[guess][1] += 1
        counts[right][2] += 1
        counts[right][0] += guess == right
    scores = {one: 2 * hit / max(1, said + there) for one, (hit, said, there) in counts.items()}
    print(json.dumps({one: round(score, 3) for one, score in scores.items()}))
    # Who gives every pair the commonest stance is right about that one alone.
    commonest = max(there for _, _, there in counts.values())
    always = 2 * commonest / (len(rows) + commonest) / len(counts)
    report(f"relation of headlines (ANS {name}), macro-F1", sum(scores.values()) / len(scores), "", always)


def stance_of(one: str, other: str) -> str:
    """What the rules for propositions make of two headlines."""
    parts = [_clauses(one, 0), _clauses(other, 1)]
    weights = weigh([*parts[0], *parts[1]])
    best, apart = max(
        (
            (likeness(a, b, weights), contradict(a, b, weights) or bool(disputed(a, b, weights)))
            for a in parts[0]
            for b in parts[1]
        ),
        default=(0.0, False),
    )
    if best >= TELL and apart:
        return "disagree"
    return "agree" if best >= AGREE else "disagree" if best >= TELL else "other"


def _clauses(text: str, article: int) -> list[Clause]:
    fact = Fact(0, len(text), text, find_figures(tokenise(text)))
    return clauses(text, article, 0, fact, bodies(text))


def propositions() -> None:
    """Scores over the stories that were annotated; tests/gold/README.md says which were read."""
    for name, figures in (
        ("stories of the press corpus", annotated.score_groups(SHARED)),
        ("invented events", annotated.score_events(SHARED)),
        ("sample articles, which were read", annotated.score_samples(SHARED)),
    ):
        for figure in ("precision", "recall", "relation_agree"):
            report(f"propositions of {name}, {figure}", figures[figure], "", 1)
    for name, found in (
        ("unseen pairs", annotated.score_disputes(SHARED, annotated.UNSEEN)),
        ("pairs that were read", annotated.score_disputes(SHARED, annotated.READ)),
    ):
        disputed = found.differing + found.contradicting
        marked = found.differing_marked + found.contradicting_marked
        report(f"disagreements marked of {name} that disagree", marked / disputed, "", 1)
        report(f"disagreements marked of {name} that do not", found.agreeing_marked / found.agreeing, "", 1)


def cost() -> None:
    """What stories take for an article of the corpus, and comparing a story of twenty."""
    documents = list(press())
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name) / "l.db", "bench") as opened:
        begun = time.perf_counter()
        opened.adding().add_many(documents)
        added = time.perf_counter() - begun
        begun = time.perf_counter()
        opened.stories.update()
        grouped = time.perf_counter() - begun
        count = len(documents)
        report("stories, for an article", grouped / count * 1000, "ms", added / count * 1000)
    seed = (SHARED / "articles" / "seed-000.txt").read_text(encoding="utf-8")
    twenty = [
        Document(seed.replace("750", str(750 + number)), f"outlet {number}", f"/{number}")
        for number in range(20)
    ]
    with tempfile.TemporaryDirectory() as name, library(Path(name), twenty) as opened:
        (story,) = opened.stories.page(0, 2)
        read = milliseconds(lambda: [analyse(one.text) for one in twenty])
        first, kept = (milliseconds(lambda: opened.stories.comparison(story.id)) for _ in range(2))
        report("comparing a story of 20 articles, against finding their claims", first, "ms", read)
        report("the same again, kept", kept, "ms", first)
    one, *others = documents
    taken = []
    for already in (others, others[:1]):
        with tempfile.TemporaryDirectory() as name, library(Path(name), already) as opened:
            taken.append(milliseconds(lambda: opened.add(one)))
    report(f"one more article among {len(others)}, against one more beside another", taken[0], "ms", taken[1])


def milliseconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    commands = {one.__name__: one for one in (pairs, titles, disagreements, order, ans, propositions, cost)}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])
