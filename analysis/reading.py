"""One article made ready for the measures: its document, its actors and the lexicon terms found in it.

Measures share a reading, so that nothing is looked for twice and no measure needs another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from analysis.actors import Actor, find_actors
from analysis.article import Article, Part, Span
from analysis.batches import batches
from analysis.decisions import ADDED_REASON, BY_READER, Decision, Decisions
from analysis.document import DEFAULT_PIPELINE, Document, load_pipeline, parse_many
from analysis.document import under_headline as document_under
from analysis.in_context import VoicedSentence, sentiment_toward, voiced_sentences
from analysis.lexicon import LEXICONS_FOLDER, Category, Lexicons, load_lexicons
from analysis.matching import Match, Matcher, TermMatcher
from analysis.models import MODELS_FOLDER, Models, TargetSentiment, load_models
from analysis.quotations import Quotation
from analysis.results import Finding
from analysis.words import WORD

NOTHING_DECIDED = Decisions()
# A batch: enough sentences that most have others of their length beside them. Parsing and holding one takes up to
# 400 MB beside the 400 MB of what is loaded. An article longer than that is a batch of its own.
MOST_ARTICLES, MOST_CHARACTERS = 16, 100_000


@dataclass(frozen=True, repr=False)  # it would fill pages with word lists
class Resources:
    """What analysing needs beyond the article; loaded once by the caller and passed in.

    Attributes:
        lexicons: the word knowledge.
        pipeline: the spaCy pipeline.
        matcher: the terms of all dimensions.
        models: the encoders that read words in context; None to do without them.
    """

    lexicons: Lexicons
    pipeline: Language
    matcher: Matcher
    models: Models | None = None


def load_resources(pipeline: str = DEFAULT_PIPELINE, *, models: Path | None = MODELS_FOLDER) -> Resources:
    """Load the lexicons, an installed English spaCy pipeline and the models.

    Args:
        pipeline: name or path of the pipeline.
        models: folder of the models; None to do without them: word lists and rules alone are some three times faster.

    Raises:
        LexiconError: if a lexicon file does not load.
        ArticleError: if the pipeline is not installed.
        ModelError: if a model's file is missing or altered.
    """
    lexicons = load_lexicons(LEXICONS_FOLDER)
    language = load_pipeline(pipeline)
    matcher = TermMatcher(lexicons.categories.values(), language)
    return Resources(lexicons, language, matcher, load_models(models) if models else None)


@dataclass(frozen=True)
class Reading:
    """What every measure starts from.

    Attributes:
        document: the parsed article.
        actors: who is in the story, most mentioned first.
        terms: lexicon matches by dimension, in the order of the text.
        in_context: what the loaded-language model makes of each sentence, by voice; empty without models.
        toward: what the target-sentiment model makes of mentions, by the mention's span: of the most mentioned actors,
            each one's first mention in a sentence; empty if they were not read.
        decisions: what a reader has decided about the marks; measures count accordingly.
    """

    document: Document
    actors: tuple[Actor, ...]
    terms: Mapping[str, tuple[Match, ...]]
    in_context: tuple[VoicedSentence, ...] = ()
    toward: Mapping[Span, TargetSentiment] = field(default_factory=dict)
    decisions: Decisions = NOTHING_DECIDED

    @cached_property
    def embeddings(self) -> dict[Span, NDArray[np.float32]]:
        """What each sentence means as 384 numbers of length 1, by its span, whole sentences; empty without models."""
        sums: dict[Span, NDArray[np.float32]] = {}
        for voiced in self.in_context:
            weighed = voiced.embedding * voiced.sentence.words(voiced.voice)
            sums[voiced.sentence.span] = sums.get(voiced.sentence.span, 0) + weighed
        return {span: total / (np.linalg.norm(total) or 1) for span, total in sums.items()}

    @property
    def article(self) -> Article:
        """The article as supplied."""
        return self.document.article

    @cached_property
    def _mentioned(self) -> dict[Part, list[tuple[Span, Actor]]]:
        """By part: mentions with their actors, in the order of the text; mentions never overlap."""
        mentioned = [(mention.span, actor) for actor in self.actors for mention in actor.mentions]
        mentioned.sort(key=lambda mention: mention[0])
        return {part: [mention for mention in mentioned if mention[0].part is part] for part in Part}

    def actor_at(self, span: Span) -> Actor | None:
        """Return the actor mentioned within (or around) a span, the first if there are several."""
        mentioned = self._mentioned[span.part]
        position = bisect_right(mentioned, span.start, key=lambda mention: mention[0].end)
        if position == len(mentioned):
            return None
        first, actor = mentioned[position]
        return actor if first.start < span.end else None

    def actor_speaking(self, quotation: Quotation) -> Actor | None:
        """Return the actor named by a quotation's speaker.

        Of several it is the one that the words end with: in "Treasury Secretary Nora Quist" not the Treasury speaks.
        """
        if (speaker := quotation.speaker) is None:
            return None
        return self.actor_at(replace(speaker, start=speaker.end - 1)) or self.actor_at(speaker)

    def speaker_of(self, quotation: Quotation) -> str | None:
        """Return the speaker's name: the actor it resolves to, or else the words that name the speaker."""
        if quotation.speaker is None:
            return None
        actor = self.actor_speaking(quotation)
        return actor.name if actor else self.article.quote(quotation.speaker)

    def words_quoted(self, quotation: Quotation) -> int:
        """Return the number of words between the marks of a quotation."""
        return len(WORD.findall(self.article.quote(quotation.inner)))

    def finding(
        self,
        span: Span,
        *,
        category: str,
        reason: str,
        source: str,
        weight: float = 1.0,
        alternative: str | None = None,
        fair_when: str | None = None,
        subject: str | None = None,
        about: Span | None = None,
    ) -> Finding:
        """Make a finding: quote, voice and speaker follow from the span, so that they cannot disagree with the text."""
        attribution = self.document.attribution_at(span.part, span.start)
        return Finding(
            span=span,
            quote=self.article.quote(span),
            category=category,
            reason=reason,
            source=source,
            voice=self.document.voice_at(span.part, span.start),
            weight=weight,
            speaker=self.speaker_of(attribution) if attribution else None,
            alternative=alternative,
            fair_when=fair_when,
            subject=subject,
            about=about,
        )

    def rule_finding(self, span: Span, category: Category) -> Finding:
        """Make the finding of a category's rule; ``{quote}`` in the category's reason becomes the words found."""
        return self.finding(
            span,
            category=category.key,
            reason=category.reason.replace("{quote}", self.article.quote(span)),
            source=f"rule:{category.rule}",
            fair_when=category.fair_when,
        )

    def term_finding(self, match: Match, *, subject: str | None = None) -> Finding:
        """Make the finding of a lexicon match; ``{quote}`` in the term's reason becomes the words found."""
        term = match.term
        return self.finding(
            match.span,
            category=term.category,
            reason=term.reason.replace("{quote}", self.article.quote(match.span)),
            source=f"lexicon:{term.text}",
            weight=term.weight,
            alternative=term.alternative,
            fair_when=term.fair_when,
            subject=subject,
        )

    def decided(self, findings: Iterable[Finding], dimension: str) -> list[Finding]:
        """Return the findings of a dimension as the reader would have them, in the order of the text.

        Without those rejected, with those moved here or added, and with the categories that the reader finds right.
        """
        return self.decisions.applied(findings, dimension, self._by_reader)

    def _by_reader(self, decision: Decision, category: str) -> Finding:
        reason = decision.reason or ADDED_REASON
        return self.finding(decision.span, category=category, reason=reason, source=BY_READER)


