"""Framing: what is the story said to be about? Frames, scope and Entman's four functions, each with its sentences.

Frames are those of Boydstun et al. 2014 (policy) and of Semetko and Valkenburg 2000 (generic), scope is Iyengar's
(1991) episodic or thematic, functions are Entman's (1993). The fifteenth policy frame, "other", is what remains: it
lies among the sentences that evoke none of the fourteen. ``findings`` says what a sentence's frames rest on, ``evoked``
which sentences evoke what; ``shares`` and ``tables`` count them. ``roles`` and ``moral`` are lenses of their own.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.framing.evoked import KEY, evoked_by
from analysis.framing.findings import framing_findings
from analysis.framing.moral import moral_scores, moral_table
from analysis.framing.roles import castings, roles_table
from analysis.framing.shares import FRAME_BANDS, MINIMUM_SENTENCES, share_scores
from analysis.framing.tables import frames_table, functions_table
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.results import DimensionResult

__all__ = ["FRAME_BANDS", "FRAME_GROUPS", "KEY", "LIMITS", "MINIMUM_SENTENCES", "measure"]

LIMITS = (
    "Frames are read sentence by sentence, by cue words and by a model that has learned from invented examples: what a "
    "story conveys between its sentences is missed, and a sentence that mentions a side in passing may count. Moral "
    "words are counted by a list, whoever they are meant for. “Cast as” says how somebody is told of, not what they "
    "are. A frame is a lens, not a fault; which frames would suit the story is for the reader to say."
)
# "own": the frames of a person's own lists.
FRAME_GROUPS = ("policy", "generic", "own")
FUNCTIONS = ("function_problem", "function_cause", "function_judgement", "function_remedy")


def measure(reading: Reading, resources: Resources) -> DimensionResult:
    """Return how large a share of the body's sentences evokes each frame, by voice, with the cues and sentences.

    Scores, each for the outlet's own and for quoted words, shares in % of the sentences in that voice:
        ``frame_share``: one a frame (``subject`` is its label), 0 to 100, higher = more sentences evoke the frame.
        ``unframed_share``: sentences that evoke no policy frame, 0 to 100.
        ``episodic_share``: of the sentences of either scope those that are episodic, 0 to 100; one that is both
        counts as half.
        ``moral_words_per_1000_words``: one a moral foundation (``subject``), per 1,000 words in that voice.

    Tables: ``frames`` (one row a frame, most evoked first) and ``functions`` (one row a function of Entman's); their
    evidence is the sentences. ``moral_language`` (one row a foundation); its evidence is the words. ``roles`` (one row
    an actor and teller that casts it). What the headline evokes is found too, but does not count in scores and tables.
    """
    categories = {category.key: category for category in resources.lexicons.of_dimension(KEY)}
    frames = tuple(category for category in categories.values() if category.group in FRAME_GROUPS)
    findings = tuple(
        replace(finding, subject=categories[finding.category].label)
        for finding in reading.decided(framing_findings(reading, resources, categories), KEY)
        # A reader may have decided for a frame of a word list that is in use no more.
        if finding.category in categories
    )
    evoked = evoked_by(findings, reading.document)
    scores = (
        *(score for voice in Voice for score in share_scores(evoked, frames, voice)),
        *moral_scores(reading, findings, categories.values()),
    )
    functions = tuple(categories[f"{KEY}/{name}"] for name in FUNCTIONS)
    tables = (
        frames_table(evoked, frames, scores),
        functions_table(evoked, functions),
        moral_table(findings, categories.values()),
        roles_table(castings(reading, resources.lexicons), reading),
    )
    return DimensionResult(KEY, scores, findings, LIMITS, tables)
