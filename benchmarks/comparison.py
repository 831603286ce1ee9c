"""How well two tellings of one story are compared: the gold pairs in ``tests/comparison_gold``.

Four things are judged, each against what was marked by hand before the code was run:

- quotations: a shared quotation found is right if its places overlap those of a marked one in both articles;
- same facts: pairs of sentences, one from each article. A pair that shares a marked quotation, or has a sentence marked
  as neutral, is judged only if it is marked as the same fact;
- one-sided facts: sentences; neutral ones are not judged;
- naming: pairs of labels that differ, one from each article, of one person, group or matter, in lower case and without
  article or possessive.

Run with ``python -m benchmarks.comparison``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from analysis.article import Article, Part, Span
from analysis.comparison import Comparison, PassageKind, compare_tellings, tell
from analysis.document import Document
from analysis.lexicon import Lexicons
from analysis.models import MODELS_FOLDER, Models
from analysis.readers import read_article
from analysis.reading import Reading, Resources, load_resources, read_closely
from benchmarks.results import table, write_section

GOLD = Path(__file__).resolve().parent.parent / "tests" / "comparison_gold"
SIDES = ("a", "b")
GOALS = {"quotations": 0.85, "same facts": 0.75, "one-sided facts": 0.75, "naming": 0.75}
PROTOCOL = (
    "Pairs of invented articles, marked by hand in tests/comparison_gold before the code was run; rules and thresholds "
    "were chosen on the seen ones only. Counted over all pairs together: found = what the comparison says, marked = "
    "what is in the gold. Goals, for precision and recall: quotations 0.85, all else 0.75. Naming asks for the very "
    "words of both labels."
)

# Sentences by their numbers in the body: of the first article, and of the second.
Sentences = tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True)
class GoldPair:
    """Two articles and what was marked in them.

    Attributes:
        name: of the pair.
        articles: the two.
        marks: the content of ``gold.toml``.
    """

    name: str
    articles: tuple[Article, Article]
    marks: Mapping[str, Any]

    def places(self, side: int, pieces: Iterable[str]) -> list[Span]:
        """Return where marked stretches of one article stand, body before headline.

        Raises:
            ValueError: if one is not in the text.
        """
        return [self._place(side, piece) for piece in pieces]

    def _place(self, side: int, piece: str) -> Span:
        for part in (Part.BODY, Part.HEADLINE):
            start = self.articles[side].text(part).find(piece)
            if start >= 0:
                return Span(part, start, start + len(piece))
        raise ValueError(f"{self.name}: article {SIDES[side]} has no “{piece}”")


@dataclass(frozen=True)
class Tally:
    """What was found and what was marked.

    Attributes:
        right: of what was found, how much is marked.
        found: how much was found.
        met: of what was marked, how much was found.
        marked: how much was marked.
    """

    right: int = 0
    found: int = 0
    met: int = 0
    marked: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.found + other.found, self.met + other.met, self.marked + other.marked
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0 to 1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was marked that was found, 0 to 1."""
        return self.met / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_gold(folder: str) -> tuple[GoldPair, ...]:
    """Read the gold pairs of ``seen`` or ``unseen``."""
    return tuple(_read_pair(path) for path in sorted((GOLD / folder).glob("*/gold.toml")))


def _read_pair(path: Path) -> GoldPair:
    marks = tomllib.loads(path.read_text(encoding="utf-8"))
    first, second = (read_article((path.parent / marks.get(side, f"{side}.txt")).resolve()) for side in SIDES)
    return GoldPair(path.parent.name, (first, second), marks)


def judge(
    gold: GoldPair, readings: Sequence[Reading], lexicons: Lexicons, models: Models | None = None
) -> dict[str, Tally]:
    """Compare the two articles and count what is right, by what was judged."""
    comparison = compare_tellings([tell(reading, lexicons, models) for reading in readings], SIDES)
    return judged(gold, comparison, [reading.document for reading in readings], lexicons)


def judged(
    gold: GoldPair, comparison: Comparison, documents: Sequence[Document], lexicons: Lexicons
) -> dict[str, Tally]:
    """Count what is right of what was found, by what was judged."""
    return {
        "quotations": quotations(gold, comparison),
        "same facts": same_facts(gold, comparison, documents),
        "one-sided facts": one_sided(gold, comparison, documents),
        "naming": naming(gold, comparison, lexicons.words("determiners")),
    }


def quotations(gold: GoldPair, comparison: Comparison) -> Tally:
    """Judge the quotations that both articles use."""
    marked = [_sides(gold, quotation) for quotation in gold.marks.get("quotation", ())]
    found = [
        tuple([span for number, span in passage.places if number == side] for side in range(2))
        for passage in comparison.passages
        if passage.kind is PassageKind.QUOTATION
    ]

    def same(one: Sequence[list[Span]], other: Sequence[list[Span]]) -> bool:
        return all(any(_overlap(*pair) for pair in product(one[side], other[side])) for side in range(2))

    right = sum(any(same(each, mark) for mark in marked) for each in found)
    return Tally(right, len(found), sum(any(same(each, mark) for each in found) for mark in marked), len(marked))


