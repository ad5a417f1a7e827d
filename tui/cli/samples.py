"""The sample articles: data of the installed package, or the checkout's own folder."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def samples_folder() -> Path:
    """The folder of sample articles. Raises FileNotFoundError where newsread came without them."""
    spec = find_spec("tui.samples")
    installed = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    checkout = Path(__file__).resolve().parents[2] / "samples"
    for folder in (*installed, checkout):
        if (folder / "README.md").is_file():
            return folder
    raise FileNotFoundError(2, "newsread came without its sample articles", "samples")
