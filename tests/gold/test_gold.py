"""The extractor on articles of the press corpus that were annotated before it saw them.

README.md says what the files hold.
"""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from store.analysis import analyse
from store.annotated import Annotated, found, read_annotated
from store.evaluation import evaluate

HERE = Path(__file__).parent
FOLDERS = ("articles", "twice", "denials", "unseen", "unseen_passages")


def records(folder: str) -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text()) for path in sorted((HERE / folder).glob("*.json"))}


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[int, str]:
    """The texts by their rows in the corpus."""
    rows = {record["row"] for folder in FOLDERS for record in records(folder).values()}
    out: dict[int, str] = {}
    with gzip.open(shared / "corpora" / "press.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row, line in enumerate(lines):
            if row in rows:
                article = json.loads(line)
                out[row] = f"{article['title'].strip()}\n\n{article['content'].strip()}\n"
    return out


def gold(folder: str, texts: dict[int, str]) -> dict[str, Annotated]:
    return {stem: read_annotated(record, texts[record["row"]]) for stem, record in records(folder).items()}


def score(folder: str, texts: dict[int, str]) -> dict[str, float]:
    pairs = [
        (read_annotated(record, texts[record["row"]]), found(*analyse(texts[record["row"]])))
        for record in records(folder).values()
    ]
    return evaluate(pairs).record()


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_texts_are_those_that_were_annotated(folder: str, texts: dict[int, str]) -> None:
    for record in records(folder).values():
        assert sha256(texts[record["row"]].encode()).hexdigest() == record["sha256"]


def test_the_files_hold_no_text() -> None:
    for folder in FOLDERS:
        for record in records(folder).values():
            assert json.dumps(record, ensure_ascii=False).isascii()


def test_two_annotations_made_apart_agree(texts: dict[int, str]) -> None:
    once, twice = gold("articles", texts), gold("twice", texts)
    assert len(twice) == 10
    figures = evaluate((once[stem], again) for stem, again in twice.items()).record()
    assert figures["f1@0.5"] >= 0.99


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("f1@0.5", 0.90),
        ("f1@0.8", 0.88),
        ("speaker", 0.93),
        ("cue", 0.95),
        ("form", 0.92),
        ("polarity_macro_f1", 0.85),
        ("furniture_found", 0.95),
    ],
)
def test_the_score_on_other_articles_is_no_lower(texts: dict[int, str], figure: str, least: float) -> None:
    assert score("articles", texts)[figure] >= least


def test_hardly_any_of_the_articles_is_called_furniture(texts: dict[int, str]) -> None:
    assert score("articles", texts)["furniture_false"] <= 0.02


def test_denials_are_found_and_called_so(texts: dict[int, str]) -> None:
    figures = score("denials", texts)
    assert figures["f1@0.5"] >= 0.89
    assert figures["polarity_macro_f1"] >= 0.88


@pytest.mark.parametrize(
    ("folder", "least"),
    [
        (
            "unseen",
            {
                "f1@0.5": 0.90,
                "f1@0.8": 0.85,
                "speaker": 0.90,
                "cue": 0.96,
                "form": 0.94,
                "polarity_macro_f1": 0.81,
            }
            | {"figures": 0.95, "furniture_found": 0.95},
        ),
        (
            "unseen_passages",
            {
                "f1@0.5": 0.84,
                "f1@0.8": 0.76,
                "speaker": 0.91,
                "cue": 0.97,
                "form": 0.94,
                "polarity_macro_f1": 0.74,
            },
        ),
    ],
)
def test_the_score_on_articles_that_no_rule_was_written_on_is_no_lower(
    texts: dict[int, str], folder: str, least: dict[str, float]
) -> None:
    measured = score(folder, texts)
    assert {figure: measured[figure] for figure, bar in least.items() if measured[figure] < bar} == {}
