"""The forms of a verb by rule, from the few that cues.toml gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

from store.claims.words import fold

Kind: TypeAlias = Literal["past", "present", "participle", "masdar", "noun", "expected"]
Gender: TypeAlias = Literal["m", "f"]

_PRONOUNS: Mapping[str, Gender] = {"ه": "m", "ها": "f", "هم": "m", "هما": "m"}


def clitics(kind: Kind) -> tuple[tuple[str, bool], ...]:
    """What may stand before a form of that kind, and whether it begins a clause."""
    if kind == "present":
        return ("", False), ("و", True), ("ف", True), ("ل", False), ("ول", False)
    if kind == "masdar":
        return ("", False), ("و", False), ("ب", False), ("ل", False), ("وب", False), ("ول", False)
    return ("", False), ("و", True), ("ف", True)


def verb_forms(record: Mapping[str, Any]) -> Iterator[tuple[str, Kind, Gender, bool, bool]]:
    """The forms of a verb: folded form, kind, gender, whether plural, whether with a pronoun."""
    kind: Kind
    pronouns = ("", *_PRONOUNS) if record.get("pronoun") else ("",)
    for kind, persons in (
        ("past", _past(fold(record["past"]))),
        ("present", _present(fold(record["present"]))),
    ):
        for form, gender, plural in persons:
            for pronoun in pronouns:
                yield form + pronoun, kind, gender, plural, bool(pronoun)
    if record.get("negated"):
        for form, gender in _jussive(fold(record["present"])):
            yield form, "present", gender, False, False
    if "participle" in record:
        for form, gender, plural in _participle(fold(record["participle"])):
            yield form, "participle", gender, plural, False
    if "adverb" in record:
        yield fold(record["adverb"]), "participle", "m", False, False
    if "masdar" in record:
        stem = fold(record["masdar"])
        yield stem, "masdar", "m", False, False
        for pronoun, gender in _PRONOUNS.items():
            yield (
                stem.removesuffix("ة") + ("ت" if stem.endswith("ة") else "") + pronoun,
                "masdar",
                gender,
                False,
                True,
            )


def _past(word: str) -> Iterator[tuple[str, Gender, bool]]:
    """The third persons of the perfect."""
    weak = word[-1] in "ىا" and len(word) > 2
    stem = word[:-1] if weak else word
    yield word, "m", False
    yield stem + "ت", "f", False
    yield stem + "يا" if weak else stem + "ا", "m", True
    yield stem + "تا", "f", True
    yield stem + "وا", "m", True


def _present(stem: str) -> Iterator[tuple[str, Gender, bool]]:
    """The third persons of the imperfect."""
    base = stem[:-1] if stem[-1] in "يىو" else stem
    yield "ي" + stem, "m", False
    yield "ت" + stem, "f", False
    yield "ي" + stem + "ان", "m", True
    yield "ت" + stem + "ان", "f", True
    yield "ي" + base + "ون", "m", True
    yield "ي" + base + "وا", "m", True


def _jussive(stem: str) -> Iterator[tuple[str, Gender]]:
    """The singular of the imperfect behind لم, where it is another than elsewhere: لم ينف."""
    if stem[-1] in "يىو":
        yield "ي" + stem[:-1], "m"
        yield "ت" + stem[:-1], "f"


def _participle(word: str) -> Iterator[tuple[str, Gender, bool]]:
    """The accusatives of the active participle, as they stand after a verb."""
    stem = word[:-1] if word[-1] == "ي" else word
    yield word + "ا", "m", False
    yield word + "ة", "f", False
    yield stem + "ين", "m", True
    yield word + "تين", "f", True
    yield word + "ات", "f", True
