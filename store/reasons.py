"""Why a claim was found, as a message that can be said in another language.

The reason is kept with the claim as one English line: the entry of its cue, its kind, and what opens it.
"""

from __future__ import annotations

import re

from store.errors import Message

_VERB = re.compile(r"(?P<cue>.+) \((?P<kind>\w+)\) \+ (?P<opener>\w+)")
_SOURCE = re.compile(r"(?P<cue>.+) \(attribution\) (?P<side>before|after) its content")
_KINDS = {
    "past": "past",
    "present": "present",
    "participle": "participle",
    "masdar": "masdar",
    "noun": "noun",
    "expected": "expected",
}
_OPENERS = {
    "that": "that",
    "colon": "colon",
    "quotation": "quotation",
    "preposition": "preposition",
    "object": "object",
    "speech": "speech",
}


def explained(why: str) -> Message:
    """The reason that is kept with a claim; one that is not known stays as it is."""
    verb = _VERB.fullmatch(why)
    if verb is not None and verb["kind"] in _KINDS and verb["opener"] in _OPENERS:
        kind, opener = Message(_KINDS[verb["kind"]]), Message(_OPENERS[verb["opener"]])
        return Message("{cue} ({kind}) + {opener}", {"cue": verb["cue"], "kind": kind, "opener": opener})
    source = _SOURCE.fullmatch(why)
    if source is not None and source["side"] == "before":
        return Message("{cue} (attribution) before its content", {"cue": source["cue"]})
    if source is not None:
        return Message("{cue} (attribution) after its content", {"cue": source["cue"]})
    return Message(why)
