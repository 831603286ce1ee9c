"""The sentences behind frames, functions and scope: in whose voice each evokes them, and by what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.article import Part, Span
from analysis.document import Document, Sentence
from analysis.framing.evoked import evoked_by
from analysis.quotations import Voice
from analysis.results import DimensionResult, Finding


@dataclass(frozen=True, slots=True)
class EvokingSentence:
    """A sentence of the body that evokes a category in one voice.

    Attributes:
        sentence: the sentence.
        voice: whose words evoke it.
        findings: what it rests on, in the order of the text; at least one.
    """

    sentence: Sentence
    voice: Voice
    findings: tuple[Finding, ...]

    @property
    def cues(self) -> tuple[Finding, ...]:
        """The findings that are words within the sentence."""
        return tuple(finding for finding in self.findings if not finding.by_model)

    @property
    def by_model(self) -> bool:
        """Whether a model reads the whole sentence so."""
        return any(finding.by_model for finding in self.findings)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who is quoted or paraphrased there, each once."""
        return tuple(dict.fromkeys(finding.speaker for finding in self.findings if finding.speaker))


def evoking_sentences(findings: Iterable[Finding], document: Document) -> Mapping[str, tuple[EvokingSentence, ...]]:
    """Return, by category, the sentences that evoke it, in the order of the text; one in both voices stands twice.

    Args:
        findings: those of the result of framing.
        document: the article that they are in.
    """
    findings = tuple(findings)
    evoked = evoked_by(findings, document)
    found: dict[tuple[str, int, Voice], list[Finding]] = defaultdict(list)
    for finding in findings:
        sentence = document.sentence_at(finding.span.part, finding.span.start)
        if sentence and finding.span.part is Part.BODY:
            found[finding.category, sentence.index, finding.voice].append(finding)
    by_category: dict[str, list[EvokingSentence]] = defaultdict(list)
    for category, index, voice in sorted(found):
        if index not in evoked.by(category, voice):
            continue
        behind = tuple(sorted(found[category, index, voice], key=lambda finding: finding.span))
        by_category[category].append(EvokingSentence(evoked.body[index], voice, behind))
    return {category: tuple(sentences) for category, sentences in by_category.items()}


def frames_by_sentence(result: DimensionResult) -> dict[Span, tuple[str, ...]]:
    """Return the labels of the frames that each sentence evokes in either voice, the article's most evoked first."""
    frames: dict[Span, tuple[str, ...]] = {}
    for row in result.table("frames").rows:
        for span in row.evidence:
            frames[span] = (*frames.get(span, ()), str(row.cells[0]))
    return frames
