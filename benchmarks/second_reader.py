"""How far a second reader of the gold pairs agrees with the first: what can be hoped for of a comparison.

The second reader knew the articles and the rules of ``tests/comparison_gold/README.md``, neither the first one's marks
nor what the code finds. ``second.toml`` beside each ``gold.toml`` holds what was marked, and it is judged as if a
comparison had found it.

Run with ``python -m benchmarks.second_reader``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from analysis.article import Part, Span
from analysis.comparison import Comparison, Passage, PassageKind
from analysis.document import parse_many
from analysis.reading import Resources, load_resources
from analysis.results import Row, Table
from benchmarks.comparison import GOALS, GOLD, SIDES, GoldPair, Tally, judged, read_gold
from benchmarks.results import table, write_section

MARKS = "second.toml"
PROTOCOL = (
    "The pairs in tests/comparison_gold were marked once more, by second readers who knew the articles and the rules, "
    "but neither the first marks nor what the code finds. Judged as the comparison is: found = what the second reader "
    "marked, marked = what the first did. More than this nobody can ask of a program."
)
KINDS = {"quotation": PassageKind.QUOTATION, "same_fact": PassageKind.SAME_FACT}

# An article's number, and where in it.
Place = tuple[int, Span]


def second_reading(gold: GoldPair) -> GoldPair:
    """Return a pair with what the second reader marked.

    Raises:
        FileNotFoundError: if nobody has read it a second time.
    """
    path = next(GOLD.glob(f"*/{gold.name}/{MARKS}"), GOLD / gold.name / MARKS)
    return replace(gold, marks=tomllib.loads(path.read_text(encoding="utf-8")))


def as_comparison(read: GoldPair) -> Comparison:
    """Return marks as if a comparison had found them."""
    passages = [
        Passage(kind, "", tuple(_both(read, mark)), 1.0)
        for name, kind in KINDS.items()
        for mark in read.marks.get(name, ())
    ]
    only = [
        [(SIDES.index(mark["in"]), *read.places(SIDES.index(mark["in"]), [mark["text"]]))]
        for mark in read.marks.get("only", ())
    ]
    naming = [_labels(read, mark) for mark in read.marks.get("naming", ())]
    return Comparison(SIDES, tuple(passages), (_table("told_by_one_only", only), _table("naming", naming)))


def _both(read: GoldPair, mark: Mapping[str, Any]) -> Iterator[Place]:
    for number, side in enumerate(SIDES):
        yield from ((number, span) for span in read.places(number, mark[side]))


def _labels(read: GoldPair, mark: Mapping[str, Any]) -> list[Place]:
    return [(number, _place(read, number, label)) for number, side in enumerate(SIDES) for label in mark[side]]


def _place(read: GoldPair, number: int, label: str) -> Span:
    """Return where a label stands first, body before headline; case does not matter."""
    for part in (Part.BODY, Part.HEADLINE):
        start = _plain(read.articles[number].text(part)).find(_plain(label))
        if start >= 0:
            return Span(part, start, start + len(label))
    raise ValueError(f"{read.name}: article {SIDES[number]} has no “{label}”")


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").replace("\n", " ")


def _table(name: str, rows: Iterable[Sequence[Place]]) -> Table:
    made = (Row((), tuple(span for _, span in row), tuple(number for number, _ in row)) for row in rows)
    return Table(name, name, "", (), tuple(made))


def agreement(golds: Sequence[GoldPair], resources: Resources) -> dict[str, Tally]:
    """Return how far the second reader agrees with the first over all pairs together, by what was judged."""
    totals = {name: Tally() for name in GOALS}
    for gold in golds:
        documents = parse_many(gold.articles, resources.pipeline, resources.lexicons)
        found = judged(gold, as_comparison(second_reading(gold)), [*documents], resources.lexicons)
        totals = {name: total + found[name] for name, total in totals.items()}
    return totals


def main() -> None:
    """Write the second readers' figures to the results."""
    resources = load_resources(models=None)
    rows: list[tuple[object, ...]] = []
    for folder in ("seen", "unseen"):
        golds = read_gold(folder)
        for name, tally in agreement(golds, resources).items():
            scores = (f"{value:.3f}" for value in (tally.precision, tally.recall, tally.f1))
            rows.append((folder, len(golds), name, tally.marked, tally.found, *scores))
    columns = ("pairs", "number", "what", "marked", "found", "precision", "recall", "F1")
    write_section("Comparison: a second reader", f"{PROTOCOL}\n\n{table(columns, rows)}")


if __name__ == "__main__":
    main()
