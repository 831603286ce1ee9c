"""The same fact in another frame: what several tell, each as a matter of something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from analysis.comparison.passages import Passage, PassageKind
from analysis.comparison.telling import Telling
from analysis.results import Row, Table

EXPLANATION = (
    "Sentences of two articles that report the same fact and evoke different frames, those with the least in common "
    "first. A sentence that evokes no frame is left out: it may merely lack the words by which frames are recognised."
)
NO_FACT = "No fact is told by two of these articles in sentences that were recognised as the same."
NO_OTHER_FRAME = (
    "The facts that several of these articles tell evoke the same frames in each, or in all but one of them none."
)


def same_fact_other_frame(tellings: Mapping[int, Telling], names: Sequence[str], passages: Sequence[Passage]) -> Table:
    """List the facts that two articles tell in sentences that evoke different frames, a row a pair of articles.

    Args:
        tellings: by the number of the article; with the frames of their sentences.
        names: how to call each article.
        passages: what the articles share.
    """
    facts = [passage for passage in passages if passage.kind is PassageKind.SAME_FACT]
    found = [ranked for passage in facts for ranked in _pairs(passage, tellings, names)]
    # Sorting is stable: pairs that have as little in common stay in the order of the telling.
    rows = tuple(row for _, row in sorted(found, key=lambda ranked: ranked[0]))
    return Table(
        "same_fact_other_frame",
        "The same fact in another frame",
        EXPLANATION if rows else NO_OTHER_FRAME if facts else NO_FACT,
        (
            "Article",
            "Its sentence",
            "Frames only there",
            "Other article",
            "Other sentence",
            "Frames only in it",
            "Frames of both",
        ),
        rows,
    )


def _pairs(
    passage: Passage, tellings: Mapping[int, Telling], names: Sequence[str]
) -> Iterator[tuple[tuple[float, int], Row]]:
    """Yield the row of each two articles that tell a fact in different frames, with its rank: the lower, the earlier.

    It is what the two have in common, as a share of all their frames, 0 to 1, and then how many frames they have.
    """
    frames = {number: _frames(passage, number, tellings[number]) for number in passage.articles}
    for one, other in combinations(passage.articles, 2):
        both = [frame for frame in frames[one] if frame in frames[other]]
        alone = [[frame for frame in frames[number] if frame not in both] for number in (one, other)]
        if frames[one] and frames[other] and any(alone):
            every = len(both) + sum(map(len, alone))
            cells = [
                cell
                for number, only in zip((one, other), alone, strict=True)
                for cell in (names[number], _quoted(passage, number, tellings[number]), ", ".join(only) or None)
            ]
            places = [(number, span) for number, span in passage.places if number in (one, other)]
            articles, spans = zip(*places, strict=True)
            yield (len(both) / every, -every), Row((*cells, ", ".join(both) or None), tuple(spans), tuple(articles))


def _frames(passage: Passage, number: int, telling: Telling) -> tuple[str, ...]:
    """Return the frames that an article's sentences in a passage evoke, each once."""
    return tuple(dict.fromkeys(frame for span in passage.spans(number) for frame in telling.frames.get(span, ())))


def _quoted(passage: Passage, number: int, telling: Telling) -> str:
    return " … ".join(telling.article.quote(span) for span in passage.spans(number))
