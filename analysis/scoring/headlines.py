"""How far one body carries its headline: what a row must hold, and what it gives, whatever the body's length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.article import Article, Part
from analysis.headline import CREDIT, MAXIMUM_HEADLINE_WORDS, judge
from analysis.headline.case import Case, Judgement
from analysis.headline.sensationalism import LOADED
from analysis.headline.similarity import similarity
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.scoring.rows import Row, RowError, text_of
from analysis.words import WORD

HEADLINE, BODY = Part.HEADLINE.value, Part.BODY.value


@dataclass(frozen=True, slots=True)
class HeadlineScores:
    """What a headline and the body under it have in common.

    Attributes:
        supported_share: % of the headline's elements, own and quoted, that the body carries, 0 to 100; None if the
            headline says nothing that can be checked.
        sensationalism_gap: loaded terms per 100 own words of the headline, less those of the body; None if one of them
            has no own words.
        similarity: likeness of the headline's own words to the closest sentence, 0 to 1; None if it has no own words.
        judgements: on each element, in the order of the text.
    """

    supported_share: float | None
    sensationalism_gap: float | None
    similarity: float | None
    judgements: tuple[Judgement, ...]


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
        "elements": [_element(judgement, reading) for judgement in scores.judgements],
    }


def _element(judgement: Judgement, reading: Reading) -> Mapping[str, object]:
    span = judgement.element.span
    text = reading.article.quote(span)
    return {"start": span.start, "end": span.end, "text": text, "verdict": judgement.verdict.value}


def headline_scores(reading: Reading, resources: Resources) -> HeadlineScores:
    """Score a headline against its body as the headline dimension does, but whatever the body's length."""
    case = Case(reading, resources.lexicons)
    judgements = judge(case)
    credits = [CREDIT[judgement.verdict] for judgement in judgements]
    in_headline, in_body = (_loaded_rate(reading, part) for part in Part)
    return HeadlineScores(
        supported_share=100 * sum(credits) / len(credits) if credits else None,
        sensationalism_gap=None if in_headline is None or in_body is None else in_headline - in_body,
        similarity=similarity(case, Voice.OWN).value,
        judgements=judgements,
    )


def _loaded_rate(reading: Reading, part: Part) -> float | None:
    """Return the loaded terms per 100 own words of one part, 100 at most; None if it has no own words."""
    n_words = reading.document.words(Voice.OWN, part)
    n_loaded = sum(
        reading.document.voice_at(part, match.span.start) is Voice.OWN
        for match in reading.terms[LOADED]
        if match.span.part is part
    )
    return 100 * min(n_loaded, n_words) / n_words if n_words else None
