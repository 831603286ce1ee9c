"""How well does casting as hero, villain or victim agree with people who read the same articles?

Run with ``python -m benchmarks.roles DATA_FOLDER``.

Reads ``narrative_frames`` (not part of this repository): Frermann et al. 2023. For each article, people wrote down whom
it makes a hero, villain or victim, each with one of ten classes of stakeholders. Two questions:

- Somebody: of the annotated whose words name an actor that the tool finds, as what is that actor cast?
- A class of stakeholders: the evidence on all actors of a class is added up. An actor belongs to the class that its
  words name most often in the annotations of the first half.

Readers did not keep voices apart, so here all tellers count together. Where several roles were annotated, the one noted
most often counts, of equally many the first. Rules and thresholds were chosen on the first half of the articles.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

from analysis.article import Article
from analysis.framing.casting import CastAs, Evidence, evidence_by_actor
from analysis.framing.roles import cast_as
from analysis.reading import Reading, Resources, load_resources, read_closely
from analysis.words import WORD, normal_form
from benchmarks.results import table, write_section

SEED = 7
ROLES = tuple(role.value for role in CastAs)
HALVES = ("first", "second (held out)")
ABSTAINED, MAJORITY = "none", CastAs.VILLAIN.value
# Of the words of an entity and a mention together, so many must be shared: "the Trump administration" names
# "Trump administration", and neither "Trump".
SAME = 0.5
COLUMNS = (
    *("half", "annotated", "found in the text", "cast", "macro F1", "of always villain"),
    *("right where cast", "always villain there", "macro F1 where cast", "of always villain there"),
    *("F1 hero", "F1 villain", "F1 victim"),
)


@dataclass(frozen=True)
class Annotation:
    """Whom people noted, as what, of which class of stakeholders."""

    entity: str
    group: str
    role: str


@dataclass(frozen=True)
class Judged:
    """One article: its annotations, and by actor its words and the evidence on it."""

    annotations: Sequence[Annotation]
    words: Mapping[str, Sequence[frozenset[str]]]
    evidence: Mapping[str, tuple[Evidence, ...]]


Pair = tuple[str, str | None]


def main(folder: Path) -> None:
    """Measure with models and without and write the section of RESULTS.md."""
    notes = _annotations(folder / "narrative_frames" / "role_and_frame_annotations.tsv")
    texts = _texts(folder / "narrative_frames" / "articles_frames.csv.gz")
    halves = _halves(list(notes), known=texts.keys())
    parts = [
        f"Narrative Frames, {sum(map(len, halves))} articles in two halves (seed {SEED}); rules and thresholds were "
        "chosen on the first. “Cast” is the share that is cast at all; “macro F1” counts the others as missed."
    ]
    for title, resources in (("With models", load_resources()), ("Rules alone", load_resources(models=None))):
        judged = dict(_judged(notes, texts, resources))
        groups = _groups(note for key in halves[0] for note in notes[key])
        rows, cast = [], []
        for name, half in zip(HALVES, halves, strict=True):
            articles = [judged[key] for key in half]
            annotated = sum(len({note.entity for note in article.annotations}) for article in articles)
            somebody = [pair for article in articles for pair in _somebody(article)]
            classes = [pair for article in articles for pair in _classes(article, groups)]
            rows.append((f"somebody, {name}", annotated, len(somebody), *_figures(somebody)))
            rows.append((f"class, {name}", len(classes), "", *_figures(classes)))
            cast.append(f"{_share_of_others_cast(articles):.1%} ({name})")
        parts += [f"{title}:", table(COLUMNS, rows), f"Of actors that nobody noted are cast: {', '.join(cast)}."]
    parts.append(
        "Casting each class as what it mostly is in the first half, which knows the topic and nothing of the article, "
        f"earns a macro F1 of {_macro_f1_of_usual_roles(notes, *halves):.3f} on the second."
    )
    write_section("Roles", "\n\n".join(parts))


def _annotations(path: Path) -> dict[str, list[Annotation]]:
    notes: dict[str, list[Annotation]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            notes[row["ID"]].append(Annotation(row["entity"], row["group"], row["role"]))
    return notes


def _texts(path: Path) -> dict[str, str]:
    csv.field_size_limit(2**24)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return {row["ID"]: row["text"] for row in csv.DictReader(file)}


def _judged(
    notes: Mapping[str, Sequence[Annotation]], texts: Mapping[str, str], resources: Resources
) -> Iterator[tuple[str, Judged]]:
    keys = [key for key in texts if key in notes]
    readings = read_closely((Article("", texts[key]) for key in keys), resources)
    for key, reading in zip(keys, readings, strict=True):
        words = {actor.name: _words_by_mention(actor.name, reading) for actor in reading.actors}
        yield key, Judged(notes[key], words, evidence_by_actor(reading, resources.lexicons))


def _words_by_mention(name: str, reading: Reading) -> list[frozenset[str]]:
    actor = next(actor for actor in reading.actors if actor.name == name)
    return [_words(reading.article.quote(mention.span)) for mention in actor.mentions]


def _words(text: str) -> frozenset[str]:
    return frozenset(normal_form(word).removesuffix("'s") for word in WORD.findall(text)) - {"the", "a", "an", "of"}


def _somebody(article: Judged) -> Iterator[Pair]:
    """Yield, for each actor that was noted, as what, and as what the tool casts it."""
    noted: dict[str, list[str]] = defaultdict(list)
    for note in article.annotations:
        if (name := _actor_named(note.entity, article.words)) is not None:
            noted[name].append(note.role)
    for name, roles in noted.items():
        yield _most_common(roles), cast_as(article.evidence[name])


def _actor_named(entity: str, words: Mapping[str, Sequence[frozenset[str]]]) -> str | None:
    wanted = _words(entity)
    shared = {
        name: max((len(wanted & words) / max(1, len(wanted | words)) for words in mentions), default=0)
        for name, mentions in words.items()
    }
    best = max(shared, key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] >= SAME else None


def _groups(annotations: Iterable[Annotation]) -> dict[str, Counter[str]]:
    """Count by word the classes of the entities that it stands in."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for note in annotations:
        for word in _words(note.entity):
            groups[word][note.group] += 1
    return groups


