"""The words of the reader: complete in each language, and the only ones that people are shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import tui
from tui.actions import ACTIONS
from tui.catalogue import FSI, PDI, Language, catalogue, entries, language_of, sentences

TUI = Path(tui.__file__).parent
SOURCES = [
    TUI / "app.py",
    TUI / "cli" / "doctor.py",
    TUI / "tag_names.py",
    *sorted((TUI / "screens").glob("*.py")),
    *sorted(path for path in (TUI / "widgets").glob("*.py") if not path.name.startswith("editor")),
]

SHOWN_BY = {
    *("Header", "Static", "say", "show", "line", "snug", "hint", "visual", "notify"),
    *("SourceList", "ArticleList", "ClaimList", "ArticleView", "ItemList"),
}
"""What is called to show a text; a literal that holds a word is not to be given to it."""

SHOWING_KEYWORDS = {"placeholder", "empty", "title", "label", "message", "tooltip", "description", "help"}

LOOK_UPS = {"words", "_words", "query_one", "query"}

WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[^\W\d_]{2,}[,:;]? [^\W\d_]+")


def literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The string literals in `node` and their lines, but not keys, ids and classes, which are looked up."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    looks_up = (isinstance(node, ast.Call) and name_of(node) in LOOK_UPS) or (
        isinstance(node, ast.keyword) and node.arg in {"id", "classes"}
    )
    if not looks_up:
        for child in ast.iter_child_nodes(node):
            yield from literals(child)


def name_of(call: ast.Call) -> str:
    """The last part of the name that is called."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def untranslated(source: str) -> list[str]:
    """The literals in `source` that people would see and that no catalogue holds, with their lines."""
    tree = ast.parse(source)
    found: set[tuple[int, str]] = set()
    apart = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    styles = {
        id(one)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and any(getattr(target, "id", "") in {"DEFAULT_CSS", "BOX", "CSS"} for target in node.targets)
        for one in ast.walk(node)
    }
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in apart | styles:
            # Nothing but what people read has words with spaces between them.
            if SENTENCE.search(one.value):
                found.add((one.lineno, one.value))
        elif isinstance(one, ast.Call):
            shown = [*one.args] if name_of(one) in SHOWN_BY else []
            shown += [keyword.value for keyword in one.keywords if keyword.arg in SHOWING_KEYWORDS]
            if name_of(one) == "Binding":
                shown += one.args[2:]
            for part in shown:
                found.update(one for one in literals(part) if WORD.search(one[1]))
    return [f"{line}: {text}" for line, text in sorted(found)]


def asked_for(source: str) -> set[str]:
    """Patterns of the keys that `source` asks a catalogue for: literals as they are, fields as `.+`."""
    patterns: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in entries():
            patterns.add(re.escape(node.value))
        if isinstance(node, ast.Call) and name_of(node) in {"words", "_words"} and node.args:
            key = node.args[0]
            if isinstance(key, ast.Constant):
                patterns.add(re.escape(str(key.value)))
            elif isinstance(key, ast.JoinedStr):
                patterns.add(
                    "".join(
                        re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                        for part in key.values
                    )
                )
    return patterns


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


