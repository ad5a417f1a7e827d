"""Scoring: what the figures mean, and that they are those of the script that came with the gold."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store.analysis import claims_json
from store.annotated import found, read_annotated
from store.errors import InvalidFormat
from store.evaluation import evaluate
from store.inputs import article
from store.model import Document

TEXT = "وقالت البلدية إن السوق الجديدة كلفت سبعة ملايين دولار. " * 8


def claim(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "form": "indirect", "polarity": "asserts", "speaker": "س", **more}


def score(gold: dict[str, Any], predicted: dict[str, Any]) -> dict[str, float]:
    return evaluate([(read_annotated(gold, TEXT), read_annotated(predicted, TEXT))]).record()


def test_a_content_that_overlaps_by_half_matches_at_one_half_only() -> None:
    figures = score({"claims": [claim(0, 100)]}, {"claims": [claim(0, 60)]})
    assert (figures["f1@0.5"], figures["f1@0.8"]) == (1.0, 0.0)


def test_a_claim_matches_once() -> None:
    figures = score({"claims": [claim(0, 100)]}, {"claims": [claim(0, 100), claim(0, 90)]})
    assert (figures["precision@0.5"], figures["recall@0.5"]) == (0.5, 1.0)


def test_another_extent_that_the_gold_allows_is_as_right() -> None:
    gold = {"claims": [claim(0, 20, alt_spans=[{"start": 0, "end": 100}])]}
    assert score(gold, {"claims": [claim(0, 100)]})["f1@0.8"] == 1.0


def test_an_optional_claim_counts_neither_way() -> None:
    gold = {"claims": [claim(0, 50), claim(60, 90, strength="borderline")]}
    assert score(gold, {"claims": [claim(0, 50)]})["f1@0.5"] == 1.0
    assert score(gold, {"claims": [claim(0, 50), claim(60, 90)]})["f1@0.5"] == 1.0


def test_claims_outside_the_passages_that_were_read_do_not_count() -> None:
    gold = {"claims": [claim(0, 50)], "passages": [{"start": 0, "end": 55}]}
    assert score(gold, {"claims": [claim(0, 50), claim(60, 90)]})["f1@0.5"] == 1.0


def test_a_speaker_may_be_given_by_offsets() -> None:
    gold = {"claims": [claim(17, 50, speaker=None, speaker_start=6, speaker_end=13)]}
    assert score(gold, {"claims": [claim(17, 50, speaker="البلدية")]})["speaker"] == 1.0


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ([], "no table"),
        ({"claims": {}}, "claims"),
        ({"claims": [claim(0, 10_000)]}, r"claims\[0\]"),
        ({"claims": [claim(0, 9, cue_start=5, cue_end=-1)]}, "cue_start 5"),
        ({"claims": [claim(0, 9, form=3)]}, "form"),
        ({"claims": [], "facts": [{"start": "a"}]}, r"facts\[0\]"),
    ],
)
def test_gold_that_does_not_fit_is_refused_with_its_place(record: Any, place: str) -> None:
    with pytest.raises(InvalidFormat, match=place):
        read_annotated(record, TEXT)


def test_the_figures_agree_with_the_script_of_the_gold(shared: Path, tmp_path: Path) -> None:
    ours = []
    for path in sorted((shared / "gold").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if "claims" not in record:
            continue
        text = (shared / "articles" / f"{path.stem}.txt").read_bytes().decode()
        read = article(Document(text, "", str(path)))
        ours.append((read_annotated(record, text), found(read.outline, read.extraction)))
        told = claims_json("", read, read.extraction.claims)
        (tmp_path / path.name).write_text(json.dumps(told), encoding="utf-8")
    assert evaluate(ours).record() == theirs(shared, shared / "gold", tmp_path)


def test_they_agree_on_claims_made_at_random(shared: Path, tmp_path: Path) -> None:
    """Wrong extents, missing fields, ties of overlap, all polarities."""
    chance = random.Random(7)
    ours = []
    for folder in ("gold", "found"):
        (tmp_path / folder).mkdir()
    for number in range(30):
        pair = [random_record(chance), random_record(chance)]
        for folder, record in zip(("gold", "found"), pair, strict=True):
            (tmp_path / folder / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")
        ours.append((read_annotated(pair[0], TEXT), read_annotated(pair[1], TEXT)))
    assert evaluate(ours).record() == theirs(shared, tmp_path / "gold", tmp_path / "found")


def random_record(chance: random.Random) -> dict[str, Any]:
    def span(length: int = 60) -> dict[str, int]:
        start = 10 * chance.randrange(30)
        return {"start": start, "end": start + chance.randrange(1, length)}

    def number() -> dict[str, Any]:
        return {**span(20), "value": chance.choice([1, 2, None])}

    def one() -> dict[str, Any]:
        cue = span(9)
        return {
            **span(),
            "speaker": chance.choice(["الوزير أحمد علي", "أحمد علي", "الوزير", None]),
            "form": chance.choice(["direct", "indirect"]),
            "polarity": chance.choice(["asserts", "denies", "predicts", "accuses"]),
            "figures": [number()],
            **chance.choice([{}, {"cue_start": cue["start"], "cue_end": cue["end"]}]),
            **chance.choice([{}, {"strength": "borderline"}]),
            **chance.choice([{}, {"alt_spans": [span()]}]),
        }

    record = {"claims": [one() for _ in range(chance.randrange(6))], "furniture": [span(30)]}
    return {**record, **chance.choice([{}, {"facts": [{**span(), "figures": [number()]}]}])}


def theirs(shared: Path, gold: Path, predicted: Path) -> dict[str, float]:
    command = [sys.executable, str(shared / "measure" / "score_claims.py"), str(gold), str(predicted)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures: dict[str, float] = json.loads(printed)
    return figures