def read_closely(articles: Iterable[Article], resources: Resources, *, sentiment: bool = True) -> Iterator[Reading]:
    """Yield the reading of each article, in order.

    Articles are taken, parsed and read by the models in batches of at most :data:`MOST_ARTICLES` and about
    :data:`MOST_CHARACTERS`; what an article's neighbours are changes nothing in its reading.

    Args:
        articles: what to read; no more of them are held than a batch.
        resources: lexicons and pipeline; models to read words in context, too.
        sentiment: whether to read what is said about the actors; a measure that does without is faster without.

    Raises:
        ArticleError: if an article is too long to be one.
    """
    for batch in batches(articles, _length, most_items=MOST_ARTICLES, most_size=MOST_CHARACTERS):
        yield from _read_together(batch, resources, sentiment=sentiment)


def _length(article: Article) -> int:
    return sum(len(article.text(part)) for part in Part)


def _read_together(batch: Sequence[Article], resources: Resources, *, sentiment: bool) -> Iterator[Reading]:
    readings = [
        Reading(document, find_actors(document, resources.lexicons), find_terms(document, resources))
        for document in parse_many(batch, resources.pipeline, resources.lexicons)
    ]
    if resources.models is None:
        return iter(readings)
    sentences = [(reading.document, reading.document.sentences) for reading in readings]
    voiced = voiced_sentences(sentences, resources.models)
    toward: Iterable[dict[Span, TargetSentiment]] = ({} for _ in readings)
    if sentiment:
        toward = sentiment_toward([(reading.document, reading.actors) for reading in readings], resources.models)
    return (
        replace(reading, in_context=in_context, toward=by_mention)
        for reading, in_context, by_mention in zip(readings, voiced, toward, strict=True)
    )


def under_headline(reading: Reading, headline: str, resources: Resources) -> Reading:
    """Return the reading of an article under another headline; what was read of its body is not read again.

    Sentiment toward actors is left out: it would have to be asked anew.

    Raises:
        ArticleError: if the headline is too long to be one.
    """
    document = document_under(reading.document, headline, resources.pipeline, resources.lexicons)
    actors, terms = find_actors(document, resources.lexicons), find_terms(document, resources)
    if resources.models is None:
        return Reading(document, actors, terms)
    new = [sentence for sentence in document.sentences if sentence.span.part is Part.HEADLINE]
    body = [voiced for voiced in reading.in_context if voiced.sentence.span.part is Part.BODY]
    (read,) = voiced_sentences([(document, new)], resources.models)
    return Reading(document, actors, terms, (*read, *body))


def find_terms(document: Document, resources: Resources) -> dict[str, tuple[Match, ...]]:
    """Return the lexicon terms of both parts by dimension, in the order of the text."""
    found = [match for part in Part for match in resources.matcher.matches(document.parsed[part], part)]
    return {
        dimension: tuple(match for match in found if match.category.dimension == dimension)
        for dimension in resources.lexicons.dimensions
    }
