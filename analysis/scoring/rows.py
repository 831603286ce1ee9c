"""Rows of a table: what one must hold to be scored, and what is wrong with one that does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite, isnan
from numbers import Integral
from typing import Generic, TypeAlias, TypeVar

from analysis.article import Article
from analysis.document import MAXIMUM_CHARACTERS
from analysis.models import Target

Row: TypeAlias = Mapping[str, object]
Identity: TypeAlias = str | int | float
Item = TypeVar("Item", str, Target, Article)

ID, TEXT, START, END, ERROR = "id", "text", "start", "end", "error"
# What makes a stretch of characters a word, for the parse as for the readability formulas.
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# Enough to keep every core busy, little enough that progress shows and memory stays small whatever the table's length.
BATCH_ROWS = 256
BATCH_CHARACTERS = MAXIMUM_CHARACTERS


class RowError(ValueError):
    """What is wrong with a row, or with one of its values, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Checked(Generic[Item]):
    """One row, checked.

    Attributes:
        identity: its ``id``, or its number.
        item: what is scored, or why it cannot be.
    """

    identity: Identity
    item: Item | RowError


def check(row: Row | RowError, number: int, *, item_of: Callable[[Row], Item]) -> Checked[Item]:
    """Take from a row what is scored.

    Args:
        row: the row, or why it could not be read.
        number: which row it is, from 0.
        item_of: takes it from the row, raising a :class:`RowError` if it cannot.
    """
    identity: Identity = number
    try:
        if isinstance(row, RowError):
            raise row
        identity = identity_of(row, number)
        return Checked(identity, item_of(row))
    except RowError as error:
        return Checked(identity, error)


def identity_of(row: Row, number: int) -> Identity:
    """Return a row's ``id`` as it is, or the row's number if it has none.

    Raises:
        RowError: if the ``id`` is neither text nor a number.
    """
    value = _value(row, ID)
    if value is None:
        return number
    if isinstance(value, str) and _is_unicode(value):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and isfinite(value):
        return value
    raise RowError("“id” is neither text nor a number; give it one of them, or leave it out to get the row's number.")


def text_of(row: Row, key: str = TEXT) -> str:
    """Return a text of a row, by its column.

    Raises:
        RowError: if it is missing, not text, longer than an article or without a word.
    """
    text = _value(row, key)
    if text is None:
        raise RowError(f"“{key}” is missing; give the row a {key}, or leave the row out.")
    if not isinstance(text, str):
        raise RowError(f"“{key}” is not text; put it between quotation marks.")
    if not LETTER_OR_DIGIT.search(text):
        raise RowError(f"“{key}” holds no word; give the row a {key}, or leave the row out.")
    if len(text) > MAXIMUM_CHARACTERS:
        raise RowError(f"“{key}” has {len(text):,} characters ({MAXIMUM_CHARACTERS:,} at most); split it.")
    if not _is_unicode(text):
        raise RowError(f"“{key}” holds bytes that are not UTF-8, or half a character; save the table as UTF-8.")
    return text


def target_of(row: Row) -> Target:
    """Return a row's ``text`` with the target that ``start`` and ``end`` mark.

    Raises:
        RowError: if one of them is missing, the target does not lie in the text or holds no word.
    """
    text, start, end = text_of(row), _offset(row, START), _offset(row, END)
    if not 0 <= start < end <= len(text):
        raise RowError(
            f"the target {start}–{end} does not lie in the text: start must be less than end, and end at most "
            f"{len(text)}; count characters from 0, with end after the last."
        )
    if not LETTER_OR_DIGIT.search(text, start, end):
        raise RowError(f"the target {start}–{end} holds no word; mark the words that name the target.")
    return Target(text, start, end)


def size_of(row: Checked[Item]) -> int:
    """Return the characters that are to be read; none of a row that cannot be scored."""
    item: str | Target | Article | RowError = row.item
    if isinstance(item, RowError):
        return 0
    if isinstance(item, Article):
        return len(item.headline) + len(item.body)
    return len(item.text if isinstance(item, Target) else item)


def _value(row: Row, key: str) -> object:
    """Return a value, None if there is none; tables write "not a number" where a number is missing."""
    value = row.get(key)
    if isinstance(value, RowError):
        raise value
    return None if isinstance(value, float) and isnan(value) else value


def _offset(row: Row, key: str) -> int:
    value = _value(row, key)
    if value is None:
        raise RowError(f"“{key}” is missing; say where the target is, counting characters from 0.")
    if isinstance(value, float) and value.is_integer():  # how a table stores whole numbers when some are missing
        return int(value)
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise RowError(f"“{key}” is not a whole number; count characters from 0.")
    return int(value)


def _is_unicode(text: str) -> bool:
    """Whether a text can be written as UTF-8: it holds no half of a surrogate pair and no byte that was not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
