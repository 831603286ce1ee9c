"""Are these articles about one story at all? Those that are not are named and left out of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import sqrt

from analysis.comparison.passages import clusters
from analysis.comparison.shared_quotations import SharedQuotation
from analysis.comparison.telling import Telling

# Cosine of all words and numbers from which two articles tell one story. Chosen on tests/comparison_gold/seen: tellings
# of one story reach at least 0.37, articles about different ones at most 0.28.
ONE_STORY = 0.32
# A few sentences have too few words for that: whoever compares them knows why.
FEWEST_SENTENCES = 6
NOT_ONE_STORY = (
    "These articles share hardly any quotations, facts or names. They are probably not about one story, so there is "
    "nothing to compare."
)


def belonging(tellings: Mapping[int, Telling], quotations: Sequence[SharedQuotation]) -> tuple[int, ...]:
    """Return the numbers of the articles that tell one story: the largest group, or none if all are on their own."""
    linked = [pair for pair in combinations(tellings, 2) if _linked(pair, tellings, quotations)]
    groups = sorted(clusters(linked), key=lambda group: (-len(group), group))
    return tuple(groups[0]) if groups else ()


def _linked(pair: tuple[int, int], tellings: Mapping[int, Telling], quotations: Sequence[SharedQuotation]) -> bool:
    one, other = (tellings[number] for number in pair)
    if min(len(one.sentences), len(other.sentences)) < FEWEST_SENTENCES:
        return True
    if any(quotation.articles.issuperset(pair) for quotation in quotations):
        return True
    return likeness_of_stories(one, other) >= ONE_STORY


def likeness_of_stories(one: Telling, other: Telling) -> float:
    """Return the cosine of two articles' words and names, weighted by rarity and number of sentences, 0 to 1."""
    first, second = sorted((one.words, other.words), key=len)
    lengths = (sqrt(sum(weight**2 for weight in words.values())) for words in (first, second))
    shared = sum(weight * second.get(key, 0.0) for key, weight in first.items())
    length = next(lengths) * next(lengths)
    return shared / length if length else 0.0


def warning_of(names: Sequence[str], belong: Sequence[int]) -> str:
    """Return which articles do not belong, in words; nothing if all do."""
    strangers = [name for number, name in enumerate(names) if number not in belong]
    if not strangers:
        return ""
    if not belong:
        return NOT_ONE_STORY
    *others, last = (f"“{name}”" for name in strangers)
    listed = f"{', '.join(others)} and {last}" if others else last
    verb = "seem" if others else "seems"
    left_out = "are" if others else "is"
    return (
        f"{listed} {verb} to be about another story: hardly any quotation, fact or name is shared with the rest. "
        f"What follows compares the others; {listed} {left_out} left out."
    )
