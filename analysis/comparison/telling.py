"""One article made ready for comparing, once for all pairs: what each sentence says, in words, numbers and meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import floor, log10

from spacy.tokens import Token

from analysis.actors import Actor, MentionKind
from analysis.article import Article, Part, Span
from analysis.comparison.things import Thing, find_things
from analysis.comparison.times import lengths_of_time, named_dates
from analysis.comparison.utterances import Utterance, utterances
from analysis.document import Document, Sentence
from analysis.lexicon import Lexicons
from analysis.models import Models, SentenceRead, TellingsModel
from analysis.models.encoder import Numbers
from analysis.place import Place, place_in_body
from analysis.quantities import Quantity, QuantityReader, load_quantity_reader
from analysis.quotations import Voice
from analysis.reading import Reading
from analysis.vocabulary import Vocabulary, load_vocabulary, rarity

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
# Two sentences about the same person need not report the same fact, so names weigh less than what is said of them.
NAME_WEIGHT = 0.5
# What a mention of a named actor weighs, pronouns included: less than a rare word, for the same reason.
ACTOR_WEIGHT = 2.0
# A number is as telling as a rare word; a small one, which many things have, half as much, and so is a date's.
NUMBER_WEIGHT, SMALL_NUMBER_WEIGHT = 5.0, 2.5
# Two for the same thing say more than two numbers that happen to be equal.
UNIT_WEIGHT = 2.0
# Parts of speech of the words that may be an article's own.
COUNTED = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# The largest number of months, hours and most other things that are counted rather than measured.
LARGEST_SMALL_NUMBER = 12
# What the keys of numbers begin with: exact, by the first digit, in a date.
NUMBER_SIGNS = frozenset("=≈#")
# What the keys of actors begin with.
ACTOR_SIGN = "@"
WHEN = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence of the body and what it is compared by.

    Attributes:
        sentence: the sentence.
        place: where it stands.
        own: weight of each key (stem, concept or number) in the outlet's own words.
        whole: the same with quoted words.
        quantities: the numbers in it that are no dates.
        lengths: how long what it tells takes or lasts, in minutes.
        dates: the days and months that it names.
    """

    sentence: Sentence
    place: Place
    own: Mapping[str, float]
    whole: Mapping[str, float]
    quantities: tuple[Quantity, ...]
    lengths: tuple[Quantity, ...]
    dates: frozenset[str]


@dataclass(frozen=True)
class Telling:
    """One article and what a comparison needs of it.

    Attributes:
        reading: the article with its parse and actors.
        sentences: of the body.
        utterances: quotations of both parts.
        things: people, groups, organisations and matters that it speaks of.
        vocabulary: by which words are compared.
        weights: by which sentences are compared: of what they have in common, with models and without.
        frames: labels of the frames that a sentence evokes, by its span; empty if framing was not measured.
        read: each sentence as the model reads it; empty without models.
        model: what read it; None without models.
    """

    reading: Reading
    sentences: tuple[ToldSentence, ...]
    utterances: tuple[Utterance, ...]
    things: tuple[Thing, ...]
    vocabulary: Vocabulary
    weights: Mapping[str, Mapping[str, float]]
    frames: Mapping[Span, tuple[str, ...]] = field(default_factory=dict)
    read: Sequence[SentenceRead] = ()
    model: TellingsModel | None = None

    @property
    def article(self) -> Article:
        """The article as supplied."""
        return self.reading.article

    @property
    def document(self) -> Document:
        """The parsed article."""
        return self.reading.document

    @cached_property
    def words(self) -> Mapping[str, float]:
        """Weight of each word and name of the body, times the number of sentences that have it; without numbers."""
        words: dict[str, float] = defaultdict(float)
        for told in self.sentences:
            for key, weight in told.whole.items():
                if key[0] not in NUMBER_SIGNS:
                    words[key] += weight
        return words

    @cached_property
    def counted_words(self) -> Mapping[str, Sequence[Span]]:
        """Where each word stands that may be the article's own, by its base form in lower case, headline and body."""
        places: dict[str, list[Span]] = defaultdict(list)
        for part in Part:
            for token in self.document.parsed[part]:
                if token.pos_ in COUNTED and token.is_alpha and not token.is_stop:
                    places[token.lemma_.lower()].append(Span(part, token.idx, token.idx + len(token)))
        return places

    @cached_property
    def named(self) -> Mapping[Span, Numbers]:
        """What each label in the body names, a row of length 1, by its place; nothing without models."""
        starts = [told.sentence.span.start for told in self.sentences]
        return {
            label.span: self.read[label.sentence].named(
                label.span.start - starts[label.sentence], label.span.end - starts[label.sentence]
            )
            for thing in self.things
            for label in thing.labels
            if self.model is not None and label.span.part is Part.BODY
        }

    def actor_key(self, span: Span) -> str | None:
        """Return the key of the named actor mentioned at a place; None if there is none."""
        actor = self.reading.actor_at(span)
        return _actor_key(actor) if actor is not None else None


