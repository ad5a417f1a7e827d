"""What an article of a library says about itself."""

from __future__ import annotations

from store.model import About, Article
from store.reading.metadata import read_about


def about_of(article: Article) -> About:
    """Byline, agency and place, from the article's top and its format; and each paragraph's language."""
    return read_about(article.text, article.outline, article.about.byline, article.source)
