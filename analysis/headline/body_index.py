"""The body of an article indexed by its words, for looking up what a headline says."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from analysis.article import Part, Span
from analysis.document import Sentence
from analysis.place import Place, place_in_body
from analysis.reading import Reading
from analysis.vocabulary import Vocabulary, initials, says_something, weight_of

# Texts whose lengths differ by more than this differ in more than punctuation; spares comparing most of them.
PUNCTUATION_CHARACTERS = 10
# Small words within names, which their initials leave out.
LINKING_WORDS = frozenset({"of", "and", "the", "for", "&"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A content word of the body, and the number of its sentence."""

    token: Token
    sentence: int


@dataclass(frozen=True)
class BodyIndex:
    """Where the words of a body stand.

    Attributes:
        sentences: the body's sentences, without those that only repeat the headline: they would carry anything.
        occurrences: of each key (concept or stem), in the order of the text.
        weights: for each sentence its keys, each with its rarity.
        forms: the words that the body writes in lower case, each with a token of it.
        length: characters of the body.
    """

    sentences: tuple[Sentence, ...]
    occurrences: Mapping[str, list[Occurrence]]
    weights: tuple[Mapping[str, float], ...]
    forms: Mapping[str, Token]
    length: int

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def where(self, key: str) -> frozenset[int]:
        """Return the numbers of the sentences in which a key occurs."""
        return frozenset(occurrence.sentence for occurrence in self.occurrences.get(key, ()))

    def lemma(self, token: Token) -> str:
        """Return the lemma of a headline word, as the running text has it: title case misleads the tagger."""
        return self.forms.get(token.lower_, token).lemma_

    def is_mostly(self, speech: str, key: str) -> bool:
        """Return whether most occurrences of a key are of one part of speech."""
        found = self.occurrences.get(key, ())
        return 2 * sum(occurrence.token.pos_ == speech for occurrence in found) > len(found)

    def sentences_of(self, spans: Iterable[Span]) -> frozenset[int]:
        """Return the numbers of the sentences in which spans of the body begin."""
        begun = ((bisect_right(self._starts, span.start) - 1, span) for span in spans if span.part is Part.BODY)
        return frozenset(
            number for number, span in begun if number >= 0 and span.start < self.sentences[number].span.end
        )

    def place(self, number: int) -> Place:
        """Return where a sentence stands: among the first three, after them, or in the second half of the text."""
        return place_in_body(number, self.sentences[number].span.start, self.length)


def index_body(reading: Reading, vocabulary: Vocabulary) -> BodyIndex:
    """Index the body of an article."""
    headline = reading.article.headline
    sentences = tuple(s for s in reading.document.body_sentences if not same_wording(s.text, headline))
    occurrences: dict[str, list[Occurrence]] = defaultdict(list)
    weights: list[dict[str, float]] = []
    forms: dict[str, Token] = {}
    for number, sentence in enumerate(sentences):
        found: dict[str, float] = {}
        for token in sentence.tokens:
            if says_something(token):
                key = vocabulary.key_of(token)
                found[key] = weight_of(token)
                occurrences[key].append(Occurrence(token, number))
                if token.is_lower:
                    forms[token.text] = token
            elif token.lower_ in vocabulary.particles and token.i and token.nbor(-1).pos_ == "VERB":
                verb = token.nbor(-1)
                occurrences[vocabulary.key(f"{verb.lemma_} {token.lower_}")].append(Occurrence(verb, number))
        for name in names_of(sentence.tokens):
            letters = initials("".join(token.text[0] for token in name))
            occurrences[vocabulary.key_of_initials(letters)].append(Occurrence(name[0], number))
        weights.append(found)
    return BodyIndex(sentences, occurrences, tuple(weights), forms, len(reading.article.body))


def names_of(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the runs of two or more capitalised words, small words between them left out: "Bank of England"."""
    run: list[Token] = []
    for token in tokens:
        if token.is_alpha and token.text[0].isupper() and (run or token.lower_ not in LINKING_WORDS):
            run.append(token)
        elif not (run and token.lower_ in LINKING_WORDS):
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def same_wording(one: str, other: str) -> bool:
    """Return whether two texts differ in nothing but punctuation and case."""
    alike = abs(len(one) - len(other)) <= PUNCTUATION_CHARACTERS
    return alike and letters(one) == letters(other)


def letters(text: str) -> str:
    """Return the letters and digits of a text in lower case, for comparing wordings without their punctuation."""
    return "".join(character for character in text.lower() if character.isalnum())
