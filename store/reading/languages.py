"""The language of a text, told by its letters and its commonest words."""

from __future__ import annotations

import re


def language(text: str) -> str:
    """The ISO 639-1 code of most of `text`, told by its letters; "und" where they do not tell.

    Arabic script is told apart by the letters that only Persian, Urdu, Kurdish or Pashto have; Latin
    script by a few of its commonest words.
    """
    sample = text[:_SAMPLE]
    if not re.search(_ALL_OTHERS, sample) and 2 * _in_arabic_block(sample) > len(sample):
        return "ar"  # Most texts by far; the letters need not be counted.
    counts = {script: sum(map(len, re.findall(pattern, sample))) for script, pattern in _SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return "und"
    if script == "arabic":
        return _arabic_language(sample, counts[script])
    if script == "latin":
        return _latin_language(sample)
    return script


_SAMPLE = 4000
# Compiled by `re` when first needed: most articles need two of them.
_SCRIPTS = {
    "arabic": "[\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06fa-\u06fc]+",
    "latin": "[A-Za-z\u00c0-\u024f]+",
    "he": "[\u05d0-\u05ea]+",
    "ru": "[\u0400-\u04ff]+",
    "el": "[\u0370-\u03ff]+",
    "hy": "[\u0531-\u0587]+",
}
_ARABIC_LETTERS = {
    "ur": "[ٹڈڑںےھہ]",
    "ku": "[ۆێەڕڵ]",
    "ps": "[ټډړږښګۍې]",
    "fa": "[پچژگکی]",
}
_ALL_OTHERS = "|".join(_ARABIC_LETTERS.values())
_LATIN_WORDS = {
    "en": r"\b(?:the|of|and|to|in|is|that|for|was|on|with|said)\b",
    "fr": r"\b(?:le|la|les|des|et|du|une|est|dans|que|pour|qui)\b",
    "de": r"\b(?:der|die|das|und|ist|nicht|mit|den|von|ein|zu|auf)\b",
    "es": r"\b(?:el|los|las|del|que|una|por|con|para|es|se|en)\b",
    "tr": r"\b(?:ve|bir|bu|için|ile|olarak|olan|da|de|daha)\b",
}


def _in_arabic_block(sample: str) -> int:
    """How many code points are from U+0600 to U+06FF: those of which the first byte in UTF-16 is a 6."""
    return sample.encode("utf-16-be", "surrogatepass")[::2].count(6)


def _arabic_language(sample: str, letters: int) -> str:
    """The language of a text in Arabic script, of which `letters` letters were counted.

    Foreign names put a few such letters into Arabic; a text of the other languages is full of them.
    """
    for code, pattern in _ARABIC_LETTERS.items():
        if len(re.findall(pattern, sample)) * 40 > letters:
            return code
    return "ar"


def _latin_language(sample: str) -> str:
    """The language of a text in Latin script by its common words; English if it is plain ASCII."""
    votes = {code: len(re.findall(pattern, sample, re.IGNORECASE)) for code, pattern in _LATIN_WORDS.items()}
    code = max(votes, key=lambda name: votes[name])
    if votes[code]:
        return code
    return "en" if sample.isascii() else "und"
