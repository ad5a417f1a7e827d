"""What a search finds, drawn."""

from __future__ import annotations

from rich.style import Style

from store.model import Excerpt, Span
from tui.widgets.results import ResultList


def test_an_excerpt_that_begins_at_a_latin_name_reads_as_its_line_does() -> None:
    line = "قال المتحدث باسم القوات أمس إن وكالة Reuters نقلت الخبر عن مصادر أخرى"
    start = line.index("الخبر")
    excerpt = Excerpt(0, line, (Span(start, start + 5),))
    drawn = "".join(one.text for one in ResultList(str)._excerpt(excerpt, 36, Style()))
    assert drawn.strip() == "ﻯﺮﺧﺃ ﺭﺩﺎﺼﻣ ﻦﻋ ﺮﺒﺨﻟﺍ ﺖﻠﻘﻧ Reuters"
