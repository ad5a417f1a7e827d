"""`newsread log` and `orphans`: for people, and as an object a line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import get_args

import pytest

from store.db.events import Event
from store.db.log import Action
from store.library import Library
from store.model import ClaimVerdict, Span, Subject
from tests.support.command import Run
from tui.catalogue import sentences
from tui.cli.log import ACTIONS
from tui.output import harmless


def test_the_log_is_one_object_a_line(run: Run, annotated: str) -> None:
    entries = [json.loads(line) for line in run("log", "--json").out.splitlines()]
    assert [(one["annotator"], one["action"]) for one in entries] == [
        ("tester", "annotate"),
        ("omar", "annotate"),
    ]
    assert entries[0]["changes"][0]["after"]["note"] == "=1+1"
    assert len(run("log", "--json", "--annotator", "omar").out.splitlines()) == 1
    assert run("log", "--since", "2999-01-01").out == ""


@pytest.mark.parametrize("action", [*get_args(Action), *get_args(Event), "undo", "redo"])
def test_every_action_has_a_name_in_both_languages(action: str) -> None:
    assert ACTIONS[action] in sentences()


def test_the_log_for_people(run: Run, annotated: str) -> None:
    lines = run("log").out.splitlines()
    assert "tester" in lines[0]
    assert "+verified +note" in lines[1]
    assert all(map(harmless, lines))


def test_verdicts_and_relations_are_in_the_language_of_the_run(
    run: Run, annotated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(Path(os.environ["NEWSREAD_LIBRARY"]), "tester", create=False) as library:
        article = library.article(annotated)
        span = Span(0, 5)
        library.verdicts.give(annotated, span, ClaimVerdict("rejected"))
        start = Subject(annotated, span, "statement", article.sha256)
        library.links.add(start, Subject(annotated, Span(6, 9), "statement", article.sha256), "supports")
    for language, said in (("ar", ("+مرفوض", "+يؤيد")), ("en", ("+rejected", "+supports"))):
        monkeypatch.setenv("LC_ALL", "ar_SY.UTF-8" if language == "ar" else "C.UTF-8")
        assert all(one in run("log").out for one in said)


def test_on_a_terminal_what_was_changed_is_indented(run: Run, annotated: str) -> None:
    head, change, *_ = run("log", "--shaped").out.splitlines()
    assert head.startswith(" #1")
    assert change.startswith("     +verified")


def test_what_was_marked_read_is_a_line_with_the_number(run: Run, annotated: str) -> None:
    with Library.open(Path(os.environ["NEWSREAD_LIBRARY"]), "tester", create=False) as library:
        library.mark_all_read()
        library.undo()
    marked, undone = run("log").out.splitlines()[-2:]
    assert marked.split("  ")[2:] == ["tester", "mark read", "1 article"]
    assert undone.split("  ")[2:] == ["tester", "undo", "#3"]
    assert json.loads(run("log", "--json").out.splitlines()[2])["detail"] == {"marked": [annotated]}


def test_orphans_are_listed(run: Run, annotated: str, outlet: Path) -> None:
    assert run("orphans").err == "newsread: no annotation is orphaned\n"
    (outlet / "bridge.txt").write_text("نص آخر تماما\n", encoding="utf-8")
    run("index", str(outlet))
    assert "حصيلة" in run("orphans").out
    found = [json.loads(line) for line in run("orphans", annotated, "--json").out.splitlines()]
    assert {one["state"] for one in found} == {"orphaned"}
    assert run("orphans", "--json", "--annotator", "omar").out.count("\n") == 1
