"""How well does the headline measure tell real headlines from altered ones?

Run with ``python -m benchmarks.headline_mutations DATA_FOLDER [--articles 150] [--seed 1] [--half report]``.

Reads ``allsides_baly/train_sample_6000.csv.gz`` from the folder given: AllSides articles published with Baly et al.
2020, "We can detect your bias" (Apache-2.0; not part of this repository). Each headline is altered in up to
five ways with a fixed seed: swapped with one on the same topic, an actor exchanged, a number changed, the verb negated,
certainty raised.

Reported for each way: AUC of the supported share, originals against altered ones; the same AUC with only the kinds of
element in which the alteration should show; and the share of pairs in which the original scores higher (a tie counts
half). The rules and word lists were tuned by looking at the half "tune" only; the half "report" is written down.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from spacy.tokens import Doc, Token

from analysis.article import Article
from analysis.headline import CREDIT, judge
from analysis.headline.case import Case
from analysis.headline.elements import ElementKind
from analysis.reading import Reading, Resources, load_resources, read_closely
from benchmarks.agreement import auc
from benchmarks.results import table, write_section

FILE = Path("allsides_baly") / "train_sample_6000.csv.gz"
TITLE = "Headline: real against altered"
LONGEST_FIELD = 10_000_000
MINIMUM_BODY_WORDS = 150
MINIMUM_HEADLINE_WORDS = 4
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
HEDGES = frozenset({"may", "might", "could", "reportedly", "allegedly", "likely", "alleged"})
# The finite verb forms that take "does not" and "did not".
DO_SUPPORT = {"VBZ": "does not", "VBP": "do not", "VBD": "did not"}


@dataclass(frozen=True)
class Sample:
    """An article with its topic and parsed headline."""

    topic: str
    article: Article
    headline: Doc


Credits = Mapping[int, Sequence[tuple[ElementKind, float]]]
Mutation = Callable[[Sample, Sequence[Sample], random.Random], str | None]


def swap(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Take the headline of another article on the same topic."""
    same = [other.article.headline for other in others if other.topic == sample.topic and other is not sample]
    return chance.choice(same) if same else None


