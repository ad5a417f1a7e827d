"""`newsread evaluate`: how well claims are found, measured on articles annotated by hand."""

from __future__ import annotations

import json as json_format
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.cli.frame import Invocation, options, pass_invocation
from tui.output import emit, json_line

if TYPE_CHECKING:
    from store.annotated import Annotated


@click.command()
@click.argument("gold", metavar="GOLD_DIR", type=click.Path())
@click.option("--articles", metavar="DIR", type=click.Path(), help="Where the texts are; by default beside.")
@click.option("--json", is_flag=True, help="One JSON object, for scripts.")
@options()
@pass_invocation
def evaluate(invocation: Invocation, gold: str, articles: str | None, json: bool) -> int:
    """Score the claims found against claims annotated by hand.

    GOLD_DIR holds one JSON file an article with a list "claims", whose "start" and "end" are offsets in
    the text file of the same name (a.json, a.txt). A claim matches where contents overlap by one half
    (@0.5) or four fifths (@0.8).
    """
    from store.evaluation import evaluate as score

    figures = score(_annotated(Path(gold), Path(articles or gold), invocation.cues)).record()
    if json:
        emit([json_line(figures)])
    else:
        width = max(map(len, figures))
        emit([f"{name:<{width}}  {value}" for name, value in figures.items()])
    return 0


def _annotated(gold: Path, articles: Path, cues: Path | None) -> Iterator[tuple[Annotated, Annotated]]:
    """The gold of each article and what is found in it. Raises `StoreError` where either is missing."""
    from hashlib import sha256

    from store import inputs
    from store.annotated import found, read_annotated
    from store.errors import InvalidFormat, UnreadableInput

    if not gold.is_dir():
        raise UnreadableInput("{file}: no such folder", file=gold)
    records = [(path, record) for path in sorted(gold.glob("*.json")) if "claims" in (record := _read(path))]
    if not records:
        raise InvalidFormat('{file}: no JSON file with a list "claims" in it', file=gold)
    for path, record in records:
        for item in inputs.documents_now([articles / f"{path.stem}.txt"]):
            if isinstance(item, inputs.InputFailure):
                raise UnreadableInput(
                    "{message}; --articles DIR says where the texts are", message=item.message
                )
            article = inputs.article(item, cues)
            known = record.get("sha256")
            if known is not None and known != sha256(item.text.encode()).hexdigest():
                raise InvalidFormat(
                    "{file}: annotated in another text than {text} (SHA-256)",
                    file=path,
                    text=f"{path.stem}.txt",
                )
            try:
                truth = read_annotated(record, item.text)
            except InvalidFormat as error:
                raise InvalidFormat("{file}: {problem}", file=path, problem=error.message) from None
            yield truth, found(article.outline, article.extraction)


def _read(path: Path) -> dict[str, Any]:
    """A JSON file of the gold; one that holds no table is as good as empty."""
    from store.errors import InvalidFormat
    from store.syntax import complaint

    try:
        record = json_format.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise InvalidFormat("{file}: no JSON ({reason})", file=path, reason=complaint(error)) from None
    return record if isinstance(record, dict) else {}
