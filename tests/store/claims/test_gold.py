"""The extractor against claims annotated by hand, scored by the script that comes with them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from store.analysis import claims_json
from store.inputs import article
from store.model import Document


@pytest.fixture(scope="module")
def score(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """The figures that score_claims.py prints."""
    out = tmp_path_factory.mktemp("predicted")
    for path in sorted((shared / "articles").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        read = article(Document(text, "", str(path)))
        record = claims_json(str(path), read, read.extraction.claims)
        (out / f"{path.stem}.json").write_text(json.dumps(record), encoding="utf-8")
    command = [sys.executable, str(shared / "measure" / "score_claims.py"), str(shared / "gold"), str(out)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("f1@0.5", 0.88),
        ("f1@0.8", 0.78),
        ("speaker", 0.92),
        ("cue", 0.95),
        ("form", 0.92),
        ("polarity_macro_f1", 0.75),
        ("figures", 0.90),
        ("furniture_found", 0.80),
    ],
)
def test_the_score_is_no_lower(score: dict[str, float], figure: str, least: float) -> None:
    assert score[figure] >= least


def test_hardly_any_of_the_article_is_called_furniture(score: dict[str, float]) -> None:
    assert score["furniture_false"] <= 0.02
