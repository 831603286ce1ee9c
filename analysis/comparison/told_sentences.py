"""What one sentence says, in the keys by which sentences of different articles are compared."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

from spacy.tokens import Token

from analysis.comparison.families import Families, families_in
from analysis.comparison.times import lengths_of_time, named_dates
from analysis.document import Document, Sentence
from analysis.lexicon import Lexicons
from analysis.place import Place, place_in_body
from analysis.quantities import Quantity, QuantityReader, load_quantity_reader
from analysis.quotations import Voice
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
        own_families: weight of each family that the outlet's own words belong to.
        families: the same with quoted words.
        quantities: the numbers in it that are no dates.
        lengths: how long what it tells takes or lasts, in minutes.
        dates: the days and months that it names.
    """

    sentence: Sentence
    place: Place
    own: Mapping[str, float]
    whole: Mapping[str, float]
    own_families: Mapping[str, float]
    families: Mapping[str, float]
    quantities: tuple[Quantity, ...]
    lengths: tuple[Quantity, ...]
    dates: frozenset[str]


class SentenceReader:
    """Makes the sentences of articles ready for comparing."""

    def __init__(self, lexicons: Lexicons, families: Families) -> None:
        self.vocabulary: Vocabulary = load_vocabulary(lexicons)
        self._quantities: QuantityReader = load_quantity_reader(lexicons)
        self._lengths: Mapping[str, float] = lexicons.values("lengths_of_time")
        self._families = families

    def read(self, sentence: Sentence, document: Document, actors: Sequence[tuple[int, str]]) -> ToldSentence:
        """Return what a sentence is compared by.

        Args:
            sentence: of the body.
            document: the article.
            actors: where named actors are mentioned in the sentence, and their keys.
        """
        tokens = [token for token in sentence.tokens if not token.is_space]
        quantities = tuple(self._quantities.read(tokens))
        dated = {token.i for token in tokens if token.ent_type_ in WHEN}
        keys = (
            *_words(tokens, quantities, self.vocabulary),
            *_numbers(tokens, quantities, dated),
            *((start, actor, ACTOR_WEIGHT) for start, actor in actors),
        )
        said = [token for token in tokens if _is_own(token.idx, sentence, document)]
        return ToldSentence(
            sentence,
            place_in_body(sentence.index, sentence.span.start, len(document.article.body)),
            own={key: weight for start, key, weight in keys if _is_own(start, sentence, document)},
            whole={key: weight for _, key, weight in keys},
            own_families=families_in(said, self._families),
            families=families_in(tokens, self._families),
            quantities=tuple(each for each in quantities if each.first not in dated),
            lengths=tuple(lengths_of_time(tokens, quantities, self._lengths)),
            dates=named_dates(tokens),
        )


def _is_own(start: int, sentence: Sentence, document: Document) -> bool:
    return not sentence.quoted_words or document.voice_at(sentence.span.part, start) is Voice.OWN


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
