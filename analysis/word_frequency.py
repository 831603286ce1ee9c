"""How common a word is in English, on the Zipf scale."""

from __future__ import annotations

import math
from functools import lru_cache

from wordfreq import get_frequency_dict

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
