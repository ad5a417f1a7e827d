"""What `store`, the command and its help say: every sentence in Arabic too, and none that nobody says."""

from __future__ import annotations

import ast
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import click
import pytest

import store
import tui
from store import errors
from store.errors import Message, NotFound, StoreError
from tests.support.places import ROOT
from tests.tui.test_catalogue import fields
from tui.catalogue import FSI, PDI, catalogue, parts, sentences
from tui.cli.clicking import paragraphs
from tui.cli.commands import newsread

SOURCES = sorted(
    path
    for package in (store, tui)
    for path in Path(package.__file__ or "").parent.rglob("*.py")
    if path.parent.name != "rtl"
)
SAYING = {"Message", "Misfit", "say", "tell", "refuse", "Unfit", "_message", "_unknown"} | {
    name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, StoreError)
}
"""What is called with a sentence."""
UTTERING = {"UsageError", "ClickException", "BadParameter", "confirm", "fail"}
"""Click's own, which take a sentence that has been said, never one of their own."""
CLICKS = ("Usage:", "Options", "Commands", "Show this message and exit.", "required")
"""What click writes into a help by itself."""


def literals(node: ast.AST) -> set[str]:
    """The string literals in a piece of code."""
    return {
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def said_in(source: str) -> tuple[set[str], list[str]]:
    """The sentences that a source says, and the calls in it whose sentence is put together on the spot."""
    tree = ast.parse(source)
    constants: dict[str, ast.expr] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
            constants |= dict.fromkeys(names, statement.value)
    found: set[str] = set()
    wrong: list[str] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        if not node.args:
            continue
        first = node.args[0]
        if isinstance(node.func, ast.Name) and name in SAYING:
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
            elif isinstance(first, ast.Name) and first.id in constants:
                found |= literals(constants[first.id])
            elif isinstance(first, ast.Subscript) and isinstance(first.value, ast.Name):
                table = constants.get(first.value.id, first)
                for one in table.values if isinstance(table, ast.Dict) else [table]:
                    found |= literals(one)
            elif isinstance(first, ast.JoinedStr | ast.BinOp):
                wrong.append(f"{node.lineno}: {ast.unparse(node)}")
        elif name in UTTERING and isinstance(first, ast.JoinedStr | ast.BinOp | ast.Constant):
            wrong.append(f"{node.lineno}: {ast.unparse(node)}")
    return found, wrong


def helped() -> Iterator[str]:
    """The sentences of the command's help."""
    commands: list[click.Command] = [newsread]
    while commands:
        command = commands.pop()
        if isinstance(command, click.Group):
            context = click.Context(command)
            commands += filter(
                None, (command.get_command(context, name) for name in command.list_commands(context))
            )
        yield from paragraphs(command.help)
        yield from filter(None, paragraphs(command.epilog))
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.help:
                yield " ".join(parameter.help.split())


SAID = {
    sentence: path.relative_to(ROOT)
    for path in SOURCES
    for sentence in sorted(said_in(path.read_text(encoding="utf-8"))[0])
}


class TestTheCode:
    @pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
    def test_keeps_the_values_apart_from_its_sentences(self, path: Path) -> None:
        assert said_in(path.read_text(encoding="utf-8"))[1] == []

    @pytest.mark.parametrize(
        "line",
        [
            'raise NotFound(f"no tag {name}")',
            'tell("no tag " + name)',
            'raise click.UsageError("give a tag")',
            'raise click.ClickException(f"no tag {name}")',
        ],
    )
    def test_a_sentence_that_cannot_be_translated_would_be_found(self, line: str) -> None:
        assert said_in(line)[1]


class TestTheSentences:
    @pytest.mark.parametrize("sentence", sorted(SAID))
    def test_what_is_said_is_in_the_catalogue(self, sentence: str) -> None:
        if _words(sentence):
            assert sentence in sentences(), f"{SAID[sentence]}: add it to tui/sentences.toml"

    @pytest.mark.parametrize("sentence", sorted({*helped(), *CLICKS}))
    def test_what_the_help_says_is_in_the_catalogue(self, sentence: str) -> None:
        assert sentence in sentences()

    @pytest.mark.parametrize("english", sorted(sentences()))
    def test_is_arabic_and_takes_the_same_fields(self, english: str) -> None:
        arabic = sentences()[english]
        assert any("\u0600" <= character <= "\u06ff" for character in arabic) or not _words(english)
        assert fields(arabic) == fields(english)
        assert not any("\u0600" <= character <= "\u06ff" for character in english)

    def test_none_is_kept_that_nobody_says(self) -> None:
        click_package = Path(click.__file__).parent
        spoken = {*helped(), *CLICKS, *(os.strerror(code).lower() for code in errno.errorcode)}
        for path in SOURCES:
            spoken |= literals(ast.parse(path.read_text(encoding="utf-8")))
        own = {english for part, found in parts().items() if part != "click" for english in found}
        assert own - spoken == set()
        by_click = " ".join(path.read_text(encoding="utf-8") for path in click_package.glob("*.py"))
        assert [one for one in set(parts()["click"]) - spoken if _words(one) not in by_click] == []

    def test_none_stands_twice(self) -> None:
        assert sum(map(len, parts().values())) == len(sentences())


def _words(sentence: str) -> str:
    """The first words of a sentence between its fields."""
    pieces = (literal.strip(" .;:,()[]") for literal, *_ in Formatter().parse(sentence))
    return next((piece for piece in pieces if any(map(str.isalpha, piece))), "")


class TestAnError:
    def test_is_english_in_a_traceback(self) -> None:
        error = NotFound("no article with the id {id}", id="a1")
        assert str(error) == "no article with the id a1"
        assert catalogue("en").error(error) == str(error)

    def test_is_said_in_arabic_with_its_values(self) -> None:
        said = catalogue("ar").error(NotFound("no article with the id {id}", id="a1"))
        assert said.endswith(f"{FSI}a1{PDI}")
        assert "article" not in said

    def test_says_the_messages_among_its_values_too(self) -> None:
        error = StoreError("{file}: {problem}", file="a.txt", problem=Message("a PDF"))
        assert str(error) == "a.txt: a PDF"
        assert sentences()["a PDF"] in catalogue("ar").error(error)

    def test_whose_sentence_is_not_known_stays_english(self) -> None:
        assert catalogue("ar").error(StoreError("unheard of: {x}", x=1)) == "unheard of: 1"

    def test_without_values_may_hold_braces(self) -> None:
        for words in (catalogue("en"), catalogue("ar")):
            assert words.error(StoreError("{ not a field")) == "{ not a field"
