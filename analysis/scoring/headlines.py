"""How far one body carries its headline: what a row must hold, and what it gives, whatever the body's length."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.article import Article, Part
from analysis.headline import MAXIMUM_HEADLINE_WORDS, headline_scores
from analysis.headline.case import Judgement
from analysis.reading import Reading, Resources
from analysis.scoring.rows import Row, RowError, text_of
from analysis.words import WORD

HEADLINE, BODY = Part.HEADLINE.value, Part.BODY.value


def headlined_article_of(row: Row) -> Article:
    """Return a row's ``headline`` and ``body`` as an article.

    Raises:
        RowError: if one of them is missing, not text, longer than an article or without a word, or if the headline is
            too long to be one.
    """
    article = Article(text_of(row, HEADLINE), text_of(row, BODY))
    if (n_words := len(WORD.findall(article.headline))) > MAXIMUM_HEADLINE_WORDS:
        raise RowError(
            f"“{HEADLINE}” has {n_words:,} words ({MAXIMUM_HEADLINE_WORDS} at most); give the headline alone, and the "
            f"text under it as “{BODY}”."
        )
    return article


def carried(reading: Reading, resources: Resources) -> Mapping[str, object]:
    """Return the scores of a headline and the verdict on each of its elements, as a row has them."""
    scores = headline_scores(reading, resources)
    return {
        "supported_share": scores.supported_share,
        "sensationalism_gap": scores.sensationalism_gap,
        "similarity": scores.similarity,
        "stance": scores.stance.name.value,
        "elements": [_element(judgement, reading) for judgement in scores.judgements],
    }


def _element(judgement: Judgement, reading: Reading) -> Mapping[str, object]:
    span = judgement.element.span
    text = reading.article.quote(span)
    return {"start": span.start, "end": span.end, "text": text, "verdict": judgement.verdict.value}