class TestTheWords:
    @pytest.mark.parametrize("key", sorted(entries()))
    def test_every_key_has_a_text_in_both_languages(self, key: str) -> None:
        texts = entries()[key]
        assert set(texts) == {"en", "ar"}
        assert texts["en"].strip() or key == "status.comma"
        assert re.search("[\u0600-\u06ff]", texts["ar"]) or "{count:" in texts["ar"]
        assert not re.search("[\u0600-\u06ff]", texts["en"])

    @pytest.mark.parametrize("key", sorted(entries()))
    def test_both_languages_take_the_same_fields(self, key: str) -> None:
        assert fields(entries()[key]["en"]) == fields(entries()[key]["ar"])

    def test_every_key_that_is_asked_for_is_there_and_the_others_are_not_kept(self) -> None:
        patterns = set().union(*(asked_for(path.read_text(encoding="utf-8")) for path in SOURCES))
        for pattern in patterns:
            assert any(re.fullmatch(pattern, key) for key in entries()), pattern
        for key in entries():
            assert any(re.fullmatch(pattern, key) for pattern in patterns), key

    def test_every_action_has_a_label_a_group_and_its_hint(self) -> None:
        keys = set(entries())
        assert {f"action.{action.id}" for action in ACTIONS} == {k for k in keys if k.startswith("action.")}
        assert {f"group.{action.group}" for action in ACTIONS} == {k for k in keys if k.startswith("group.")}
        hinted = {f"hint.{action.id}" for action in ACTIONS if action.hinted}
        assert hinted == {k for k in keys if k.startswith("hint.")}

    def test_a_text_put_in_keeps_its_own_direction(self) -> None:
        assert catalogue("ar")("status.exported", format="csv", path="/a/b").endswith(f"{FSI}/a/b{PDI}")
        assert catalogue("en")("status.claim", number=1, count=7) == "claim 1/7"

    def test_keys_are_those_of_actions_and_written_as_the_settings_have_them(self) -> None:
        named = re.compile(r"\{key:([^}]*)\}")
        ids = {action.id for action in ACTIONS}
        for texts in entries().values():
            english, arabic = (sorted(named.findall(texts[language])) for language in ("en", "ar"))
            assert english == arabic
            assert ids.issuperset(english)
        assert catalogue("en", {"undo": "ctrl+u"})("status.marked-read") == "marked read · ctrl+u undoes"
        assert catalogue("ar", {"undo": "]"})("status.marked-read").endswith(f"{FSI}]{PDI}")

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_a_table_parsed_by_itself_has_the_texts_of_the_whole(self, language: Language) -> None:
        texts = catalogue(language).texts
        assert {key: texts[key] for key in texts} == {key: text[language] for key, text in entries().items()}
        assert "status" not in texts

    def test_a_key_or_a_field_that_is_not_there_is_an_error(self) -> None:
        with pytest.raises(KeyError):
            catalogue("en")("status.unheard-of")
        with pytest.raises(KeyError):
            catalogue("en")("status.claim", number=1)


class TestTheCode:
    @pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(TUI)))
    def test_shows_no_words_of_its_own(self, path: Path) -> None:
        assert untranslated(path.read_text(encoding="utf-8")) == []

    @pytest.mark.parametrize(
        "line",
        [
            'self.status.say("undone")',
            'self.status.say("undone" if done else self.words("status.undone"))',
            'self.status.say(f"undone {thing}")',
            'yield Header("Keys")',
            'ItemList("empty", id="list")',
            'LineEditor(placeholder="tag")',
            'Binding("q", "leave", "close")',
            'EMPTY = "No articles here"',
        ],
    )
    def test_a_word_of_its_own_would_be_found(self, line: str) -> None:
        assert untranslated(line)

    @pytest.mark.parametrize(
        "line",
        [
            'self.status.say(self.words("status.undone"))',
            'ItemList(words("tags.new"), id="tags")',
            'line(f"  {shown} · ", width, style)',
            'Binding("q", "leave")',
            '"""A docstring of some words."""',
        ],
    )
    def test_what_is_no_word_is_left_alone(self, line: str) -> None:
        assert untranslated(line) == []


class TestTheLanguage:
    @pytest.mark.parametrize(
        ("setting", "environment", "language"),
        [
            ("auto", {}, "en"),
            ("auto", {"LANG": "ar_EG.UTF-8"}, "ar"),
            ("auto", {"LANG": "ar"}, "ar"),
            ("auto", {"LANG": "ar.UTF-8"}, "ar"),
            ("auto", {"LANG": "ar_EG.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
            ("auto", {"LANG": "ar_EG.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
            ("auto", {"LC_ALL": "", "LANG": "ar_LB.UTF-8"}, "ar"),
            ("auto", {"LANG": "arn_CL.UTF-8"}, "en"),
            ("en", {"LANG": "ar_EG.UTF-8"}, "en"),
            ("ar", {"LANG": "de_DE.UTF-8"}, "ar"),
        ],
    )
    def test_is_that_of_the_setting_or_of_the_locale(
        self, setting: str, environment: dict[str, str], language: str
    ) -> None:
        assert language_of(setting, environment) == language


def test_the_colon_of_a_field_stays_behind_it_in_arabic() -> None:
    texts = [*(text["ar"] for text in entries().values()), *sentences().values()]
    outside = [re.sub(f"{FSI}[^{PDI}]*{PDI}", "", text) for text in texts]
    assert [
        text for text in outside if re.search(r"\b(has|is|before|after|source|tag|speaker):(\W|$)", text)
    ] == []