def _classes(article: Judged, groups: Mapping[str, Counter[str]]) -> Iterator[Pair]:
    """Yield, for each class that was noted, as what, and as what its actors together are cast."""
    pooled: dict[str, list[Evidence]] = defaultdict(list)
    for name, evidence in article.evidence.items():
        votes = sum((groups.get(word, Counter()) for word in _words(name)), Counter[str]())
        if votes:
            pooled[_most_common(votes.elements())] += evidence
    noted: dict[str, list[str]] = defaultdict(list)
    for note in article.annotations:
        noted[note.group].append(note.role)
    for group, roles in noted.items():
        yield _most_common(roles), cast_as(pooled[group])


def _macro_f1_of_usual_roles(
    notes: Mapping[str, Sequence[Annotation]], first: Sequence[str], second: Sequence[str]
) -> float:
    by_group: dict[str, list[str]] = defaultdict(list)
    for key in first:
        for note in notes[key]:
            by_group[note.group].append(note.role)
    noted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in second:
        for note in notes[key]:
            noted[key, note.group].append(note.role)
    gold = [_most_common(roles) for roles in noted.values()]
    return float(np.mean(_f1(gold, [_most_common(by_group[group]) for _, group in noted])))


def _most_common(names: Iterable[str]) -> str:
    ((name, _),) = Counter(names).most_common(1)
    return name


def _figures(pairs: Sequence[Pair]) -> Iterator[str]:
    gold = [noted for noted, _ in pairs]
    found = [ABSTAINED if cast is None else str(cast) for _, cast in pairs]
    decided = [(noted, cast) for noted, cast in zip(gold, found, strict=True) if cast != ABSTAINED]
    each = _f1(gold, found)
    yield f"{len(decided) / len(pairs):.0%}"
    yield f"{np.mean(each):.3f}"
    yield f"{np.mean(_f1(gold, [MAJORITY] * len(gold))):.3f}"
    gold_there, found_there = zip(*decided, strict=True)
    yield f"{np.mean(np.array(gold_there) == np.array(found_there)):.0%}"
    yield f"{gold_there.count(MAJORITY) / len(decided):.0%}"
    yield f"{np.mean(_f1(gold_there, found_there)):.3f}"
    yield f"{np.mean(_f1(gold_there, [MAJORITY] * len(decided))):.3f}"
    yield from (f"{score:.3f}" for score in each)


def _f1(gold: Sequence[str], found: Sequence[str]) -> list[float]:
    return [float(score) for score in f1_score(gold, found, labels=ROLES, average=None, zero_division=0)]


def _share_of_others_cast(articles: Iterable[Judged]) -> float:
    cast = []
    for article in articles:
        noted = {_actor_named(note.entity, article.words) for note in article.annotations}
        cast += [cast_as(evidence) is not None for name, evidence in article.evidence.items() if name not in noted]
    return float(np.mean(cast))


def _halves(keys: Sequence[str], *, known: Container[str]) -> tuple[list[str], list[str]]:
    """Cut the annotated articles in two at random; those without a text are left out of their half."""
    ordered = sorted(keys, key=int)
    order = np.random.default_rng(SEED).permutation(len(ordered))
    middle = len(ordered) // 2
    first, second = ([ordered[i] for i in part] for part in (order[:middle], order[middle:]))
    return [key for key in first if key in known], [key for key in second if key in known]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.roles DATA_FOLDER")
    main(Path(sys.argv[1]))
