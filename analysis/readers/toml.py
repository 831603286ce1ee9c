"""TOML that anybody may bring: parsed in bounded time, or refused with the remedy."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from analysis.article import ArticleError
from analysis.readers.encoding import decode

# The parser takes hours for a key of a million parts (``a.a.a…``), and no reader here knows a key of more than two.
MOST_PARTS = 50
_PART = r"""(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY = re.compile(rf"(?:{_PART}\.[ \t]*+){{{MOST_PARTS}}}", re.ASCII)


def toml_table(content: bytes) -> dict[str, Any]:
    """Return the table in a TOML file.

    Args:
        content: the file's bytes, of a size that the caller has bounded.

    Raises:
        ArticleError: if it is no TOML, or nested too deeply. The message begins with a verb; whoever knows the file's
            name puts it in front.
    """
    text = decode(content)
    if _LONG_KEY.search(text):
        raise ArticleError(f"is not valid TOML: it has a key of more than {MOST_PARTS} parts. Mend that line.")
    try:
        return tomllib.loads(text)
    except ValueError as error:  # a number of thousands of digits is one without being TOML's own error
        raise ArticleError(f"is not valid TOML: {error}. Mend that line.") from error
    except RecursionError as error:
        raise ArticleError("is not valid TOML: it is nested too deeply. Mend that line.") from error
