"""Web addresses: one page at a person's request, from public addresses only, within bounds of size and time."""

from __future__ import annotations

from analysis.article import Article, ArticleError


def read_page(url: str) -> Article:
    raise ArticleError("cannot be read yet.")