def exchange_actor(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Put a name of the same kind from another headline in place of one."""
    names = [entity for entity in sample.headline.ents if entity.label_ in NAMES]
    if not names:
        return None
    name = chance.choice(names)
    candidates = [
        entity.text
        for other in others
        for entity in other.headline.ents
        if entity.label_ == name.label_ and entity.text.lower() not in sample.article.headline.lower()
    ]
    return _replaced(sample, name.start_char, name.end_char, chance.choice(candidates)) if candidates else None


def change_number(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Make a number in digits two to five times as large, and one in words a random one in digits."""
    numbers = [token for token in sample.headline if token.like_num and token.tag_ == "CD"]
    if not numbers:
        return None
    token = chance.choice(numbers)
    larger = str(int(token.text) * chance.randint(2, 5) + 1 if token.text.isdigit() else chance.randint(21, 99))
    return _replaced(sample, token.idx, token.idx + len(token), larger)


def negate(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Negate the first finite verb."""
    for token in sample.headline:
        end = token.idx + len(token)
        if any(child.dep_ == "neg" for child in token.children):
            continue
        if token.tag_ == "MD" or (token.pos_ == "AUX" and token.tag_ in DO_SUPPORT):
            return _replaced(sample, token.idx, end, f"{token.text} not")
        if token.pos_ == "VERB" and token.tag_ in DO_SUPPORT:
            return _replaced(sample, token.idx, end, f"{DO_SUPPORT[token.tag_]} {token.lemma_}")
    return None


def raise_certainty(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Take a hedge away, or else put "definitely" before the first verb."""
    for token in sample.headline:
        if token.lower_ in HEDGES:
            stronger = "will" if token.tag_ == "MD" else ""
            return _replaced(sample, token.idx, token.idx + len(token), stronger)
    verb: Token | None = next((token for token in sample.headline if token.tag_ in DO_SUPPORT), None)
    return _replaced(sample, verb.idx, verb.idx, "definitely ") if verb is not None else None


MUTATIONS: Mapping[str, Mutation] = {
    "swap": swap,
    "actor": exchange_actor,
    "number": change_number,
    "negation": negate,
    "certainty": raise_certainty,
}


# The kinds of element in which each alteration should show.
SHOWS_IN: Mapping[str, tuple[ElementKind, ...]] = {
    "swap": tuple(ElementKind),
    "actor": (ElementKind.ACTOR, ElementKind.TOPIC),
    "number": (ElementKind.NUMBER,),
    "negation": (ElementKind.NEGATION, ElementKind.ACTION),
    "certainty": (ElementKind.CERTAINTY, ElementKind.ACTION),
}


def _replaced(sample: Sample, start: int, end: int, text: str) -> str:
    headline = sample.article.headline
    return " ".join((headline[:start] + text + headline[end:]).split())


def credits_of(reading: Reading, resources: Resources) -> list[tuple[ElementKind, float]]:
    """Return the kind and credit of each element of the headline, own and quoted words together."""
    return [(found.element.kind, CREDIT[found.verdict]) for found in judge(Case(reading, resources.lexicons))]


def share(credits: Sequence[tuple[ElementKind, float]], kinds: Collection[ElementKind] = tuple(ElementKind)) -> float:
    """Return the share of the elements of some kinds that the body carries; 1 if there are none to doubt."""
    chosen = [credit for kind, credit in credits if kind in kinds]
    return sum(chosen) / len(chosen) if chosen else 1.0


def read_samples(folder: Path, count: int, chance: random.Random, half: str, resources: Resources) -> list[Sample]:
    """Read a random sample of articles; its two halves share no article."""
    csv.field_size_limit(LONGEST_FIELD)
    with gzip.open(folder / FILE, "rt", encoding="utf-8") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if len(row["text"].split()) >= MINIMUM_BODY_WORDS and len(row["title"].split()) >= MINIMUM_HEADLINE_WORDS
        ]
    chance.shuffle(rows)
    start = 0 if half == "tune" else len(rows) // 2
    chosen = rows[start : start + count]
    return [
        Sample(row["topic"], Article(" ".join(row["title"].split()), row["text"]), resources.pipeline(row["title"]))
        for row in chosen
    ]


def variants(samples: Sequence[Sample], chance: random.Random) -> Iterator[tuple[str, int, Article]]:
    """Yield the kind, the number of the sample and the article, originals included."""
    for number, sample in enumerate(samples):
        yield "original", number, sample.article
        for kind, mutation in MUTATIONS.items():
            headline = mutation(sample, samples, chance)
            if headline and headline != sample.article.headline:
                yield kind, number, Article(headline, sample.article.body)


def main(folder: Path, *, articles: int = 150, seed: int = 1, half: str = "report") -> None:
    """Run the comparison and print one line a mutation; write the section if the half is the one reported."""
    chance = random.Random(seed)  # noqa: S311 (a reproducible sample, not a secret)
    resources = load_resources(models=None)
    samples = read_samples(folder, articles, chance, half, resources)
    labels, altered = [], []
    for kind, number, article in variants(samples, chance):
        labels.append((kind, number))
        altered.append(article)
    found: dict[str, dict[int, list[tuple[ElementKind, float]]]] = defaultdict(dict)
    for (kind, number), reading in zip(labels, read_closely(altered, resources), strict=True):
        found[kind][number] = credits_of(reading, resources)
    originals = found.pop("original")
    lines = [row(kind, originals, found[kind]) for kind in MUTATIONS]
    text = (
        f"{FILE}, half “{half}” of a shuffle with seed {seed}, {len(originals)} articles. Median "
        f"supported share of the originals: {median(share(credits) for credits in originals.values()):.2f}.\n\n"
        + table(("alteration", "pairs", "AUC", "AUC of its kinds", "original higher"), lines)
    )
    if half == "report":
        write_section(TITLE, text)
    else:
        print(text)


def row(kind: str, originals: Credits, altered: Credits) -> tuple[str, ...]:
    """Return one line: how well originals and altered headlines are told apart."""
    before, after = [share(originals[number]) for number in altered], [share(credits) for credits in altered.values()]
    higher = sum((one > other) + 0.5 * (one == other) for one, other in zip(before, after, strict=True)) / len(after)
    kinds = SHOWS_IN[kind]
    by_kind = auc(
        [share(originals[number], kinds) for number in altered], [share(credits, kinds) for credits in altered.values()]
    )
    return kind, str(len(after)), f"{auc(before, after):.2f}", f"{by_kind:.2f}", f"{higher:.2f}"


def arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description="Tell real headlines from altered ones.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    main(options.folder, articles=options.articles, seed=options.seed, half=options.half)
