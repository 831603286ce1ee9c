"""One measure on many rows: generators of dicts over iterables of dicts, in order and in bounded memory.

A row that cannot be scored comes back as ``{"id", "error"}``; the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from analysis.article import Article
from analysis.batches import batches
from analysis.document import parse_many
from analysis.models import Models, SentenceInContext, TargetSentiment
from analysis.reading import Resources, read_closely
from analysis.scoring.ease import readability_of
from analysis.scoring.frames import framed
from analysis.scoring.headlines import carried, headlined_article_of
from analysis.scoring.rows import (
    BATCH_CHARACTERS,
    BATCH_ROWS,
    ERROR,
    ID,
    Item,
    Row,
    RowError,
    check,
    size_of,
    target_of,
    text_of,
)

Scored = Mapping[str, object]
Rows = Iterable[Row | RowError]


def score_sentences(rows: Rows, models: Models) -> Iterator[Scored]:
    """Say of each sentence, and of each of its words, how likely it is loaded.

    Args:
        rows: each with ``text`` and, if it has one, ``id``.
        models: those that read words in context.

    Yields:
        For each row, in order, its ``id`` (or its number, from 0), ``loaded_probability`` (0 to 1) and ``words``: each
        with ``start``, ``end`` (characters of the text) and ``probability`` (0 to 1).
    """
    return _scored(rows, text_of, lambda texts: map(_sentence, models.sentences.read(texts)))


def score_targets(rows: Rows, models: Models) -> Iterator[Scored]:
    """Say what each text says about the target marked in it.

    Args:
        rows: each with ``text``, ``start``, ``end`` (characters of the text) and, if it has one, ``id``.
        models: those that read words in context.

    Yields:
        For each row, in order, its ``id`` (or its number, from 0) and the probabilities ``negative``, ``neutral`` and
        ``positive``, which add up to 1.
    """
    return _scored(rows, target_of, lambda targets: map(_sentiment, models.targets.read(targets)))


def score_readability(rows: Rows, resources: Resources, models: Models) -> Iterator[Scored]:
    """Say how hard each text is to read, however short it is.

    Args:
        rows: each with ``text`` and, if it has one, ``id``.
        resources: lexicons and pipeline.
        models: those that read words in context, for the grade.

    Yields:
        For each row, in order, its ``id`` (or its number, from 0), ``grade`` (US school grade, higher = harder),
        ``ease`` (higher = easier) and the value of each formula by its name.
    """

    def work(texts: Sequence[str]) -> Iterator[Scored]:
        articles = (Article("", text) for text in texts)
        documents = parse_many(articles, resources.pipeline, resources.lexicons)
        return (readability_of(document, models) for document in documents)

    return _scored(rows, text_of, work)


def score_headlines(rows: Rows, resources: Resources) -> Iterator[Scored]:
    """Say of each headline how far the body under it carries it, however short the body is.

    Args:
        rows: each with ``headline``, ``body`` and, if it has one, ``id``.
        resources: lexicons and pipeline; models if meaning counts beside words.

    Yields:
        For each row, in order, its ``id`` (or its number, from 0), ``supported_share`` (0 to 100 %),
        ``sensationalism_gap`` (per 100 words, higher = headline more loaded than the body) and ``similarity`` (0 to 1),
        each None if it cannot be computed, and ``elements``: each with ``start``, ``end`` (characters of the headline),
        ``text`` and ``verdict``.
    """

    def work(articles: Sequence[Article]) -> Iterator[Scored]:
        return (carried(reading, resources) for reading in read_closely(articles, resources, sentiment=False))

    return _scored(rows, headlined_article_of, work)


def score_frames(rows: Rows, resources: Resources) -> Iterator[Scored]:
    """Say of each text how many of its sentences evoke each frame, however few they are.

    Args:
        rows: each with ``text`` and, if it has one, ``id``.
        resources: lexicons and pipeline; models if meaning counts beside words.

    Yields:
        For each row, in order, its ``id`` (or its number, from 0), ``frames``: for each frame by its name the share of
        sentences that evoke it (0 to 100 %), and ``episodic``: of the sentences that point to a single event or to
        context those that point to the event (0 to 100 %). A share is None if there is no sentence to count.
    """

    def work(texts: Sequence[str]) -> Iterator[Scored]:
        articles = (Article("", text) for text in texts)
        return (framed(reading, resources) for reading in read_closely(articles, resources, sentiment=False))

    return _scored(rows, text_of, work)


def _scored(
    rows: Rows, item_of: Callable[[Row], Item], work: Callable[[Sequence[Item]], Iterator[Scored]]
) -> Iterator[Scored]:
    checked = (check(row, number, item_of=item_of) for number, row in enumerate(rows))
    for batch in batches(checked, size_of, most_items=BATCH_ROWS, most_size=BATCH_CHARACTERS):
        results = work([row.item for row in batch if not isinstance(row.item, RowError)])
        for row in batch:
            scored = {ERROR: str(row.item)} if isinstance(row.item, RowError) else next(results)
            yield {ID: row.identity, **scored}


def _sentence(read: SentenceInContext) -> Scored:
    words = [{"start": word.start, "end": word.end, "probability": word.probability} for word in read.words]
    return {"loaded_probability": read.loaded, "words": words}


def _sentiment(read: TargetSentiment) -> Scored:
    return {"negative": read.negative, "neutral": read.neutral, "positive": read.positive}
