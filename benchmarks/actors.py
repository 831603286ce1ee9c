"""How well mentions are grouped into actors: B³ on the gold articles in ``tests/actors_gold``.

B³ (Bagga and Baldwin 1998) over all mentions, gold and found. A found mention is a gold mention if their spans are
equal or, failing that, if its head token lies inside the gold span; one to one. A mention without a twin counts as 0:
a spurious one lowers precision, a missed one lowers recall, also if it stands alone.

Run with ``python -m benchmarks.actors``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.actors import Actor
from analysis.article import Article, Part, Span
from analysis.reading import Resources, load_resources, read_closely
from benchmarks.results import table, write_section

GOLD = Path(__file__).resolve().parent.parent / "tests" / "actors_gold"
PROTOCOL = (
    "Hand-marked articles in tests/actors_gold; the rules were written on the seen ones. A found mention counts if it "
    "is a marked one or its head lies in a marked one; spurious and missed mentions count as 0."
)
MARKED = re.compile(r"\[\[(\w+)\|([^\]]+)\]\]")


@dataclass(frozen=True)
class GoldArticle:
    """An article whose mentions of actors were marked by hand: span -> actor."""

    name: str
    article: Article
    mentions: Mapping[Span, str]


@dataclass(frozen=True)
class BCubed:
    """Precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_gold(folder: str) -> tuple[GoldArticle, ...]:
    """Read the gold articles of ``seen`` or ``unseen``."""
    return tuple(_parse(path) for path in sorted((GOLD / folder).glob("*.txt")))


def _parse(path: Path) -> GoldArticle:
    headline, _, body = path.read_text(encoding="utf-8").strip().partition("\n\n")
    mentions: dict[Span, str] = {}
    texts: dict[Part, str] = {}
    for part, marked in ((Part.HEADLINE, headline), (Part.BODY, body)):
        text, position = "", 0
        for match in MARKED.finditer(marked):
            text += marked[position : match.start()]
            mentions[Span(part, len(text), len(text) + len(match[2]))] = match[1]
            text += match[2]
            position = match.end()
        texts[part] = text + marked[position:]
    return GoldArticle(path.stem, Article(texts[Part.HEADLINE], texts[Part.BODY], source=path.name), mentions)


def twins(gold: GoldArticle, actors: Iterable[Actor], heads: Mapping[Span, int]) -> dict[Span, Span]:
    """Return found span -> gold span, one to one; ``heads`` gives the offset of each found mention's head."""
    found = [mention.span for actor in actors for mention in actor.mentions]
    pairs = {span: span for span in found if span in gold.mentions}
    free = set(gold.mentions) - set(pairs)
    for span in found:
        if span not in pairs:
            inside = sorted(g for g in free if g.part is span.part and g.start <= heads[span] < g.end)
            if inside:
                pairs[span] = inside[0]
                free.remove(inside[0])
    return pairs


def b_cubed(key: Mapping[Span, str], response: Mapping[Span, str], pairs: Mapping[Span, Span]) -> BCubed:
    """Compare two groupings of mentions.

    Args:
        key: gold span -> actor.
        response: found span -> actor.
        pairs: found span -> gold span, for the mentions found.
    """
    clusters: dict[str, set[Span]] = {}
    for span, actor in response.items():
        clusters.setdefault(actor, set()).add(span)
    truths: dict[str, set[Span]] = {}
    for span, actor in key.items():
        truths.setdefault(actor, set()).add(span)
    precision = recall = 0.0
    for span, twin in pairs.items():
        cluster, truth = clusters[response[span]], truths[key[twin]]
        shared = sum(pairs.get(other) in truth for other in cluster)
        precision += shared / len(cluster)
        recall += shared / len(truth)
    return BCubed(precision / len(response) if response else 0.0, recall / len(key) if key else 0.0)


def evaluate(golds: Iterable[GoldArticle], resources: Resources) -> BCubed:
    """Return B³ over all mentions of several articles together."""
    golds = tuple(golds)
    key: dict[Span, str] = {}
    response: dict[Span, str] = {}
    pairs: dict[Span, Span] = {}
    shift = 0
    for gold, reading in zip(golds, read_closely((g.article for g in golds), resources), strict=True):
        tokens = reading.document.parsed
        heads = {m.span: tokens[m.span.part][m.head].idx for actor in reading.actors for m in actor.mentions}

        def moved(span: Span, by: int = shift) -> Span:
            return Span(span.part, span.start + by, span.end + by)

        key |= {moved(span): f"{gold.name}/{actor}" for span, actor in gold.mentions.items()}
        response |= {moved(m.span): f"{gold.name}/{a.name}" for a in reading.actors for m in a.mentions}
        pairs |= {moved(a): moved(b) for a, b in twins(gold, reading.actors, heads).items()}
        shift += len(gold.article.headline) + len(gold.article.body)
    return b_cubed(key, response, pairs)


def main() -> None:
    """Write B³ for the seen and the unseen articles to the results."""
    resources = load_resources(models=None)
    rows: list[tuple[object, ...]] = []
    for folder in ("seen", "unseen"):
        golds = read_gold(folder)
        result = evaluate(golds, resources)
        n_mentions = sum(len(gold.mentions) for gold in golds)
        scores = (f"{value:.3f}" for value in (result.precision, result.recall, result.f1))
        rows.append((folder, len(golds), n_mentions, *scores))
    columns = ("articles", "number", "mentions", "B³ precision", "B³ recall", "B³ F1")
    write_section("Actors: grouping of mentions", f"{PROTOCOL}\n\n{table(columns, rows)}")


if __name__ == "__main__":
    main()