def tell(reading: Reading, lexicons: Lexicons, models: Models | None = None) -> Telling:
    """Make an article ready for comparing.

    Args:
        reading: the article.
        lexicons: the word lists by which words, numbers and names are compared.
        models: to read its sentences for what they tell, too.
    """
    vocabulary, quantities = load_vocabulary(lexicons), load_quantity_reader(lexicons)
    lengths = lexicons.values("lengths_of_time")
    mentions = _mentions_by_sentence(reading)
    sentences = tuple(
        _told(sentence, reading.document, vocabulary, quantities, lengths=lengths, mentions=mentions[sentence.index])
        for sentence in reading.document.body_sentences
    )
    things = find_things(reading, lexicons)
    weights = lexicons.values("same_fact_weights")
    told = Telling(reading, sentences, tuple(utterances(reading)), things, vocabulary, weights)
    if models is None:
        return told
    texts = [each.text for each in reading.document.body_sentences]
    after = zip([reading.article.headline, *texts], texts, strict=False)
    return replace(told, read=models.tellings.read([*after]), model=models.tellings)


def _mentions_by_sentence(reading: Reading) -> dict[int, list[tuple[int, str]]]:
    """Return, by sentence of the body, where named actors are mentioned in it, each with the last word of the name."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for actor in reading.actors:
        if (key := _actor_key(actor)) is not None:
            for mention in actor.mentions:
                sentence = reading.document.sentence_at(mention.span.part, mention.span.start)
                if mention.span.part is Part.BODY and sentence is not None:
                    found[sentence.index].append((mention.span.start, key))
    return found


def _actor_key(actor: Actor) -> str | None:
    """Return the key of an actor, the last word of the name; None for those without a name."""
    named = any(mention.kind is MentionKind.NAME for mention in actor.mentions)
    return f"{ACTOR_SIGN}{actor.name.split()[-1].lower()}" if named else None


def _told(
    sentence: Sentence,
    document: Document,
    vocabulary: Vocabulary,
    reader: QuantityReader,
    *,
    lengths: Mapping[str, float],
    mentions: Sequence[tuple[int, str]],
) -> ToldSentence:
    tokens = [token for token in sentence.tokens if not token.is_space]
    quantities = tuple(reader.read(tokens))
    dated = {token.i for token in tokens if token.ent_type_ in WHEN}
    own: dict[str, float] = {}
    whole: dict[str, float] = {}
    keys = (
        *_words(tokens, quantities, vocabulary),
        *_numbers(tokens, quantities, dated),
        *((start, actor, ACTOR_WEIGHT) for start, actor in mentions),
    )
    for start, key, weight in keys:
        whole[key] = weight
        if not sentence.quoted_words or document.voice_at(sentence.span.part, start) is Voice.OWN:
            own[key] = weight
    place = place_in_body(sentence.index, sentence.span.start, len(document.article.body))
    undated = tuple(each for each in quantities if each.first not in dated)
    lasting = tuple(lengths_of_time(tokens, quantities, lengths))
    return ToldSentence(sentence, place, own, whole, undated, lasting, named_dates(tokens))


def _words(
    tokens: Sequence[Token], quantities: Sequence[Quantity], vocabulary: Vocabulary
) -> Iterator[tuple[int, str, float]]:
    """Yield place, key and weight of each content word that is no number."""
    in_numbers = {index for quantity in quantities for index in range(quantity.first, quantity.last + 1)}
    for token in tokens:
        lemma = token.lemma_.lower()
        if token.pos_ not in CONTENT or token.is_stop or token.i in in_numbers or lemma in vocabulary.light:
            continue
        if token.is_alpha:
            yield token.idx, vocabulary.key(lemma), rarity(lemma) * (NAME_WEIGHT if token.pos_ == "PROPN" else 1.0)


def _numbers(
    tokens: Sequence[Token], quantities: Sequence[Quantity], dated: Container[int]
) -> Iterator[tuple[int, str, float]]:
    """Yield place, keys and weights of each number: its value, its value with what it counts, its first digit."""
    starts = {token.i: token.idx for token in tokens}
    for quantity in quantities:
        start, value = starts[quantity.first], quantity.low
        if quantity.first in dated:
            yield start, f"#{value:g}", SMALL_NUMBER_WEIGHT
        elif not quantity.vague:
            small = value <= LARGEST_SMALL_NUMBER
            yield start, f"={value:g}", SMALL_NUMBER_WEIGHT if small else NUMBER_WEIGHT
            if quantity.unit:
                yield start, f"={value:g} {quantity.unit}", UNIT_WEIGHT
            if not small:
                yield start, f"≈{_rounded(value):g}", SMALL_NUMBER_WEIGHT


def _rounded(value: float) -> float:
    """Return a number with its first digit only: 3,140 becomes 3,000."""
    return round(value, -floor(log10(value)))
