"""What same texts, nearly the same ones and stories are recognised by: a row of the table of signatures.

Digest and MinHash signature are made of the words alone, so that capitals, punctuation, line breaks and the shape of
quotation marks do not count. The signature (Broder 1997) is a sample of the text's runs of words: the share of places
at which two signatures agree estimates the share of runs that the texts have in common, their Jaccard similarity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

import pyarrow as arrow
from datasketch import MinHash

from analysis.article import Article
from analysis.corpus.terms import KEPT, terms_of

# Words in a row that are compared. Five seldom recur by chance in another telling, and a changed word spares the rest.
RUN = 5
# Places of a signature: the estimate of a similarity of 0.7 has a standard error of 0.04.
PLACES = 128
SEED = 1
DIGEST_BYTES = 16
# The headline of a shorter text belongs to it: "Read more on our site." is not one article under many headlines.
SHORT = 50

SIGNATURE_FIELDS: list[tuple[str, arrow.DataType, str]] = [
    ("article", arrow.int64(), "The article’s number"),
    ("digest", arrow.binary(DIGEST_BYTES), "BLAKE2b digest of the words; the same for articles of the same text"),
    ("runs", arrow.int32(), f"Different runs of {RUN} words in the body"),
    ("minhash", arrow.binary(4 * PLACES), f"MinHash of these runs: {PLACES} numbers of 32 bits, lowest byte first"),
    ("date", arrow.date32(), "When it was published"),
    ("terms", arrow.list_(arrow.int32()), f"Up to {KEPT} words that tell what it is about, as numbers of 24 bits"),
    ("counts", arrow.list_(arrow.uint8()), "How often each occurs; those of the headline count more"),
    ("zipfs", arrow.list_(arrow.uint8()), "Frequency of each in English, in tenths of the Zipf scale"),
]

_APOSTROPHES_AND_JOINTS = re.compile("['\u2018\u2019\u00ad\u200b-\u200d\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")


def signature_of(number: int, article: Article) -> dict[str, Any]:
    """Return the row of an article in the table of signatures.

    Args:
        number: the article's number.
        article: the article; the body is what is compared, and the headline only if the body is short.
    """
    words = plain_words(article.body)
    compared = words if len(words) >= SHORT else [*plain_words(article.headline), "\n", *words]
    runs, terms = runs_of(words), terms_of(article)
    return {
        "article": number,
        "digest": blake2b(" ".join(compared).encode(), digest_size=DIGEST_BYTES).digest(),
        "runs": len(runs),
        "minhash": _minhash(runs),
        "date": date.fromisoformat(article.date) if article.date else None,
        "terms": terms.numbers,
        "counts": terms.counts,
        "zipfs": terms.zipfs,
    }


def plain_words(text: str) -> list[str]:
    """Return the words of a text, in lower case and without marks: "Don’t" and "DON'T" are both "dont"."""
    plain = unicodedata.normalize("NFKC", _APOSTROPHES_AND_JOINTS.sub("", text)).casefold()
    return _WORD.findall(plain)


def runs_of(words: Sequence[str]) -> set[str]:
    """Return the different runs of :data:`RUN` words; none if there are fewer words."""
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def _minhash(runs: set[str]) -> bytes:
    """Return the least hash values. The order of the runs, which differs between processes, has no say in them."""
    sample = MinHash(num_perm=PLACES, seed=SEED, scheme="affine32")
    sample.update_batch([run.encode() for run in runs])
    return bytes(sample.hashvalues.astype("<u4").tobytes())
