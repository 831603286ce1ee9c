"""The tables of framing: every frame and every function of Entman's, with their sentences."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.framing.evoked import Evoked
from analysis.lexicon import Category
from analysis.quotations import Voice
from analysis.results import Row, Score, Table


def frames_table(evoked: Evoked, frames: Iterable[Category], scores: Iterable[Score]) -> Table:
    """One row a frame, the one that most sentences evoke first."""
    shares = {(score.subject, score.voice): score.value for score in scores if score.name == "frame_share"}
    rows = []
    for frame in frames:
        evidence = evoked.spans(frame.key)
        own, quoted = shares[frame.label, Voice.OWN], shares[frame.label, Voice.QUOTED]
        rows.append(Row((frame.label, frame.group, own, quoted, len(evidence)), evidence))
    return Table(
        "frames",
        "Frames",
        "How many sentences of the body evoke each frame, in % of the sentences in that voice; "
        "a sentence can evoke several. Policy frames are sides of a public question, generic ones ways to tell any "
        "news.",
        ("Frame", "Scheme", "Own words, %", "Quoted words, %", "Sentences"),
        tuple(sorted(rows, key=lambda row: -len(row.evidence))),
    )


def functions_table(evoked: Evoked, functions: Iterable[Category]) -> Table:
    """One row a function, in Entman's order: problem, cause, judgement, remedy."""
    return Table(
        "functions",
        "What the story does with its problem",
        "Sentences that name a problem, a cause, a judgement or a remedy; a row without sentences shows what is left "
        "unsaid.",
        ("Function", "Own words, sentences", "Quoted words, sentences", "Sentences"),
        tuple(_function_row(evoked, function) for function in functions),
    )


def _function_row(evoked: Evoked, function: Category) -> Row:
    evidence = evoked.spans(function.key)
    sentences = (len(evoked.by(function.key, voice)) for voice in Voice)
    return Row((function.label, *sentences, len(evidence)), evidence)
