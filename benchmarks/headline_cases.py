"""How often does the headline measure judge hand-made cases as a careful reader does?

The cases are in ``tests/headline_cases``: headline, body, verdict on elements, what the body does with the claim.
``seen`` served to write the rules; ``unseen`` did not.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import f1_score

from analysis.article import Article
from analysis.headline import HeadlineScores, headline_scores
from analysis.models import MODELS_FOLDER
from analysis.reading import Reading, Resources, load_resources, read_closely
from benchmarks.results import table, write_section

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "headline_cases"
PARTS = ("seen", "unseen")
TITLE = "Headline: hand-made cases"


@dataclass(frozen=True)
class Element:
    """A stretch of a headline, what a reader says of it, and the words of the story that show it, if any."""

    text: str
    verdict: str
    evidence: str = ""
    place: str = ""


@dataclass(frozen=True)
class HeadlineCase:
    """A headline over a body as a careful reader judges it; ``tests/headline_cases/README.md`` gives the rules."""

    id: str
    about: str
    article: Article
    carried: str
    stance: str
    elements: tuple[Element, ...]


def cases(part: str) -> list[HeadlineCase]:
    """Return the cases of one part: ``"seen"`` or ``"unseen"``."""
    with (FOLDER / f"{part}.toml").open("rb") as file:
        entries = tomllib.load(file)["case"]
    return [
        HeadlineCase(
            entry["id"],
            entry["about"],
            Article(entry["headline"], entry["body"].strip()),
            entry["carried"],
            entry["stance"],
            tuple(Element(**element) for element in entry["element"]),
        )
        for entry in entries
    ]


def verdict_on(element: Element, case: HeadlineCase, scores: HeadlineScores) -> str:
    """Return the verdict on a stretch of the headline: the worst on what overlaps it; ``"none"`` if nothing does."""
    start = case.article.headline.index(element.text)
    end = start + len(element.text)
    order = ("contradicted", "missing", "weakened", "supported")
    found = {
        judgement.verdict.value
        for judgement in scores.judgements
        if judgement.element.span.start < end and start < judgement.element.span.end
    }
    return next((verdict for verdict in order if verdict in found), "none")


def judged(part: str, resources: Resources) -> list[tuple[HeadlineCase, Reading, HeadlineScores]]:
    """Judge the cases of one part."""
    found = cases(part)
    readings = read_closely([case.article for case in found], resources)
    return [(case, reading, headline_scores(reading, resources)) for case, reading in zip(found, readings, strict=True)]


def main(models: Path = MODELS_FOLDER) -> None:
    """Judge all cases and write the section."""
    resources = load_resources(models=models)
    rows = [_row(part, judged(part, resources)) for part in PARTS]
    write_section(
        TITLE,
        "Verdict on an element: agreement with a reader, of four verdicts. Carried: of two cases that a reader calls "
        "differently carried (yes, partly, no), how often the share ranks them so (a tie counts half). Stance: of "
        "supports, discusses, disputes, unrelated.\n\n"
        + table(("part", "cases", "elements", "verdicts right", "carried ranked", "stance right", "macro F1"), rows),
    )


def _row(part: str, found: Sequence[tuple[HeadlineCase, Reading, HeadlineScores]]) -> tuple[str, ...]:
    elements = [(e.verdict, verdict_on(e, case, scores)) for case, _, scores in found for e in case.elements]
    agreed = sum(gold == ours for gold, ours in elements) / len(elements)
    stances = [(case.stance, scores.stance.name) for case, _, scores in found]
    right = sum(gold == ours for gold, ours in stances) / len(stances)
    gold, ours = zip(*stances, strict=True)
    macro = f1_score(gold, ours, average="macro", zero_division=0)
    return (
        part,
        str(len(found)),
        str(len(elements)),
        f"{agreed:.2f}",
        f"{ranked(found):.2f}",
        f"{right:.2f}",
        f"{macro:.2f}",
    )


def ranked(found: Sequence[tuple[HeadlineCase, Reading, HeadlineScores]]) -> float:
    """Return the share of pairs of differently carried cases that the supported share ranks as the reader does."""
    worth = {"no": 0, "partly": 1, "yes": 2}
    values = [(worth[case.carried], scores.supported_share or 0.0) for case, _, scores in found]
    outcomes: Counter[float] = Counter()
    for gold, share in values:
        for other_gold, other_share in values:
            if gold > other_gold:
                outcomes[1.0 if share > other_share else 0.5 if share == other_share else 0.0] += 1
    return (outcomes[1.0] + 0.5 * outcomes[0.5]) / outcomes.total()
