"""The objects of a JSON array, or one after the other without one, a piece of the file at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TextIO

from analysis.scoring.json_lines import object_of
from analysis.scoring.rows import RowError
from analysis.scoring.tables import MOST_LINE_CHARACTERS, Numbered, TableError, undamaged

# Characters read at once: some twenty articles.
PIECE = 1 << 16
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder(object_pairs_hook=object_of)


def json_values(place: object, stream: TextIO) -> Iterator[Numbered]:
    """Yield the number of each value, from 1, and the value if it is an object.

    Args:
        place: what to call the file in messages.
        stream: its text.

    Raises:
        TableError: where it is damaged, or a value has more than :data:`MOST_LINE_CHARACTERS` characters: what comes
            after cannot be found.
    """
    return undamaged(place, _values(place, _Text(stream)))


def _values(place: object, text: _Text) -> Iterator[Numbered]:
    in_array = text.sign() == "["
    if in_array:
        text.skip()
    number = 0
    while (sign := text.sign()) and not (in_array and sign == "]"):
        number += 1
        try:
            value = text.value()
        except (ValueError, RecursionError) as error:
            raise TableError(
                place, f"is not JSON from item {number} on ({error}); correct it there, or save it as .jsonl."
            ) from error
        yield number, value if isinstance(value, Mapping) else RowError("the item is not a JSON object.")
    if in_array and not sign:
        raise TableError(place, f"breaks off after item {number}; restore it and start anew.")


class _Text:
    """A text of which only the part that is being read is held."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._held = ""
        self._at = 0

    def sign(self) -> str:
        """Return the next character that parts no values, and stay before it; nothing at the end."""
        while True:
            between = _BETWEEN.match(self._held, self._at)
            self._at = between.end() if between else self._at
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._read(PIECE):
                return ""

    def skip(self) -> None:
        """Go past one character."""
        self._at += 1

    def value(self) -> object:
        """Go past a value and return it.

        Raises:
            ValueError, RecursionError: if there is none, or one too long.
        """
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except ValueError:
                # Twice as much each time, so that a long value is not read over and over.
                held = len(self._held) - self._at
                if held > MOST_LINE_CHARACTERS or not self._read(max(PIECE, held)):
                    raise
                continue
            # A number that ends with what is held may go on behind it.
            if end < len(self._held) or not self._read(PIECE):
                self._at = end
                return value

    def _read(self, characters: int) -> bool:
        more = self._stream.read(characters)
        if more:
            self._held, self._at = self._held[self._at :] + more, 0
        return bool(more)
