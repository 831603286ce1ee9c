"""How tellings of one fact differ: the numbers, names, nouns and loaded words that only one of them has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from spacy.tokens import Token

from analysis.article import Span
from analysis.comparison.passages import runs
from analysis.comparison.telling import Telling, ToldSentence
from analysis.quotations import Voice

# What differs is worth marking where it says who, what or how much; loaded words of any kind are marked besides.
TELLING_PARTS = frozenset({"NOUN", "PROPN"})
DIGITS = re.compile(r"\d+(?:\.\d+)?")
LOADED = "loaded_language"


def differences(
    tellings: Mapping[int, Telling], sentences: Collection[tuple[int, int]]
) -> tuple[tuple[int, Span], ...]:
    """Return article and place of the words, in the outlet's own voice, that no other telling of a fact has.

    Args:
        tellings: by the number of the article.
        sentences: article number and number in the body of each sentence that reports the fact.
    """
    told = [(number, tellings[number].sentences[index]) for number, index in sorted(sentences)]
    keys: dict[int, set[str]] = {}
    for number, sentence in told:
        keys.setdefault(number, set()).update(_keys(tellings[number], sentence))
    found: list[tuple[int, Span]] = []
    for number, sentence in told:
        elsewhere = set().union(*(have for other, have in keys.items() if other != number))
        found += ((number, span) for span in _alone(tellings[number], sentence, elsewhere))
    return tuple(found)


def _keys(telling: Telling, sentence: ToldSentence) -> Iterator[str]:
    yield from sentence.whole
    for token in sentence.sentence.tokens:
        yield telling.vocabulary.key(token.lemma_.lower())
        yield from _figures(token)


def _figures(token: Token) -> Iterator[str]:
    """Yield the keys of the numbers in a word that is none by itself: "7-4"."""
    return (f"={float(digits):g}" for digits in DIGITS.findall(token.text))


def _alone(telling: Telling, sentence: ToldSentence, elsewhere: Collection[str]) -> Iterator[Span]:
    document, part = telling.document, sentence.sentence.span.part
    loaded = [match.span for match in telling.reading.terms.get(LOADED, ()) if match.span.part is part]
    numbers = {index: each for each in sentence.quantities for index in range(each.first, each.last + 1)}
    spans = []
    for token in sentence.sentence.tokens:
        span = Span(part, token.idx, token.idx + len(token))
        if document.voice_at(part, span.start) is Voice.QUOTED:
            continue
        if token.i in numbers:
            differs = f"={numbers[token.i].low:g}" not in elsewhere or numbers[token.i].vague
        elif token.pos_ == "NUM":
            differs = any(key not in elsewhere for key in _figures(token))
        elif token.pos_ in TELLING_PARTS or any(each.start <= span.start < each.end for each in loaded):
            known = telling.vocabulary.key(token.lemma_.lower()) in elsewhere
            differs = not known and telling.actor_key(span) not in elsewhere
        else:
            differs = False
        if differs:
            spans.append(span)
    yield from runs(spans, telling.article.text(part))
