"""The styles of everything that the panes draw.

Sixteen-colour names, so that they follow the terminal's own palette and cost few bytes over SSH; Textual
turns them into a theme's colours where one is set. Nothing here is bold or italic: some terminals shape each
run of one style by itself, and bold breaks right-to-left words there. What a colour says is also said by a
sign, an underline or a bar, for NO_COLOR. In code and not in CSS, whose rules are parsed at every start.
"""

from __future__ import annotations

import os
from functools import cache

from rich.color import Color, ColorParseError, ColorSystem
from rich.style import Style

DIM = Style(dim=True)
KEY = Style(color="green")
MARK = Style(color="yellow")

TITLE = Style(color="cyan")
CLAIM = Style(underline=True)
STATEMENT = Style(color="bright_white", bgcolor="blue")
_NO_COLOR = bool(os.environ.get("NO_COLOR"))
CHOSEN = Style(reverse=True) if _NO_COLOR else Style(color="black", bgcolor="yellow")
"""The claim chosen in the sidebar."""
CHOSEN_TEXT = Style(underline=True) + (Style(reverse=True) if _NO_COLOR else Style(color="bright_yellow"))
"""The same claim in the article, where the ground tells the statement."""

SELECTED = Style(color="cyan", bgcolor="black", reverse=True)
"""What is selected in the article; reversed, and so to be seen without colours."""

MOVING = Style(underline=True)
"""Its end that the keys move, upon that."""
SPAN = Style(reverse=True) if _NO_COLOR else Style(underline=True)
"""A span that is annotated; its tag's colour comes upon it."""

REJECTED = Style(strike=True)
"""A claim that is none; it says so in words too."""
FOUND = Style(reverse=True) if _NO_COLOR else Style(color="black", bgcolor="green")
"""What a search has found."""
FOUND_HERE = (
    Style(reverse=True, underline=True) if _NO_COLOR else Style(color="black", bgcolor="bright_yellow")
)
"""The one of them that the cursor is on."""

SPEAKER = Style(color="cyan")
TAGS = Style(color="green")

CURSOR = Style(color="bright_white", bgcolor="blue")
"""The item under the cursor of the list that has the focus."""
RESTING = Style(color="bright_blue")
"""The same where the focus is elsewhere."""

RULE = Style(color="bright_black")
FOCUS = Style(color="green", reverse=True)
MESSAGE = Style(color="green")
ERROR = Style(color="red", reverse=True)


@cache
def of_tag(colour: str) -> Style:
    """A tag's colour, as one of the terminal's sixteen; none for a name that is no colour's."""
    try:
        parsed = Color.parse(colour)
    except ColorParseError:
        return Style()
    return Style(color=parsed.downgrade(ColorSystem.STANDARD))
