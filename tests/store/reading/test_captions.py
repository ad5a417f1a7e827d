"""Short lines around the prose are names and captions, or the article's own verses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reading.captions import captions

PROSE = (
    "افتتحت البلدية صباح الأحد سوقا جديدة في وسط المدينة بعد عام من العمل وقالت إن السوق تتسع لمئتي بائع"
    " وتفتح أبوابها كل يوم."
)
VERSES = ["تعدو الذئاب على من كلابه نامت", "وتتقي صولة المستأسد الضاري"]


def marked(*lines: str) -> list[str]:
    return [lines[number] for number in sorted(captions(lines))]


@pytest.mark.parametrize("line", ["سلمى حمدي", "د. سالم الهادي", "جانب من السوق الجديدة", "* كاتب وباحث"])
def test_names_and_captions_stand_beside_the_prose(line: str) -> None:
    assert marked("البلدية تفتتح سوقا", line, PROSE) == [line]
    assert marked("البلدية تفتتح سوقا", PROSE, line) == [line]


@pytest.mark.parametrize("before", ["وما أصدق الشاعر حين قال:", "السطر الأخير :", f"{PROSE} وصدق القائل:"])
def test_what_a_line_introduces_is_the_articles_own(before: str) -> None:
    assert marked("السوق", PROSE, before, *VERSES) == []
    assert marked("السوق", PROSE, before, *VERSES, "انتهى كلامه.", "سلمى حمدي") == ["سلمى حمدي"]


def test_a_label_and_a_farewell_introduce_names() -> None:
    assert marked("السوق", PROSE, "شرح الصور:", "جانب من السوق") == ["جانب من السوق"]
    signature = "سالم الهادي - مدير السوق"
    assert marked("السوق", PROSE, "وتقبلوا تحياتي:", signature) == [signature]


def test_a_verse_goes_on_in_the_next_one() -> None:
    assert marked("السوق", PROSE, "جئت، لا أعلم من أين، ولكني أتيت", "ورأيت قدامي طريقا فمشيت") == []


def test_a_line_of_nothing_but_colons_is_looked_at_once() -> None:
    # Once for each colon would take hours.
    assert marked("السوق", PROSE, f"{PROSE}{':' * 1_000_000}س", "سلمى حمدي") == ["سلمى حمدي"]


def test_no_name_begins_as_a_clause_does() -> None:
    lines = ["لا نحتاج في كل بيت سوقا", "تكفينا في كل حي سوق واحدة", "وموعدنا يوم الأحد"]
    assert marked("السوق", PROSE, *lines) == []


@pytest.mark.parametrize(
    "line",
    ["وأضاف مدير السوق أن الأبواب مفتوحة", "فأكدت البلدية أنها لن تغلق السوق", "قال البائع إن السوق قريبة"],
)
def test_what_somebody_says_is_no_caption(line: str) -> None:
    assert marked("السوق", PROSE, line) == []
    assert marked("السوق", line, PROSE) == []


def test_the_headlines_of_news_in_brief_are_no_captions() -> None:
    assert (
        marked("موجز الأخبار", "* سوق جديدة في المدينة", f"* {PROSE}", "* مدرسة في الحي", f"* {PROSE}") == []
    )


def test_a_poem_is_signed_behind_a_dash() -> None:
    poem = ["يضيق الأفق،", "وتتوهج الشمس", "فترسو السفن."]
    assert marked("وجوه", *poem, "- سلمى حمدي") == ["- سلمى حمدي"]
    assert marked("وجوه", *poem, "- سلمى حمدي", "- سالم الهادي") == []
    assert marked("وجوه", *poem, "- 3 أيام") == []
    assert marked("- سلمى حمدي") == []


@given(
    st.lists(st.text(min_size=1, max_size=150).filter(lambda line: line == line.strip() != ""), max_size=12)
)
def test_captions_are_among_the_lines_and_never_the_title(lines: list[str]) -> None:
    assert captions(lines) <= set(range(1, len(lines)))


@pytest.mark.parametrize(
    "line",
    [
        "ولا تزال الأسباب مجهولة حتى الآن",
        "وكانت السوق أغلقت قبل عام",
        "فلم يحضر أحد",
        "وهو أول سوق في المدينة",
    ],
)
def test_a_last_line_that_goes_on_with_a_clause_is_no_caption(line: str) -> None:
    assert marked("البلدية تفتتح سوقا", PROSE, line) == []


@pytest.mark.parametrize("line", ["وليد السماقي", "فهد النوري", "وزير النقل في السوق", "ويليام هارت"])
def test_a_name_may_begin_with_the_letter_of_a_conjunction(line: str) -> None:
    assert marked("البلدية تفتتح سوقا", PROSE, line) == [line]
