"""A term in its contexts, across all articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.article import Part
from analysis.corpus.tables import ARTICLES
from analysis.explore.choice import Filter
from analysis.explore.corpus import Corpus
from analysis.explore.sampling import Portion, shuffled

# Of a term; nobody looks for a longer one.
MOST_CHARACTERS = 100
# What is looked through at once: about as much as takes less than a second.
MOST_WORDS = 6_000_000
# Enough to see how a word is used; more are found when they are asked for.
MOST_HITS = 500
MOST_HITS_EACH = 10
# Files read together: as many as keep the cores busy.
TOGETHER = 8
# Characters on each side of a hit.
REACH = 70
_APOSTROPHES = "['’]"
_WHITE = re.compile(r"\s+")


class TermError(ValueError):
    """What was typed is nothing to look for: why, in words for people."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a term stands.

    Attributes:
        article: number of the article.
        outlet: who published it, if known.
        date: of publication, if known.
        part: headline or body.
        left: what stands before it, on one line, cut between words.
        match: the words themselves.
        right: what stands behind.
    """

    article: int
    outlet: str | None
    date: date | None
    part: Part
    left: str
    match: str
    right: str


@dataclass(frozen=True, slots=True)
class Concordance:
    """Places where a term stands.

    Attributes:
        hits: in the order of the articles; at most :data:`MOST_HITS_EACH` of one.
        looked_through: how many articles, those of earlier looks included.
        articles: how many there are to look through.
        next: where to look on; None if all was looked through.
    """

    hits: tuple[Hit, ...]
    looked_through: int
    articles: int
    next: int | None


def pattern_of(term: str) -> re.Pattern[str]:
    """Return what a term is found by: whole words, capitals aside; ``*`` at a word's end stands for any ending.

    Raises:
        TermError: if it is empty, too long, or has a ``*`` elsewhere.
    """
    words = term.split()
    if not words or len(term) > MOST_CHARACTERS:
        raise TermError(f"Type a word or phrase of at most {MOST_CHARACTERS} characters.")
    if any(not re.fullmatch(r"[^*]*\w[^*]*\*?", word) for word in words):
        raise TermError("Every word needs a letter or figure, and * can only stand at the end of a word: protest*.")
    phrase = r"\s+".join(map(_word, words))
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)


def _word(word: str) -> str:
    stem = re.sub(r"['’]", _APOSTROPHES, re.escape(word.removesuffix("*")))
    return stem + (r"\w*" if word.endswith("*") else "")


def concordance(corpus: Corpus, chosen: Filter, term: str, *, begin: int = 0) -> Concordance:
    """Look for a term in headlines and bodies.

    A result too large to be looked through at once is looked through file by file, in a random order of the files
    that is always the same, until :data:`MOST_WORDS` are read or :data:`MOST_HITS` found; ``next`` goes on from there.

    Args:
        corpus: the result.
        chosen: which articles count.
        term: see :func:`pattern_of`.
        begin: where to begin; what an earlier look gave as ``next``.

    Raises:
        TermError: if it is nothing to look for.
    """
    pattern = pattern_of(term)
    portions = shuffled(corpus, chosen)
    hits: list[Hit] = []
    place, words = begin, 0
    while place < len(portions) and words < MOST_WORDS and len(hits) < MOST_HITS:
        together = portions[place : place + TOGETHER]
        hits += _hits(corpus, chosen, pattern, together)
        place += len(together)
        words += sum(portion.words for portion in together)
    hits.sort(key=lambda hit: hit.article)
    looked_through = sum(portion.articles for portion in portions[:place])
    articles = sum(portion.articles for portion in portions)
    return Concordance(tuple(hits), looked_through, articles, place if place < len(portions) else None)


def _hits(corpus: Corpus, chosen: Filter, pattern: re.Pattern[str], portions: Sequence[Portion]) -> Iterator[Hit]:
    sql, values = chosen.condition()
    parts = [portion.part for portion in portions]
    # The database's own patterns know neither what stands before nor letters of all alphabets, so it only finds the
    # articles that may have the term.
    rough = pattern.pattern.removeprefix(r"(?<!\w)").removesuffix(r"(?!\w)").replace(r"\w*", "")
    rows = corpus.rows(
        f"""SELECT article, outlet, date, headline, body FROM read_parquet(?)
        WHERE (regexp_matches(body, ?, 'i') OR regexp_matches(headline, ?, 'i')) AND article IN (
            SELECT article FROM articles WHERE part IN (SELECT unnest(?)) AND {sql}
        ) ORDER BY article""",  # noqa: S608
        [corpus.files(ARTICLES, parts), rough, rough, parts, *values],
    )
    for article, outlet, published, headline, body in rows:
        places = [
            (part, text, match)
            for part, text in ((Part.HEADLINE, headline or ""), (Part.BODY, body or ""))
            for match in pattern.finditer(text)
        ]
        for part, text, match in places[:MOST_HITS_EACH]:
            left, right = _around(text, match.start(), match.end())
            yield Hit(article, outlet, published, part, left, _WHITE.sub(" ", match[0]), right)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a place on one line, each cut between words at about :data:`REACH`."""
    # Twice as much is read as is shown, for white space that becomes one blank.
    before = _WHITE.sub(" ", text[max(0, start - 2 * REACH) : start])
    after = _WHITE.sub(" ", text[end : end + 2 * REACH])
    if len(before) > REACH:
        before = f"…{before[-REACH:].partition(' ')[2]}"
    if len(after) > REACH:
        after = f"{after[:REACH].rpartition(' ')[0]}…"
    return before, after
