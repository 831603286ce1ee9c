"""Framing: what is the story said to be about? Frames, scope and Entman's four functions, each with its sentences.

Frames are those of Boydstun et al. 2014 (policy) and of Semetko and Valkenburg 2000 (generic), scope is Iyengar's
(1991) episodic or thematic, functions are Entman's (1993). The fifteenth policy frame, "other", has no cues and is left
out: it is what remains. The words that cue each are in ``lexicons/framing``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.article import Part, Span
from analysis.document import Document, Sentence
from analysis.intervals import with_ratio
from analysis.lexicon import Category
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.results import Band, DimensionResult, Finding, Row, Score, Table, too_short

KEY = "framing"
LIMITS = (
    "Frames are recognised by cue words: a frame conveyed without them is missed, and a cue used in passing counts. "
    "A frame is a lens, not a fault; which frames would suit the story is for the reader to say."
)
# "own": the frames of a person's own lists.
FRAME_GROUPS = ("policy", "generic", "own")
FUNCTIONS = ("function_problem", "function_cause", "function_judgement", "function_remedy")
EPISODIC, THEMATIC = "scope_episodic", "scope_thematic"
# One ordinary cue, or two weak ones that back each other ("company" and "customer"), make a sentence evoke a frame;
# a weak cue alone stands in sentences about anything.
EVOKING_WEIGHT = 1.0
# With fewer words of its own in a sentence ("she said") a voice tells nothing about the subject there.
MINIMUM_WORDS = 3
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


@dataclass(frozen=True)
class _Evoked:
    """Which sentences of the body evoke what, by voice.

    Attributes:
        body: the sentences of the body, by their index.
        speaking: indexes of the sentences in which a voice has at least :data:`MINIMUM_WORDS` words.
        indexes: indexes of the speaking sentences whose cues of one category weigh at least :data:`EVOKING_WEIGHT`.
    """

    body: Sequence[Sentence]
    speaking: Mapping[Voice, tuple[int, ...]]
    indexes: Mapping[tuple[str, Voice], frozenset[int]]

    def by(self, category: str, voice: Voice) -> frozenset[int]:
        """Return the indexes of the sentences that evoke a category in one voice."""
        return self.indexes.get((category, voice), frozenset())

    def spans(self, category: str) -> tuple[Span, ...]:
        """Return the sentences that evoke a category in either voice, in the order of the text."""
        indexes = frozenset[int]().union(*(self.by(category, voice) for voice in Voice))
        return tuple(self.body[index].span for index in sorted(indexes))


def measure(reading: Reading, resources: Resources) -> DimensionResult:
    """Return how large a share of the body's sentences evokes each frame, by voice, with the cues and sentences.

    Scores, each for the outlet's own and for quoted words, in % of the sentences in that voice:
        ``frame_share``: one a frame (``subject`` is its label), 0 to 100, higher = more sentences evoke the frame.
        ``episodic_share``: of the sentences with a cue of scope those that are episodic, 0 to 100; one that is both
        counts as half.

    Tables: ``frames`` (one row a frame, most evoked first) and ``functions`` (one row a function of Entman's); their
    evidence is the sentences. Cues in the headline are findings too, but do not count in the shares.
    """
    categories = {category.key: category for category in resources.lexicons.of_dimension(KEY)}
    frames = tuple(category for category in categories.values() if category.group in FRAME_GROUPS)
    cues = (reading.term_finding(match, subject=match.category.label) for match in reading.terms.get(KEY, ()))
    findings = tuple(
        replace(finding, subject=categories[finding.category].label)
        for finding in reading.decided(cues, KEY)
        # A reader may have decided for a frame of a word list that is in use no more.
        if finding.category in categories
    )
    evoked = _evoked(reading.document, findings)
    scores = tuple(score for voice in Voice for score in _scores(evoked, frames, voice))
    functions = tuple(categories[f"{KEY}/{name}"] for name in FUNCTIONS)
    tables = (_frames_table(evoked, frames, scores), _functions_table(evoked, functions))
    return DimensionResult(KEY, scores, findings, LIMITS, tables)


def _evoked(document: Document, findings: Iterable[Finding]) -> _Evoked:
    """Add up the weights of the cues a sentence, category and voice."""
    body = document.body_sentences
    weights: dict[tuple[str, Voice, int], float] = defaultdict(float)
    for finding in findings:
        sentence = document.sentence_at(finding.span.part, finding.span.start)
        if finding.span.part is Part.BODY and sentence:
            weights[finding.category, finding.voice, sentence.index] += finding.weight
    indexes: dict[tuple[str, Voice], set[int]] = defaultdict(set)
    for (category, voice, index), weight in weights.items():
        if weight >= EVOKING_WEIGHT and body[index].words(voice) >= MINIMUM_WORDS:
            indexes[category, voice].add(index)
    speaking = {
        voice: tuple(sentence.index for sentence in body if sentence.words(voice) >= MINIMUM_WORDS) for voice in Voice
    }
    return _Evoked(body, speaking, {key: frozenset(found) for key, found in indexes.items()})


def _scores(evoked: _Evoked, frames: Iterable[Category], voice: Voice) -> Iterator[Score]:
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
    yield _episodic_share(evoked, voice)


def _episodic_share(evoked: _Evoked, voice: Voice) -> Score:
    episodic, thematic = (evoked.by(f"{KEY}/{name}", voice) for name in (EPISODIC, THEMATIC))
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


def _frames_table(evoked: _Evoked, frames: Iterable[Category], scores: Iterable[Score]) -> Table:
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


def _functions_table(evoked: _Evoked, functions: Iterable[Category]) -> Table:
    """One row a function, in Entman's order: problem, cause, judgement, remedy."""
    return Table(
        "functions",
        "What the story does with its problem",
        "Sentences that name a problem, a cause, a judgement or a remedy; a row without sentences shows what is left "
        "unsaid.",
        ("Function", "Own words, sentences", "Quoted words, sentences", "Sentences"),
        tuple(_function_row(evoked, function) for function in functions),
    )


def _function_row(evoked: _Evoked, function: Category) -> Row:
    evidence = evoked.spans(function.key)
    sentences = (len(evoked.by(function.key, voice)) for voice in Voice)
    return Row((function.label, *sentences, len(evidence)), evidence)
