"""Makes `forms.tsv`: words whose stem the endings alone would get wrong, from simplemma's Arabic dictionary.

Run as `python -m store.search.generate_forms`. The table
is in the tree, so that nobody else needs simplemma (MIT), its 33 MB or its third of a second. In it are

- broken plurals, with the stem of their singular;
- nouns and names that seem to have an ending and do not (جامعة, لبنان) and would be another noun without it;
- nouns whose first letter seems to be a clitic and is not (كمال, بلاد) and that would be another without it;
- nouns that begin with lam, which is written once where ل and the article stand before it (للجنة).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from store.search.folding import letters, light

_ARABIC = re.compile(r"[\u0621-\u064a]+")
_LONGEST = 8
"""Letters of a broken plural."""
_KEPT_ENDINGS = ("ان", "ون", "ين", "ات", "ه")
_NAME_ENDINGS = ("ان", "ون", "ين")
_NOTHING: Mapping[str, str] = {}


def table(lemmas: Mapping[str, str]) -> dict[str, str]:
    """Folded word -> stem, from a dictionary of forms and their lemmas."""
    nouns = {word for word in set(lemmas.values()) if lemmas.get("ال" + word) == word}
    stems: dict[str, set[str]] = defaultdict(set)
    for noun in nouns:
        stems[light(letters(noun), _NOTHING)].add(letters(noun))
    forms: dict[str, str] = {}
    for noun in nouns:
        word = letters(noun)
        cut = light(word, _NOTHING)
        looks_inflected = word != cut and word.endswith(_KEPT_ENDINGS) and len(stems[cut]) > 1
        is_short = word.endswith(_KEPT_ENDINGS[:4]) and len(word) == 4
        has_clitic = word[0] in "وفبك" and light(word[1:], _NOTHING) in stems and len(word) > 3
        if looks_inflected or is_short:
            forms[word] = word
        elif has_clitic or word[0] == "ل":
            forms[cut] = cut
            forms[word] = cut
    for name in set(lemmas.values()) - nouns:
        word = letters(name)
        cut = light(word, _NOTHING)
        if word.endswith(_NAME_ENDINGS) and cut != word and cut in stems:
            forms[word] = word
    for form, lemma in lemmas.items():
        is_noun = lemma in nouns or (lemma.startswith("م") and len(lemma) > 3)
        if form != lemma and is_noun and lemmas.get("ال" + form) == lemma and 3 <= len(form) <= _LONGEST:
            word, singular = letters(form), light(letters(lemma), forms)
            if word not in forms and light(word, forms) != singular and not _inflected(form, lemma, lemmas):
                forms[word] = singular
    return forms


def _inflected(form: str, lemma: str, lemmas: Mapping[str, str]) -> bool:
    """Whether `form` is an elative with an ending, a feminine, or spelled like an adjective."""
    word = letters(form)
    is_elative = letters(lemma).startswith("ا") and word.endswith(_KEPT_ENDINGS)
    is_feminine = word.endswith(("ات", "تان", "تين")) and not lemma.endswith("ة")
    is_spelled_alike = len(form) > 4 and form.endswith("ى") and lemmas.get(form[:-1] + "ي", lemma) != lemma
    return is_elative or is_feminine or is_spelled_alike


def made() -> str:
    """What stands in `forms.tsv`. Needs simplemma."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    known = DefaultDictionaryFactory().get_dictionary("ar")
    lemmas = {form: lemma for form, lemma in known.items() if _ARABIC.fullmatch(form + lemma)}
    origin = (
        f"# Made by generate_forms.py from the Arabic dictionary of simplemma {version('simplemma')} (MIT).\n"
    )
    return origin + "".join(f"{word}\t{stem}\n" for word, stem in sorted(table(lemmas).items()))


def main() -> None:
    """Write the table beside this file."""
    Path(__file__).with_name("forms.tsv").write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
