"""Propositions and disagreements annotated in stories of the press corpus, and what the rules find of them.

`tests/gold/README.md` says what the files hold and how they were made.
"""

from __future__ import annotations

import gzip
import json
import runpy
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from store.analysis import analyse
from store.claims.propositions.comparing import Told, compare
from store.comparison import relations
from store.model import Proposition
from tests.support import places

HERE = Path(__file__).parent.parent / "gold" / "propositions"
UNSEEN, READ, GROUPS = "disputes_unseen", "disputes", "groups"
EVENTS, SAMPLES = "events", "samples"


def stories(name: str) -> list[dict[str, Any]]:
    """The annotated stories of a file: articles by their rows in the corpus, with groups or pairs."""
    found: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text())
    return found


def rows_of(found: Iterable[dict[str, Any]]) -> set[int]:
    """The rows of the corpus that some stories are made of."""
    return {article["row"] for story in found for article in story["articles"]}


def articles(shared: Path, rows: set[int]) -> dict[int, Told]:
    """Articles of the press corpus as they are compared, by their rows."""
    out: dict[int, Told] = {}
    with gzip.open(shared / "corpora" / "press.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row, line in enumerate(lines):
            if row in rows:
                article = json.loads(line)
                text = f"{article['title'].strip()}\n\n{article['content'].strip()}\n"
                day = article["date_extracted"][:10]
                out[row] = Told(str(row), text, analyse(text)[1], day, article["source"])
    return out


def score_groups(shared: Path, name: str = GROUPS) -> dict[str, float]:
    """What score_propositions.py gives for the annotated stories, all of them together."""
    gold, found = [], []
    annotated = stories(name)
    told = articles(shared, rows_of(annotated))
    for story in annotated:
        for group in story["groups"]:
            members = [
                {"file": str(m["row"]), "start": m["start"], "end": m["end"]} for m in group["members"]
            ]
            gold.append({**group, "members": members})
        found += groups_of([told[one["row"]] for one in story["articles"]])
    return _score(shared, gold, found)


def score_events(shared: Path) -> dict[str, float]:
    """The same for the invented events, whose articles stand beside their annotation."""
    gold, found = [], []
    for event in stories(EVENTS):
        gold += event["groups"]
        paths = sorted((HERE / EVENTS / event["event"]).glob("*.txt"))
        found += groups_of([_told(f"{event['event']}/{path.stem}", path, path.stem) for path in paths])
    return _score(shared, gold, found)


def score_samples(shared: Path) -> dict[str, float]:
    """The same for the two Arabic events of the sample articles, which the rules were written on."""
    gold, found = [], []
    for event in stories(SAMPLES):
        gold += event["groups"]
        paths = sorted(places.SAMPLES.glob(f"*/{event['event']}-*.txt"))
        found += groups_of([_told(path.stem, path, path.parent.name) for path in paths])
    return _score(shared, gold, found)


def _told(name: str, path: Path, outlet: str) -> Told:
    text = path.read_text(encoding="utf-8")
    return Told(name, text, analyse(text)[1], "", outlet)


def groups_of(articles: Sequence[Told]) -> list[dict[str, Any]]:
    """What `newsread compare --json` prints of some articles."""
    return [
        {
            "relation": relation,
            "members": [
                {"article": member.article, "start": member.part.start, "end": member.part.end}
                for member in members
            ],
        }
        for relation, members in relations(compare(articles))
    ]


def _score(shared: Path, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, float]:
    """What score_propositions.py prints, used unchanged."""
    with TemporaryDirectory() as folder:
        right, guess = Path(folder) / "gold.json", Path(folder) / "found.jsonl"
        right.write_text(json.dumps(gold), encoding="utf-8")
        guess.write_text("\n".join(map(json.dumps, found)), encoding="utf-8")
        score = runpy.run_path(str(shared / "measure" / "score_propositions.py"))["main"]
        with redirect_stdout(StringIO()):
            figures: dict[str, float] = score(right, guess)
    return figures


@dataclass(frozen=True)
class Disputes:
    """How many of the annotated pairs that disagree are marked, and of those that do not."""

    differing: int
    differing_marked: int
    contradicting: int
    contradicting_marked: int
    agreeing: int
    agreeing_marked: int

    def record(self) -> dict[str, int]:
        """Ready for JSON."""
        return asdict(self)


def score_disputes(shared: Path, name: str) -> Disputes:
    """What is marked of the pairs of statements that were annotated in the stories of a file."""
    annotated = stories(name)
    told = articles(shared, rows_of(annotated))
    counts = {label: [0, 0] for label in ("figures-differ", "contradict", "none", "unclear")}
    for story in annotated:
        found = compare([told[one["row"]] for one in story["articles"]])
        for pair in story["pairs"]:
            marked = any(_sets_apart(one, pair["members"]) for one in found)
            counts[pair["label"]][0] += 1
            counts[pair["label"]][1] += marked
    return Disputes(*counts["figures-differ"], *counts["contradict"], *counts["none"])


def _sets_apart(proposition: Proposition, spans: Sequence[dict[str, int]]) -> bool:
    """Whether a proposition has members in two spans that are in two camps."""
    inside = [
        [
            member.camp
            for member in proposition.members
            if member.article == str(span["row"])
            and member.part.start < span["end"]
            and span["start"] < member.part.end
        ]
        for span in spans
    ]
    one, other = inside
    return proposition.relation != "same" and any(a != b for a in one for b in other)
