"""What an article is about: the words of its headline and lead, and the names in all of it, each with a weight.

They are kept as numbers, as feature hashing does (Weinberger et al. 2009), so that articles can be compared without a
common vocabulary; and with how common they are in English, so that few articles can be compared as well as many.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b

from analysis.article import Article
from analysis.words import zipf

# News tells first what happened; later on only names are taken, since background is about other events.
LEAD = 150
# A word of the headline counts as often as four in the lead.
HEADLINE_WEIGHT = 4
# The heaviest are kept. Half of them serve as well, more of them no better.
KEPT = 64
# Numbers of terms: two of one article's seldom share one of 16 million.
TERM_NUMBERS = 1 << 24
# Words that no list knows are this rare: one in a hundred million, most of them names.
UNKNOWN_ZIPF = 1.0
# Length that word frequencies are turned into shares of articles with, in words.
ARTICLE_WORDS = 300
MOST_COUNTED = 255

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVE = re.compile("['’]s$")


@dataclass(frozen=True, slots=True)
class Terms:
    """What an article is about; the heaviest terms, ordered by number.

    Attributes:
        numbers: of the terms, 0 to :data:`TERM_NUMBERS` - 1.
        counts: how often each occurs, those of the headline with their weight, 1 to 255.
        zipfs: frequency of each in English, in tenths of the Zipf scale: 10 (unknown) to about 77 ("the").
    """

    numbers: list[int]
    counts: list[int]
    zipfs: list[int]


def terms_of(article: Article) -> Terms:
    """Return what an article is about."""
    counts: Counter[str] = Counter()
    for match in _WORD.finditer(article.headline):
        counts[_plain(match.group())] += HEADLINE_WEIGHT
    for place, match in enumerate(_WORD.finditer(article.body)):
        if place < LEAD or match.group()[0].isupper():
            counts[_plain(match.group())] += 1
    tenths = {word: round(10 * max(zipf(word), UNKNOWN_ZIPF)) for word in counts}
    heaviest = sorted(counts, key=lambda word: (-counts[word] * rarity(tenths[word]), word))[:KEPT]
    found = {_number(word): (min(counts[word], MOST_COUNTED), tenths[word]) for word in reversed(heaviest)}
    numbers = sorted(found)
    return Terms(numbers, [found[number][0] for number in numbers], [found[number][1] for number in numbers])


def rarity(tenths: float) -> float:
    """Return minus the logarithm of the share of articles in which a word of a Zipf frequency, in tenths, occurs."""
    return -math.log(article_share(tenths))


def article_share(tenths: float) -> float:
    """Return the share of articles in which a word of a Zipf frequency, in tenths, occurs, 0 to 1 (Poisson)."""
    return -math.expm1(-ARTICLE_WORDS * 10 ** (tenths / 10 - 9))


def _plain(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower().replace("’", "").replace("'", "")


def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest()) % TERM_NUMBERS
