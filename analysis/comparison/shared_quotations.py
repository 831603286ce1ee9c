"""Quotations that several articles use: exact or trimmed, whole or broken around the verb, and what each cuts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from analysis.article import Article, Span
from analysis.comparison.passages import Passage, PassageKind, clusters, runs
from analysis.comparison.telling import Telling
from analysis.comparison.utterances import Utterance
from analysis.results import Row, Table

# Shorter shared runs of words happen by chance ("it is a").
SHORTEST_SHARED_RUN = 4
# What is cut from a quotation leaves long runs of it; two long ones on one matter share a set phrase of four words.
SHARED_SHARE = 0.25
# Two words are enough when one quotation consists of nothing else and the other contains them.
SHORTEST_TRIMMED = 2


@dataclass(frozen=True, slots=True)
class SharedQuotation:
    """One utterance as several articles print it.

    Attributes:
        versions: article number and what it prints, in the order of the articles; an article may print it twice.
    """

    versions: tuple[tuple[int, Utterance], ...]

    @property
    def articles(self) -> frozenset[int]:
        """The numbers of the articles that print it."""
        return frozenset(number for number, _ in self.versions)

    @property
    def fullest(self) -> Utterance:
        """The version with the most words, the first of several."""
        return max((version for _, version in self.versions), key=lambda version: len(version.words))


def shared_quotations(tellings: Mapping[int, Telling]) -> tuple[SharedQuotation, ...]:
    """Return the quotations that two or more articles use."""
    utterances = [(number, each) for number, telling in tellings.items() for each in telling.utterances]
    phrases = [set(pairwise(each.words)) for _, each in utterances]
    links = [
        (one, other)
        for one, other in combinations(range(len(utterances)), 2)
        if utterances[one][0] != utterances[other][0]
        and not phrases[one].isdisjoint(phrases[other])
        and _share_words(utterances[one][1], utterances[other][1])
    ]
    return tuple(SharedQuotation(tuple(utterances[member] for member in members)) for members in clusters(links))


def _share_words(first: Utterance, second: Utterance) -> bool:
    """Whether two quotations share a run of words that is long enough to mean something."""
    if first.scare and second.scare:
        return False
    run = SequenceMatcher(None, first.words, second.words, autojunk=False).find_longest_match().size
    shorter = min(first, second, key=lambda utterance: len(utterance.words))
    if run == len(shorter.words):
        return run >= SHORTEST_TRIMMED
    return not (first.scare or second.scare) and run >= max(SHORTEST_SHARED_RUN, SHARED_SHARE * len(shorter.words))


def quotation_passages(
    shared: Sequence[SharedQuotation], tellings: Mapping[int, Telling], names: Sequence[str]
) -> Iterator[Passage]:
    """Yield each shared quotation as a passage."""
    for quotation in shared:
        longest = len(quotation.fullest.words)
        shorter = dict.fromkeys(names[number] for number, each in quotation.versions if len(each.words) < longest)
        label = f"Same quotation, shorter in {', '.join(shorter)}" if shorter else "Same quotation, word for word"
        if not shorter and len({each.words for _, each in quotation.versions}) > 1:
            label = "Same quotation, other words"
        yield Passage(
            PassageKind.QUOTATION,
            label,
            tuple((number, piece.span) for number, each in quotation.versions for piece in each.pieces),
            min(len(each.words) for _, each in quotation.versions) / longest,
            tuple(_differences(quotation, tellings)),
        )


def _differences(quotation: SharedQuotation, tellings: Mapping[int, Telling]) -> Iterator[tuple[int, Span]]:
    """Yield the words of each version that no other article prints."""
    for number, each in quotation.versions:
        alone = set(range(len(each.words)))
        for other_number, other in quotation.versions:
            if other_number != number:
                alone -= _kept(each, other)
        yield from ((number, span) for span in _runs_of(each, alone, tellings[number].article))


def _kept(version: Utterance, other: Utterance) -> set[int]:
    """Return the numbers of the words of one version that the other has, in the same order."""
    blocks = SequenceMatcher(None, version.words, other.words, autojunk=False).get_matching_blocks()
    return {word for block in blocks for word in range(block.a, block.a + block.size)}


def _runs_of(version: Utterance, numbers: set[int], article: Article) -> Iterator[Span]:
    text = article.text(version.pieces[0].span.part)
    return runs([version.places[number] for number in sorted(numbers)], text)


def shared_quotations_table(
    shared: Sequence[SharedQuotation], tellings: Mapping[int, Telling], names: Sequence[str]
) -> Table:
    """List who prints each shared quotation how: speaker, verb, what is cut and what is added."""
    rows = (
        _row(quotation, number, each, tellings, names) for quotation in shared for number, each in quotation.versions
    )
    return Table(
        "shared_quotations",
        "Shared quotations",
        "Quotations that several articles use: how each brings them in, and what it cuts from the fullest, or adds.",
        ("Quotation", "Article", "Speaker", "Verb", "Cut", "Added"),
        tuple(rows),
    )


def _row(
    quotation: SharedQuotation, number: int, each: Utterance, tellings: Mapping[int, Telling], names: Sequence[str]
) -> Row:
    fullest = quotation.fullest
    home = next(article for article, version in quotation.versions if version is fullest)
    piece = each.pieces[0]
    reading = tellings[number].reading
    cells = (
        _printed(fullest, tellings[home].article),
        names[number],
        reading.speaker_of(piece),
        reading.article.quote(piece.verb) if piece.verb else None,
        _missing(fullest, each, tellings[home].article),
        _missing(each, fullest, tellings[number].article),
    )
    spans = tuple(piece.span for piece in each.pieces)
    return Row(cells, spans, (number,) * len(spans))


def _printed(version: Utterance, article: Article) -> str:
    return " … ".join(article.quote(piece.inner).strip() for piece in version.pieces)


def _missing(version: Utterance, other: Utterance, article: Article) -> str | None:
    """Return the words of one version that the other lacks, or None."""
    missing = set(range(len(version.words))) - _kept(version, other)
    return " … ".join(article.quote(span) for span in _runs_of(version, missing, article)) or None
