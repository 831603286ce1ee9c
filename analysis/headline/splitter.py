"""Split a headline into its elements, the most specific first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from analysis.actors import Actor, MentionKind
from analysis.article import Part, Span
from analysis.headline.body_index import BodyIndex
from analysis.headline.elements import Element, ElementKind
from analysis.lexicon import Lexicons
from analysis.quantities import Quantity, load_quantity_reader
from analysis.quotations import QuotationKind
from analysis.reading import Reading
from analysis.vocabulary import STATED, Vocabulary, says_something, stem

# Letters, ampersand, blanks and hyphens before a colon or bar, short enough to be a label.
LABEL = re.compile(r"\s*([\w&’'-]+(?: [\w&’'-]+){0,2})\s?[:|]\s")
# "… | The Harbour Post" or "… - The Harbour Post": the outlet's name after the last separator.
TAIL_SEPARATORS = (" | ", " - ", " – ", " — ")
# Above this share of capitalised words a headline is in title case, where the tagger takes most words for names.
TITLE_CASE_SHARE = 0.7
NAMING = frozenset({"NOUN", "PROPN", "ADJ", "X"})
# A number inside a name of these kinds is part of the name.
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"})
# Names of these kinds are actors, also if they are mentioned only in the headline.
ACTING_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# From here a word is stronger than its plain synonym.
STRONG = 2


def split_headline(
    reading: Reading, vocabulary: Vocabulary, lexicons: Lexicons, index: BodyIndex
) -> tuple[Element, ...]:
    """Return the elements of a headline in the order of the text; none for an empty one.

    Each word that says what happened is in one element: a quotation, an actor, a number, a predicate or a topic, in
    this order of preference. Negation, certainty and intensity say how it is said and may share their words.
    """
    splitter = _Splitter(reading, vocabulary, lexicons, index, _claim_tokens(reading, lexicons))
    return tuple(sorted(splitter.elements(), key=lambda element: (element.span, element.kind)))


def _claim_tokens(reading: Reading, lexicons: Lexicons) -> list[Token]:
    """Return the headline's tokens without a label before it ("Analysis:") and the outlet's name behind it."""
    headline = reading.article.headline
    start, end = 0, len(headline)
    label = LABEL.match(headline)
    if label and label[1].lower() in lexicons.words("headline_labels"):
        start = label.end()
    cut = max(headline.rfind(separator) for separator in TAIL_SEPARATORS)
    if cut > start and headline[cut:].strip(" |-–—").lower() == (reading.article.outlet or "").lower():
        end = cut
    doc = reading.document.parsed[Part.HEADLINE]
    return [token for token in doc if start <= token.idx < end and not token.is_space]


def _is_title_case(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if says_something(token)]
    return bool(words) and sum(not token.is_lower for token in words) > TITLE_CASE_SHARE * len(words)


@dataclass
class _Splitter:
    """Takes elements out of a headline, most specific first."""

    reading: Reading
    vocabulary: Vocabulary
    lexicons: Lexicons
    index: BodyIndex
    tokens: list[Token]
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.title_case = _is_title_case(self.tokens)
        self.verbless = not any(token.pos_ in ("VERB", "AUX") for token in self.tokens)

    def elements(self) -> Iterator[Element]:
        """Yield every element."""
        yield from self._quotations()
        yield from self._numbers()
        yield from self._actors()
        yield from self._manners()
        yield from self._predicates()
        yield from self._topics()
        yield from self._intensities()

    def _element(
        self,
        kind: ElementKind,
        tokens: Sequence[Token],
        *,
        actor: Actor | None = None,
        quantity: Quantity | None = None,
        scope: Token | None = None,
    ) -> Element:
        span = Span(Part.HEADLINE, tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        voice = self.reading.document.voice_at(Part.HEADLINE, span.start)
        return Element(kind, span, tuple(tokens), voice, actor, quantity, scope)

    def _within(self, span: Span) -> list[Token]:
        return [token for token in self.tokens if span.start <= token.idx < span.end and token.i not in self.taken]

    def _take(self, tokens: Sequence[Token]) -> None:
        self.taken.update(token.i for token in tokens)

    def _quotations(self) -> Iterator[Element]:
        for quotation in self.reading.document.quotations:
            if quotation.span.part is Part.HEADLINE and quotation.kind is not QuotationKind.REPORTED:
                inner = [token for token in self._within(quotation.inner) if not token.is_punct]
                if inner:
                    self._take(self._within(quotation.span))
                    yield self._element(ElementKind.QUOTATION, inner)

    def _actors(self) -> Iterator[Element]:
        for actor in self.reading.actors:
            for mention in actor.mentions:
                if mention.span.part is Part.HEADLINE and mention.kind is not MentionKind.PRONOUN:
                    tokens = self._within(mention.span)
                    if tokens and not (self.title_case and len(actor.mentions) == 1):
                        self._take(tokens)
                        yield self._element(ElementKind.ACTOR, tokens, actor=actor)

    def _numbers(self) -> Iterator[Element]:
        for position, quantity in enumerate(load_quantity_reader(self.lexicons).read(self.tokens)):
            tokens = [token for token in self.tokens if quantity.first <= token.i <= quantity.last]
            if any(token.i in self.taken or token.ent_type_ in NAME_LABELS for token in tokens):
                continue
            self._take(tokens)
            counts_entries = quantity.unit in {stem(noun) for noun in self.lexicons.words("list_nouns")}
            if counts_entries and not position and tokens[0] is self.tokens[0]:
                self._take([token for token in self.tokens if stem(token.lemma_) == quantity.unit])
            else:
                yield self._element(ElementKind.NUMBER, tokens, quantity=quantity)

    def _manners(self) -> Iterator[Element]:
        """Yield negations and marks of certainty, which take their words unless they are verbs of their own."""
        for token in self.tokens:
            if token.i in self.taken:
                continue
            lemma = token.lemma_.lower()
            if token.lower_ in self.vocabulary.negations:
                self._take([token])
                if not self._denies(token):
                    continue
                yield self._element(ElementKind.NEGATION, [token], scope=self._scope(token))
            elif self._marks_certainty(token, self.vocabulary.certainty.get(lemma, STATED)):
                if self._speech(token) != "VERB":
                    self._take([token])
                yield self._element(ElementKind.CERTAINTY, [token], scope=self._scope(token))

    def _denies(self, negation: Token) -> bool:
        """Whether a negation denies something: neither a bare answer ("say no") nor a first of two ("not only")."""
        behind = next((other for other in self.tokens if other.i > negation.i), None)
        adds = behind is not None and behind.lower_ in self.lexicons.words("adding_words")
        return not adds and negation.dep_ != "intj" and negation.tag_ != "UH"

    def _marks_certainty(self, token: Token, level: int) -> bool:
        """Whether a word is a mark of certainty here; a hedging verb ("plans") is judged as a predicate."""
        behind = next((other for other in self.tokens if other.i > token.i and not other.is_currency), None)
        if behind is not None and behind.like_num:
            return False  # "almost $2 million" is not unsure, but rounded
        speech = self._speech(token)
        return level > STATED if speech == "VERB" else level != STATED and speech in ("AUX", "ADV", "ADJ")

    def _scope(self, token: Token) -> Token | None:
        """Return the content word that a mark modifies: by the parse, else the next one."""
        governed = [child for child in token.children if token.dep_ == "prep"]
        candidates = [*governed, token.head, *self.tokens[self.tokens.index(token) + 1 :]]
        for candidate in candidates:
            if candidate.i != token.i and self._speech(candidate) in ("VERB", "NOUN", "ADJ") and candidate.is_alpha:
                return candidate
        return None

    def _predicates(self) -> Iterator[Element]:
        for token in self.tokens:
            if token.i in self.taken or token.dep_ in ("aux", "auxpass") or self._speech(token) != "VERB":
                continue
            particle = self.vocabulary.particle_of(token)
            words = [token] if particle is None else [token, particle]
            self._take(words)
            if token.is_alpha and token.lemma_.lower() not in self.vocabulary.light:
                yield self._element(ElementKind.ACTION, words)

    def _topics(self) -> Iterator[Element]:
        """Yield each run of nouns and adjectives, or of names, that no other element has taken."""
        run: list[Token] = []
        for token in self.tokens:
            if token.i not in self.taken and self._speech(token) in NAMING and says_something(token):
                if run and self._is_name(run[-1]) != self._is_name(token):
                    yield self._named(run)
                    run = []
                run.append(token)
            elif run and (token.text != "-" or token.i in self.taken):
                yield self._named(run)
                run = []
        if run:
            yield self._named(run)

    def _named(self, run: Sequence[Token]) -> Element:
        if any(run[0].lower_ in names for names in self.lexicons.values("calendar").values()):
            return self._element(ElementKind.NUMBER, run)
        return self._element(ElementKind.ACTOR if self._is_name(run[0]) else ElementKind.TOPIC, run)

    def _intensities(self) -> Iterator[Element]:
        """Yield loaded terms and words that are strong among their synonyms."""
        marked = {
            index: match
            for match in self.reading.terms.get("loaded_language", ())
            if match.span.part is Part.HEADLINE
            for index in range(match.first, match.last + 1)
        }
        seen: set[Span] = set()
        for token in self.tokens:
            if match := marked.get(token.i):
                members = [member for member in self.tokens if match.first <= member.i <= match.last]
            elif self.vocabulary.strengths.get(stem(token.lemma_), 1) >= STRONG and token.is_alpha:
                members = [token]
            else:
                continue
            element = self._element(ElementKind.INTENSITY, members)
            if element.span not in seen:
                seen.add(element.span)
                yield element

    def _is_name(self, token: Token) -> bool:
        return token.ent_type_ in ACTING_LABELS and not self.title_case

    def _speech(self, token: Token) -> str:
        """Return the part of speech; where the headline misleads the tagger, what the body says it is."""
        key = self.vocabulary.key(token.lower_)
        if self.title_case:
            if form := self.index.forms.get(token.lower_):
                return form.pos_
            if self.index.is_mostly("PROPN", key):
                return "PROPN"
        like_verb = (self.verbless or token.lower_.endswith(("s", "ed"))) and token is not self.tokens[0]
        if like_verb and token.pos_ in ("PROPN", "NOUN", "ADJ") and self.index.is_mostly("VERB", key):
            return "VERB"
        return token.pos_
