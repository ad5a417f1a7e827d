"""A person's own cues: found, before those of the package, and refused in one line where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import store.claims
from store.analysis import analyse, check_cues
from store.claims.extract import EXTRACTOR
from store.errors import InvalidFormat

TEXT = "هطلت أمطار غزيرة على الساحل.\nودندن وزير النقل بأن الجسر جاهز."
OWN = """
[[verb]]
past = "دندن"
present = "دندن"
participle = "مدندن"
follow = ["that"]
polarity = "predicts"
"""


@pytest.fixture
def cues(tmp_path: Path) -> Path:
    path = tmp_path / "cues.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_a_verb_of_ones_own_is_a_cue(cues: Path) -> None:
    assert analyse(TEXT)[1].claims == ()
    found = analyse(TEXT, cues)[1]
    (claim,) = found.claims
    assert (claim.speaker, claim.content, claim.polarity) == ("وزير النقل", "الجسر جاهز", "predicts")
    assert claim.why.startswith("دندن")


def test_the_version_says_that_there_were_others(cues: Path) -> None:
    first = analyse(TEXT, cues)[1].extractor
    assert analyse(TEXT)[1].extractor == EXTRACTOR
    assert first.startswith(f"{EXTRACTOR}+")


def test_a_preposition_of_ones_own_attributes(tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_text('[[attribution]]\nwords = ["استنادا", "إلى"]\n', encoding="utf-8")
    text = "هطلت أمطار غزيرة على الساحل.\nأغلق الجسر صباح اليوم، استنادا إلى وزارة النقل."
    assert [claim.speaker for claim in analyse(text, path)[1].claims] == ["وزارة النقل"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[[verb]", "no TOML"),
        ("\x00", "no TOML"),
        ('verb = "قال"', "[[verb]]"),
        ("[[verbs]]\npast = 1", "did you mean verb?"),
        ('[[verb]]\npast = "دندن"\npresent = "دندن"', "follow is missing"),
        (OWN + "quotes = true", "did you mean quote?"),
        (OWN.replace('"predicts"', '"denied"'), "asserts, denies"),
        (OWN.replace('["that"]', '"that"'), "follow has to be a list"),
        (OWN + 'only = "دندن"', "only has to be a list of words"),
        (OWN.replace('past = "دندن"', 'past = ""'), "past has to be a word"),
        (OWN.replace('past = "دندن"', 'past = "ـ"'), "past has to be a word"),
        (OWN.replace('past = "دندن"', 'past = "دندن على"'), "past has to be a word"),
        (OWN.replace('["that"]', '["objct"]'), 'a list of "that", "object", "how" and prepositions'),
        (OWN.replace('["that"]', "[[]]"), "follow has to be a list"),
        ("[[attribution]]\nwords = []", "words has to be a list of one"),
        ('[[attribution]]\nwords = ["نقلا", ""]', "words has to be a list of one"),
        ('[[noun]]\nwords = ["حملة"]\nverbs = []\nfollow = ["على"]', "verbs has to be a list of one"),
    ],
)
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, body: str, said: str) -> None:
    path = tmp_path / "cues.toml"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(InvalidFormat) as refused:
        check_cues(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_every_entry_of_the_package_may_be_a_persons_own() -> None:
    check_cues(Path(store.claims.__path__[0]) / "cues.toml")


def test_of_an_endless_file_no_more_is_read_than_cues_may_take() -> None:
    with pytest.raises(InvalidFormat, match="larger than 1 MB"):
        check_cues(Path("/dev/zero"))


def test_a_folder_is_no_file_of_cues(tmp_path: Path) -> None:
    with pytest.raises(InvalidFormat, match="cannot be read"):
        check_cues(tmp_path)


def test_what_the_packages_entries_may_say_a_persons_may_too(tmp_path: Path) -> None:
    own = tmp_path / "cues.toml"
    own.write_text(
        """
[[verb]]
past = "دندن"
present = "دندن"
follow = ["that"]
behind = "عن"

[[verb]]
past = "طنطن"
present = "طنطن"
follow = ["object"]
needs = ["مسؤولية"]
polarity = "accuses"
""",
        encoding="utf-8",
    )
    text = (
        "هطلت أمطار غزيرة على الساحل.\nودندنت الوكالة عن وزير النقل أن الجسر جاهز."
        "\nوطنطن الوزير الشركة مسؤولية التأخير.\nوطنطن الوزير الجسر."
    )
    first, second = analyse(text, own)[1].claims
    assert (first.speaker, first.content) == ("وزير النقل", "الجسر جاهز")
    assert (second.content, second.polarity) == ("الشركة مسؤولية التأخير", "accuses")


def test_the_cases_in_which_the_packages_verbs_report_nothing_hold_for_a_persons_too(tmp_path: Path) -> None:
    own = tmp_path / "cues.toml"
    own.write_text(
        """
[[verb]]
past = "ادندن"
present = "دندن"
follow = ["that", "how", "object"]
not_before = ["دليل"]
sight = true
first_person = true
event = true
""",
        encoding="utf-8",
    )

    def contents(sentence: str) -> list[str]:
        return [claim.content for claim in analyse(sentence, own)[1].claims]

    before = "هطلت أمطار غزيرة على الساحل.\n"
    assert contents(before + "ودندن الوزير أن الجسر جاهز.") == []
    assert contents(before + "وادندن الوزير أن الجسر جاهز.") == ["الجسر جاهز"]
    assert contents(before + "وادندن الوزير كيف بني الجسر.") == ["كيف بني الجسر"]
    assert contents(before + "هذا ادندن دليل على أن الجسر جاهز.") == []
    assert contents(before + "لكن الوزير ادندن أن الجسر جاهز.") == []
    assert contents(before + "وعندما تدندن الوزارة أن الجسر جاهز.") == []
    assert contents("الوزير يدندن عودة الجسر\nهطلت أمطار.") == ["عودة الجسر"]
    assert contents("الوزير يدندن الجسر\nهطلت أمطار.") == []
