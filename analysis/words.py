"""What counts as a word, in which form words are compared, and how common a word is in English."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import islice, takewhile

from wordfreq import get_frequency_dict

# "Don't", "U.S", "3.5" and "long-time" are one word each.
WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
# Zipf frequency (3 is once in a million words) from which a word in capitals is an ordinary word, not a name or an
# unknown abbreviation.
ORDINARY_ZIPF = 3.0
# log10 of a billion: the Zipf scale counts occurrences in a billion words.
BILLION = 9
# Distinct words of some hundred articles; a bound, so that a long run cannot fill the memory.
CACHED_WORDS = 32_768


@lru_cache(maxsize=CACHED_WORDS)
def zipf(word: str) -> float:
    """Return the Zipf frequency of a single lower-case word, 7.7 ("the") down to about 1; 0 for an unknown word.

    The logarithm of its occurrences in a billion words (van Heuven et al. 2014), from wordfreq's list, which is read
    directly: wordfreq's own function tokenises its argument first, which costs more than everything else here.
    """
    frequency = get_frequency_dict("en").get(word, 0.0)
    return math.log10(frequency) + BILLION if frequency else 0.0


@cache  # read-only data; only asked for where a dictionary has stems
def _in_order() -> tuple[str, ...]:
    return tuple(sorted(get_frequency_dict("en")))


def words_beginning(stem: str) -> tuple[str, ...]:
    """Return the words of wordfreq's English list that begin with a stem, in alphabetical order.

    Args:
        stem: in lower case.
    """
    words = _in_order()
    first = bisect_left(words, stem)
    return tuple(takewhile(lambda word: word.startswith(stem), islice(words, first, None)))


def is_ordinary(word: str) -> bool:
    """Whether a word, in whatever capitals, is common enough to be taken for an ordinary word."""
    return zipf(word.lower()) >= ORDINARY_ZIPF


def normal_form(text: str) -> str:
    """Return a text as words are compared: in lower case, with straight apostrophes."""
    return text.lower().replace("’", "'")
