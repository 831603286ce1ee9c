"""Who is cast as hero, villain or victim, by the outlet and by those whom it quotes or reports.

Where the evidence (:mod:`analysis.framing.casting`) is weak or divided, nobody is cast. How well castings agree with
people: ``benchmarks/roles.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.framing.casting import LIGHTS, CastAs, Evidence, Teller, evidence_by_actor
from analysis.lexicon import Lexicons
from analysis.reading import Reading
from analysis.results import Cell, Row, Table

# One deed told as a fact is enough, a deed that might happen or a single sentence in a bad light is not.
ENOUGH = 1.0
# The strongest role needs twice the evidence of the next, or the text is of two minds.
CLEAR = 2.0


@dataclass(frozen=True, slots=True)
class Casting:
    """An actor that the text casts.

    Attributes:
        actor: the actor's name.
        role: as what.
        teller: by whom.
        evidence: for this role and any other, in the order of the text.
    """

    actor: str
    role: CastAs
    teller: Teller
    evidence: tuple[Evidence, ...]


def castings(reading: Reading, lexicons: Lexicons) -> tuple[Casting, ...]:
    """Return who is cast as what and by whom, in the order of ``reading.actors``; whoever is not cast is left out."""
    found = []
    for actor, everything in evidence_by_actor(reading, lexicons).items():
        for teller in Teller:
            evidence = tuple(each for each in everything if each.teller is teller)
            role = cast_as(evidence)
            if role is not None:
                found.append(Casting(actor, role, teller, evidence))
    return tuple(found)


def cast_as(evidence: Iterable[Evidence]) -> CastAs | None:
    """Return the role that evidence speaks for; None if it is weak or divided."""
    weights = dict.fromkeys(CastAs, 0.0)
    for each in evidence:
        weights[each.role] += each.weight
    first, second, _ = sorted(weights, key=weights.__getitem__, reverse=True)
    return first if weights[first] >= max(ENOUGH, CLEAR * weights[second]) else None


def roles_table(cast: Sequence[Casting], reading: Reading) -> Table:
    """One row for each actor and teller that casts it."""
    return Table(
        "roles",
        "Who is cast as what",
        "Whom the telling casts as hero, villain or victim, and how many words and sentences speak for each. This is "
        "how somebody is told of, not what they are; most people in the news are cast as nothing and are not listed.",
        ("Actor", "Cast as", "Told by", "Hero", "Villain", "Victim", "Because"),
        tuple(_row(casting, reading) for casting in cast),
    )


def _row(casting: Casting, reading: Reading) -> Row:
    counts = (sum(each.role is role for each in casting.evidence) for role in CastAs)
    because = _because([each for each in casting.evidence if each.role is casting.role], reading)
    cells: tuple[Cell, ...] = (casting.actor, casting.role.value, casting.teller.value, *counts, because)
    return Row(cells, tuple(each.span for each in casting.evidence))


def _because(evidence: Iterable[Evidence], reading: Reading) -> str:
    """Return the reasons with their words; of sentences that show somebody in some light, how many they are."""
    words: dict[str, list[str]] = defaultdict(list)
    for each in evidence:
        words[each.why].append(f"“{reading.article.quote(each.span)}”")
    return "; ".join(
        f"{why} ({_sentences(len(quotes)) if why in LIGHTS else ', '.join(dict.fromkeys(quotes))})"
        for why, quotes in words.items()
    )


def _sentences(count: int) -> str:
    return f"{count} sentence{'s' if count > 1 else ''}"
