"""`newsread agreement`: how far the annotators of a library agree."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tui.cli.frame import Invocation, Word, options, pass_invocation
from tui.cli.lists import require_source
from tui.output import emit, json_line, tell
from tui.speech import say, shown

if TYPE_CHECKING:
    from store.agreement.report import Agreement, TagAgreement

UNDEFINED = "—"
"""Stands for a figure that is not defined."""


@click.command()
@click.argument("annotators", nargs=-1, metavar="[ANNOTATOR]...", type=Word())
@click.option("--source", metavar="NAME", type=Word(), help="In the articles of this outlet alone.")
@click.option("--read", is_flag=True, help="Also articles that somebody has read and not annotated.")
@click.option("--json", is_flag=True, help="One JSON object, for scripts.")
@options()
@pass_invocation
def agreement(
    invocation: Invocation, annotators: tuple[str, ...], source: str | None, read: bool, json: bool
) -> None:
    """Say how far annotators agree, tag by tag and two by two.

    For each tag: the share of statements of which everybody says the same, Cohen's kappa for two
    annotators, Fleiss' kappa and Krippendorff's alpha for more. For each two annotators: the F1 of the
    spans and claims that they marked, with the same ends, and with half of their union in common (@0.5). By
    default all annotators.

    The unit is the statement. It has a tag for an annotator who set it there, or on a claim or span in it;
    for everybody else who has judged the article it does not. An annotator has judged an article in which
    they have annotated anything; with --read, also one that they have only read. Kappa and F1 take the
    articles that all of those compared have judged, alpha those that two or more have. What is not defined,
    as kappa where all say the same of all, is — (null).
    """
    with invocation.open(look=True) as library:
        require_source(library, source)
        found = library.team.agreement(annotators, source=source, read=read)
    if json:
        emit([json_line(record(found))])
        return
    if not found.statements:
        tell("there is no article that all of them have annotated")
    about = say(
        "{names}: {articles:article|articles}, {statements:statement|statements}",
        names=say(", ").join(found.annotators),
        articles=found.articles,
        statements=found.statements,
    )
    sheet = invocation.sheet()
    emit(shown(about, sys.stdout))
    for header, rows in tables(found):
        # Figures tell nothing without their names, in a pipe either.
        named = rows if sheet.shaped or not rows else [[say(one) for one in header], *rows]
        emit(sheet.table(header, named, numbers=len(header) - 2))


def tables(found: Agreement) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Header and rows of the agreement on tags, and of that on spans."""
    coefficients = ["Fleiss", "Krippendorff"] if len(found.annotators) > 2 else ["Cohen"]
    tags = [
        [
            *map(figure, (one.observed, one.kappa, one.alpha)[: len(coefficients) + 1]),
            "/".join(map(str, one.times.values())),
            one.tag,
        ]
        for one in found.tags
    ]
    yield ["agreed", *coefficients, "statements", "tag"], tags
    spans = [
        [figure(one.f1), figure(one.half), "/".join(map(str, one.spans)), say(", ").join(one.annotators)]
        for one in found.spans
    ]
    yield ["F1", "F1@0.5", "spans", "annotators"], spans


def figure(value: float | None) -> str:
    """A coefficient with two decimals."""
    return UNDEFINED if value is None else f"{value:.2f}"


def record(found: Agreement) -> dict[str, Any]:
    """The JSON object of `newsread agreement --json`."""
    return {
        "annotators": found.annotators,
        "articles": found.articles,
        "statements": found.statements,
        "tags": [_tag(one, many=len(found.annotators) > 2) for one in found.tags],
        "spans": [asdict(one) for one in found.spans],
    }


def _tag(one: TagAgreement, *, many: bool) -> dict[str, Any]:
    kappas = (
        {"fleiss_kappa": one.kappa, "krippendorff_alpha": one.alpha} if many else {"cohen_kappa": one.kappa}
    )
    return {
        "tag": one.tag,
        "statements": one.statements,
        "times": one.times,
        "observed": one.observed,
        **kappas,
    }
