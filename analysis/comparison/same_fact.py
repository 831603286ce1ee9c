"""Sentences of different tellings that report the same fact, one to one, one to several or several to several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import numpy as np

from analysis.article import Part, Span
from analysis.comparison.likeness import likeness
from analysis.comparison.passages import Passage, PassageKind
from analysis.comparison.shared_quotations import SharedQuotation
from analysis.comparison.telling import Telling
from analysis.comparison.wording import differences
from analysis.intervals import Numbers
from analysis.words import WORD, normal_form

# Probability from which two sentences are linked: each the other's best match; or otherwise, so that a fact that one
# outlet tells in two sentences is found. Mean probability from which two groups of sentences report one fact. Chosen on
# the seen pairs of tests/comparison_gold, each story by weights learned on the others (`python -m training.same_fact`).
MUTUAL, OTHERWISE = 0.2, 0.35
TOGETHER = 0.4
Pair = tuple[int, int]
# A sentence: the number of its article, and its own in the body.
Place = tuple[int, int]


def likenesses(tellings: Mapping[int, Telling], quotations: Sequence[SharedQuotation]) -> dict[Pair, Numbers]:
    """Return how likely the sentences of each two articles report the same fact, by the numbers of the articles.

    Args:
        tellings: by the number of the article.
        quotations: those that they share; a shared quotation alone makes no shared fact.
    """
    return {
        (first, second): likeness(tellings[first], tellings[second], _quoted(quotations, tellings, first, second))
        for first, second in combinations(tellings, 2)
    }


def same_facts(tellings: Mapping[int, Telling], probable: Mapping[Pair, Numbers]) -> Iterator[Passage]:
    """Yield the groups of sentences that report the same fact.

    Args:
        tellings: by the number of the article.
        probable: how likely the sentences of each two do (:func:`likenesses`).
    """
    found: list[tuple[float, Place, Place]] = []
    for (first, second), table in probable.items():
        found += ((-value, (first, row), (second, column)) for row, column, value in links(table))
    for group in together([(one, other) for _, one, other in sorted(found)], probable):
        lowest = min(-value for value, one, other in found if {one, other} <= group)
        yield _passage(tellings, group, lowest)


def together(found: Sequence[tuple[Place, Place]], probable: Mapping[Pair, Numbers]) -> list[set[Place]]:
    """Return the links as groups: two groups become one if on average their sentences report the same fact.

    Of a chain of links through several articles, where the last sentence has nothing to do with the first, each link
    that does not fit stays a group of its own.

    Args:
        found: pairs of sentences, the likeliest first.
        probable: by article numbers, the likeness of their sentences.
    """
    groups: list[set[Place]] = []
    apart: list[set[Place]] = []
    for link in found:
        touching = [group for group in groups if not group.isdisjoint(link)]
        joined = [*touching, *({place} for place in link if not any(place in group for group in touching))]
        if len(joined) < 2:
            continue
        across = [
            float(probable[one[0], other[0]][one[1], other[1]])
            for one, other in product(*map(sorted, joined))
            for one, other in [sorted((one, other))]
            if one[0] != other[0]
        ]
        if sum(across) >= TOGETHER * len(across):
            groups = [group for group in groups if group not in touching] + [set().union(*joined)]
        else:
            apart.append(set(link))
    return groups + apart


def _quoted(
    quotations: Sequence[SharedQuotation], tellings: Mapping[int, Telling], first: int, second: int
) -> set[tuple[int, int]]:
    """Return the pairs of sentences of two articles that share a quotation."""
    pairs: set[tuple[int, int]] = set()
    for quotation in quotations:
        sentences: dict[int, set[int]] = {first: set(), second: set()}
        for number, version in quotation.versions:
            if number in sentences:
                document = tellings[number].document
                body = (piece.span for piece in version.pieces if piece.span.part is Part.BODY)
                found = (document.sentence_at(span.part, span.start) for span in body)
                sentences[number] |= {sentence.index for sentence in found if sentence is not None}
        pairs |= set(product(sentences[first], sentences[second]))
    return pairs


def links(probable: Numbers) -> Iterator[tuple[int, int, float]]:
    """Yield row, column and probability of the sentences linked; one may be linked to several."""
    if not probable.size:
        return
    best_in_row = probable == probable.max(axis=1, keepdims=True)
    best_in_column = probable == probable.max(axis=0, keepdims=True)
    needed = np.where(best_in_row & best_in_column, MUTUAL, OTHERWISE)
    for row, column in np.argwhere(probable >= needed).tolist():
        yield row, column, float(probable[row, column])


def _passage(tellings: Mapping[int, Telling], group: set[Place], probability: float) -> Passage:
    told = tuple((number, tellings[number].sentences[index].sentence.span) for number, index in sorted(group))
    wordings = {_words(tellings[number], span) for number, span in told}
    label = "Same fact, other words" if len(wordings) > 1 else "Same sentence, word for word"
    return Passage(PassageKind.SAME_FACT, label, told, probability, differences(tellings, group))


def _words(telling: Telling, span: Span) -> tuple[str, ...]:
    return tuple(normal_form(match.group()) for match in WORD.finditer(telling.article.quote(span)))
