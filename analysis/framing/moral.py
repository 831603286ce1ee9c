"""Moral language: how thickly the words of each moral foundation stand in the text, and on which side of it.

The foundations are those of Haidt and Graham (2007); each has a list of words for upholding it (virtue) and one for
violating it (vice), ``lexicons/framing/moral_*``, or the lists that a person brings instead. The words say what is
held to be at stake: not who is right, and not what the writer believes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.article import Part
from analysis.density import with_density
from analysis.lexicon import FOUNDATIONS, SIDES, Category, moral_key
from analysis.quotations import Voice
from analysis.reading import Reading
from analysis.results import Finding, Row, Score, Table


def moral_scores(reading: Reading, findings: Sequence[Finding], categories: Iterable[Category]) -> Iterator[Score]:
    """Yield ``moral_words_per_1000_words`` for each voice and foundation that has words (``subject`` is its name).

    Value: words of either side in the body per 1,000 words of that voice, 0 to 1,000; a mild word (weight 0.5) counts
    as half. Higher = more moral wording.

    Args:
        reading: of the article.
        findings: of framing, as they stand.
        categories: of framing.
    """
    by_foundation = _by_foundation(findings, categories)
    for voice in Voice:
        for foundation, sides in by_foundation.items():
            score = Score(
                "moral_words_per_1000_words",
                f"Moral words of “{foundation}”",
                None,
                "per 1,000 words",
                voice,
                "higher = more moral wording; it does not say who is right",
                subject=foundation,
            )
            words = [finding for found in sides.values() for finding in found]
            yield with_density(score, words, reading, weighted=True)


def moral_table(findings: Sequence[Finding], categories: Iterable[Category]) -> Table:
    """One row a foundation: how many words uphold or violate it in each voice; the evidence is the words."""
    return Table(
        "moral_language",
        "Moral language",
        "How many words of the body speak of a moral foundation, as upheld (“kindness”) or violated (“cruelty”). They "
        "say what is held to be at stake, not who is right.",
        (
            "Foundation",
            "Upheld, own words",
            "Violated, own words",
            "Upheld, quoted words",
            "Violated, quoted words",
            "Words",
        ),
        tuple(_row(name, sides) for name, sides in _by_foundation(findings, categories).items()),
    )


def _row(foundation: str, sides: Mapping[str, Sequence[Finding]]) -> Row:
    counts = (sum(finding.voice is voice for finding in sides[side]) for voice in Voice for side in SIDES)
    words = sorted(finding.span for found in sides.values() for finding in found)
    return Row((foundation, *counts, len(words)), tuple(words))


def _by_foundation(
    findings: Iterable[Finding], categories: Iterable[Category]
) -> dict[str, dict[str, tuple[Finding, ...]]]:
    """Return the findings of the body by foundation and side; a foundation without a list is left out, not zero."""
    listed = {category.key for category in categories}
    body = [finding for finding in findings if finding.span.part is Part.BODY]
    return {
        foundation.capitalize(): {
            side: tuple(finding for finding in body if finding.category == moral_key(foundation, side))
            for side in SIDES
        }
        for foundation in FOUNDATIONS
        if any(moral_key(foundation, side) in listed for side in SIDES)
    }
