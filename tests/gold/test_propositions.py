"""Propositions and disagreements in stories that were annotated before rules were written for them.

README.md says what the files hold and how they were made. What is reached is held, less a pair or two.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.propositions import (
    EVENTS,
    GROUPS,
    HERE,
    READ,
    SAMPLES,
    UNSEEN,
    rows_of,
    score_disputes,
    score_events,
    score_groups,
    score_samples,
    stories,
)


def test_stories_of_the_press_corpus_are_compared_no_worse(shared: Path) -> None:
    figures = score_groups(shared)
    assert figures["precision"] >= 0.83
    assert figures["recall"] >= 0.37
    assert figures["relation_agree"] >= 0.95


def test_events_that_outlets_dispute_are_compared_no_worse(shared: Path) -> None:
    figures = score_events(shared)
    assert figures["precision"] >= 0.89
    assert figures["recall"] >= 0.39
    assert figures["relation_agree"] >= 0.85


def test_the_sample_articles_are_compared_no_worse(shared: Path) -> None:
    figures = score_samples(shared)
    assert figures["precision"] >= 0.91
    assert figures["recall"] >= 0.34
    assert figures["relation_agree"] >= 0.84


def test_few_statements_that_agree_are_said_to_disagree(shared: Path) -> None:
    found = score_disputes(shared, UNSEEN)
    assert found.agreeing_marked <= 0.02 * found.agreeing


@pytest.mark.parametrize("name", [GROUPS, READ, UNSEEN, EVENTS, SAMPLES])
def test_the_annotation_holds_no_text(name: str) -> None:
    assert json.dumps(stories(name), ensure_ascii=False).isascii()


def test_what_was_read_and_what_was_not_are_other_articles() -> None:
    assert not rows_of(stories(READ)) & (rows_of(stories(UNSEEN)) | rows_of(stories(GROUPS)))


def test_spans_lie_within_the_articles_beside_them() -> None:
    for event in stories(EVENTS):
        for group in event["groups"]:
            for member in group["members"]:
                text = (HERE / EVENTS / f"{member['article']}.txt").read_text(encoding="utf-8")
                assert 0 <= member["start"] < member["end"] <= len(text)
