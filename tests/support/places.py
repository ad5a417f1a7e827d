"""Where things lie in the checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
"""The sample articles, a folder an outlet."""
SHARED = ROOT.parent / "shared"
"""Real articles, gold and corpora, where there are any: tests ask the fixture `shared` for them."""
