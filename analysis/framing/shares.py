"""How large a share of the sentences evokes each frame, and how episodic a voice tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from analysis.framing.evoked import KEY, Evoked
from analysis.intervals import with_ratio
from analysis.lexicon import Category
from analysis.quotations import Voice
from analysis.results import Band, Score, too_short

EPISODIC, THEMATIC = f"{KEY}/scope_episodic", f"{KEY}/scope_thematic"
POLICY = "policy"
# With fewer sentences, a single one moves the share by 25 points or more.
MINIMUM_SENTENCES = 5

FRAME_BANDS = (
    Band("absent", 0.05, "no sentence evokes it: the share rounds to 0.0 %"),
    Band("touched on", 10.0, "below one sentence in ten: mentioned in passing"),
    Band("prominent", 33.3, "one sentence in ten to one in three: a side of the story that no reader misses"),
    Band("dominant", None, "at least every third sentence: what the story is mainly said to be about"),
)
SCOPE_BANDS = (
    Band("mostly context", 33.3, "context outweighs the single event two to one"),
    Band("mixed", 66.7, "neither outweighs the other two to one"),
    Band("mostly single events", None, "the single event outweighs context two to one"),
)


def share_scores(evoked: Evoked, frames: Collection[Category], voice: Voice) -> Iterator[Score]:
    """Yield the share of each frame in one voice, of sentences without a policy frame, and how episodic it tells."""
    speaking = evoked.speaking[voice]
    for frame in frames:
        evoking = evoked.by(frame.key, voice)
        yield _share(
            Score(
                "frame_share",
                f"Sentences that evoke “{frame.label}”",
                None,
                "%",
                voice,
                "higher = more sentences evoke the frame",
                bands=FRAME_BANDS,
                subject=frame.label,
            ),
            [float(index in evoking) for index in speaking],
            "sentences",
        )
    yield _unframed_share(evoked, [frame for frame in frames if frame.group == POLICY], voice)
    yield _episodic_share(evoked, voice)


def _unframed_share(evoked: Evoked, frames: Collection[Category], voice: Voice) -> Score:
    """Score what remains: sentences without a frame, and among them those of the codebook's fifteenth, "other"."""
    framed = frozenset[int]().union(*(evoked.by(frame.key, voice) for frame in frames))
    return _share(
        Score(
            "unframed_share",
            "Sentences that evoke none of the policy frames",
            None,
            "%",
            voice,
            "higher = more sentences look at no side of a public question, or at one beyond these frames (“other”)",
        ),
        [float(index not in framed) for index in evoked.speaking[voice]],
        "sentences",
    )


def _episodic_share(evoked: Evoked, voice: Voice) -> Score:
    episodic, thematic = (evoked.by(scope, voice) for scope in (EPISODIC, THEMATIC))
    return _share(
        Score(
            "episodic_share",
            "Told through single events rather than context",
            None,
            "%",
            voice,
            "higher = through single events and people (episodic), lower = through context and trends (thematic)",
            bands=SCOPE_BANDS,
        ),
        [0.5 if index in episodic & thematic else float(index in episodic) for index in sorted(episodic | thematic)],
        "sentences that point to a single event or to context",
    )


def _share(score: Score, hits: Sequence[float], what: str) -> Score:
    """Fill in value and interval from one number a sentence (1 = yes), or the reason why there are none."""
    if note := too_short(len(hits), what, minimum=MINIMUM_SENTENCES, where=score.voice.in_words):
        return replace(score, note=note)
    return with_ratio(score, hits, [1.0] * len(hits), scale=100)
