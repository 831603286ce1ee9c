"""Web pages: the article and what the page says about it, through trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sized

from analysis.article import Article, ArticleError
from analysis.readers.encoding import decode

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_HEAD = 4_096
# The largest news pages have some 10,000 elements. The extractor compares neighbours with each other, so that ten times
# as many take hundreds of times as long.
MAXIMUM_ELEMENTS = 30_000
MAXIMUM_CHILDREN = 3_000
_PASTE = "copy the article's text and paste it."


def parse_html(content: bytes, *, declared: str | None = None, url: str | None = None) -> Article:
    """Extract the article from a page.

    Args:
        content: the page's bytes.
        declared: the encoding that the server named; it goes before what the page names.
        url: the page's address.

    Raises:
        ArticleError: if the bytes are not text, or hold no article.
    """
    meta = _DECLARED.search(content[:_HEAD])
    text = decode(content, declared=declared or (meta[1].decode("ascii", "replace") if meta else None))
    try:
        return _extract(text, url)
    except ArticleError:
        raise
    except Exception as error:  # pages break the extractor in many ways, deep nesting (RecursionError) among them
        raise ArticleError(f"is not a web page that can be read; {_PASTE}") from error


def _extract(text: str, url: str | None) -> Article:
    from trafilatura import bare_extraction, load_html  # here, since it takes half a second to import

    tree = load_html(text)
    if tree is not None:
        _refuse_maze(tree.iter())
        page = bare_extraction(tree, url=url, with_metadata=True, include_comments=False, include_tables=False)
    if tree is None or page is None or isinstance(page, dict):
        raise ArticleError(f"holds no article that could be found; {_PASTE}")
    return Article(
        page.title or "",
        "\n\n".join((page.text or "").split("\n")),
        outlet=page.sitename,
        byline=page.author,
        date=page.date,
        url=page.url or url,
    )


def _refuse_maze(elements: Iterable[Sized]) -> None:
    children = [len(element) for element in elements]
    if len(children) > MAXIMUM_ELEMENTS or max(children) > MAXIMUM_CHILDREN:
        raise ArticleError(f"has too many parts to be a news page; {_PASTE}")
