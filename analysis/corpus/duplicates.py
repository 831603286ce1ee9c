"""What makes two articles the same text, or nearly: a digest and a MinHash signature each."""

from __future__ import annotations

from typing import Any

import pyarrow as arrow

from analysis.article import Article

SIGNATURE_FIELDS: list[tuple[str, arrow.DataType, str]] = [("article", arrow.int64(), "The article’s number")]


def signature_of(number: int, article: Article) -> dict[str, Any]:
    """Return the row of an article in the table of signatures."""
    return {"article": number}