def same_facts(gold: GoldPair, comparison: Comparison, documents: Sequence[Document]) -> Tally:
    """Judge the pairs of sentences that are said to report the same fact."""
    marked, quoted = (marked_pairs(gold, kind, documents) for kind in ("same_fact", "quotation"))
    neutral = marked_sentences(gold, "neutral", documents)
    found = set()
    for passage in comparison.passages:
        if passage.kind is PassageKind.SAME_FACT:
            sides = ([span for number, span in passage.places if number == side] for side in range(2))
            first, second = (_sentences_at(spans, document) for spans, document in zip(sides, documents, strict=True))
            found |= set(_pairs((first, second)))
    judged = {
        pair
        for pair in found
        if pair in marked or not (pair in quoted or any(pair[side] in neutral[side] for side in range(2)))
    }
    return Tally(len(judged & marked), len(judged), len(judged & marked), len(marked))


def one_sided(gold: GoldPair, comparison: Comparison, documents: Sequence[Document]) -> Tally:
    """Judge the sentences with a fact that is said to be in one article only."""
    neutral, marked = (marked_sentences(gold, kind, documents) for kind in ("neutral", "only"))
    rows = comparison.table("told_by_one_only").rows
    places = [(number, span) for row in rows for number, span in zip(row.articles, row.evidence, strict=True)]
    total = Tally()
    for side, document in enumerate(documents):
        found = _sentences_at([span for number, span in places if number == side and span.part is Part.BODY], document)
        judged = found - (neutral[side] - marked[side])
        right = len(judged & marked[side])
        total += Tally(right, len(judged), right, len(marked[side]))
    return total


def naming(gold: GoldPair, comparison: Comparison, determiners: frozenset[str]) -> Tally:
    """Judge the pairs of differing labels."""
    marked: set[tuple[str, str]] = set()
    for mark in gold.marks.get("naming", ()):
        marked |= _differing([{plain(label, determiners) for label in mark[side]} for side in SIDES])
    found: set[tuple[str, str]] = set()
    for row in comparison.table("naming").rows:
        labels: list[set[str]] = [set(), set()]
        for number, span in zip(row.articles, row.evidence, strict=True):
            labels[number].add(plain(gold.articles[number].quote(span), determiners))
        found |= _differing(labels)
    return Tally(len(found & marked), len(found), len(found & marked), len(marked))


def plain(label: str, determiners: frozenset[str]) -> str:
    """Return a label in lower case, on one line, without article or possessive."""
    words = " ".join(label.lower().replace("’", "'").split()).removesuffix("'s").removesuffix("'")
    first, _, rest = words.partition(" ")
    return rest if rest and first in determiners else words


def _differing(labels: Sequence[Iterable[str]]) -> set[tuple[str, str]]:
    return {(one, other) for one, other in product(*labels) if one != other}


def _sides(gold: GoldPair, mark: Mapping[str, Any]) -> tuple[list[Span], list[Span]]:
    first, second = (gold.places(number, mark[side]) for number, side in enumerate(SIDES))
    return first, second


def _numbers(gold: GoldPair, mark: Mapping[str, Any], documents: Sequence[Document]) -> Sentences:
    first, second = map(_sentences_at, _sides(gold, mark), documents)
    return first, second


def marked_pairs(gold: GoldPair, kind: str, documents: Sequence[Document]) -> set[tuple[int, int]]:
    """Return the pairs of sentences marked as ``same_fact`` or ``quotation``."""
    return {pair for mark in gold.marks.get(kind, ()) for pair in _pairs(_numbers(gold, mark, documents))}


def marked_sentences(gold: GoldPair, kind: str, documents: Sequence[Document]) -> Sentences:
    """Return the sentences marked as ``only`` or ``neutral``."""
    marks = gold.marks.get(kind, ())
    places = (
        gold.places(number, [mark["text"] for mark in marks if mark["in"] == side]) for number, side in enumerate(SIDES)
    )
    first, second = map(_sentences_at, places, documents)
    return first, second


def _sentences_at(spans: Iterable[Span], document: Document) -> frozenset[int]:
    found = (document.sentence_at(span.part, span.start) for span in spans if span.part is Part.BODY)
    return frozenset(sentence.index for sentence in found if sentence is not None)


def _pairs(sentences: Sentences) -> Iterator[tuple[int, int]]:
    return product(*sentences)


def _overlap(one: Span, other: Span) -> bool:
    return one.part is other.part and one.start < other.end and other.start < one.end


def evaluate(golds: Sequence[GoldPair], resources: Resources) -> dict[str, Tally]:
    """Return what is right over all pairs together, by what was judged."""
    totals = {name: Tally() for name in GOALS}
    articles = (article for gold in golds for article in gold.articles)
    readings = read_closely(articles, resources, sentiment=False)
    for gold in golds:
        judged = judge(gold, [next(readings), next(readings)], resources.lexicons, resources.models)
        totals = {name: total + judged[name] for name, total in totals.items()}
    return totals


def main(models: Path = MODELS_FOLDER) -> None:
    """Write the figures of the seen and the unseen pairs to the results."""
    resources = load_resources(models=models)
    rows: list[tuple[object, ...]] = []
    for folder in ("seen", "unseen"):
        golds = read_gold(folder)
        for name, tally in evaluate(golds, resources).items():
            scores = (f"{value:.3f}" for value in (tally.precision, tally.recall, tally.f1))
            rows.append((folder, len(golds), name, tally.marked, tally.found, *scores, f"{GOALS[name]:.2f}"))
    columns = ("pairs", "number", "what", "marked", "found", "precision", "recall", "F1", "goal")
    write_section("Comparison", f"{PROTOCOL}\n\n{table(columns, rows)}")


if __name__ == "__main__":
    main()
