"""The headline: does the story carry it? Elements judged one by one, loaded wording and likeness compared.

``splitter`` takes the headline apart into ``elements``, ``body_index`` looks up where the body has their words, both on
the footing of ``vocabulary`` (stems, synonyms) and ``quantities`` (numbers). ``case`` holds it all together; on it
``judge_things`` judges who and how many, ``judge_claims`` what happens and how sure, ``judge_roles`` who does it to
whom, and ``doubts`` lets the model object. ``support`` weighs the verdicts, ``stance`` says what the story does with
the claim. ``sensationalism`` and ``similarity`` compare headline and body as wholes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.article import Part
from analysis.headline.by_reader import VERDICTS, category_of, with_verdict
from analysis.headline.case import Case, Judgement
from analysis.headline.doubts import reconsidered
from analysis.headline.elements import Element, ElementKind
from analysis.headline.judge_claims import judge_certainty, judge_intensity, judge_negation, judge_predicate
from analysis.headline.judge_things import judge_actor, judge_number, judge_quotation, judge_topic
from analysis.headline.refutation import refutation, refuted
from analysis.headline.sensationalism import SENSATIONALISM_GAP, loaded_rate, sensational_findings, sensationalism_gap
from analysis.headline.similarity import SIMILARITY, similarity
from analysis.headline.stance import Stance, stance
from analysis.headline.support import SUPPORTED_SHARE, supported_share, taken_away
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.results import DimensionResult, Finding, Row, Table, too_short

KEY = "headline"
LIMITS = (
    "Rules compare words, numbers and parse; a model doubts words that sentences like the headline do not carry. Both "
    "can miss a paraphrase, and both can be content with words that are about something else. Read the sentence beside "
    "each verdict."
)
# In fewer words a story cannot be expected to carry its headline's details.
MINIMUM_BODY_WORDS = 50
# The longest headlines have about 40 words; more is text that was taken for a headline.
MAXIMUM_HEADLINE_WORDS = 100
JUDGES: Mapping[ElementKind, Callable[[Element, Case], Judgement]] = {
    ElementKind.ACTOR: judge_actor,
    ElementKind.ACTION: judge_predicate,
    ElementKind.TOPIC: judge_topic,
    ElementKind.NUMBER: judge_number,
    ElementKind.QUOTATION: judge_quotation,
    ElementKind.CERTAINTY: judge_certainty,
    ElementKind.NEGATION: judge_negation,
    ElementKind.INTENSITY: judge_intensity,
}


@dataclass(frozen=True, slots=True)
class HeadlineScores:
    """What a headline and the body under it have in common, own and quoted words together.

    Attributes:
        supported_share: % of the headline that the body carries, 0 to 100; None if it says nothing that can be checked.
        sensationalism_gap: loaded terms per 100 own words of the headline, less those of the body; None if one of them
            has no own words.
        similarity: likeness of the headline's own words to the closest sentence, 0 to 1; None if it has no own words.
        judgements: on each element, in the order of the text.
        stance: what the body does with the headline's claim.
    """

    supported_share: float | None
    sensationalism_gap: float | None
    similarity: float | None
    judgements: tuple[Judgement, ...]
    stance: Stance


def headline_scores(reading: Reading, resources: Resources) -> HeadlineScores:
    """Score a headline against its body as :func:`measure` does, but whatever the body's length."""
    case = Case(reading, resources)
    judgements = judge(case)
    in_headline, in_body = (loaded_rate(reading, part) for part in Part)
    return HeadlineScores(
        supported_share=supported_share(judgements, case, None).value,
        sensationalism_gap=None if in_headline is None or in_body is None else in_headline - in_body,
        similarity=similarity(case, Voice.OWN).value,
        judgements=judgements,
        stance=stance(judgements, case),
    )


def measure(reading: Reading, resources: Resources) -> DimensionResult:
    """Judge each element of the headline by the body, and compare the two in loaded wording and in meaning.

    Scores, each for the headline's own and for its quoted words:
        ``supported_share``: % of the headline that the body carries, see :mod:`analysis.headline.support`.
        ``sensationalism_gap``: loaded terms per 100 words in the headline, less those in the body.
        ``similarity``: 0 to 1, to the most similar sentence of the body, see :mod:`analysis.headline.similarity`.
    """
    if shortage := _shortage(reading):
        blank = (SUPPORTED_SHARE, SENSATIONALISM_GAP, SIMILARITY)
        scores = [replace(score, voice=voice, note=shortage) for voice in Voice for score in blank]
        return DimensionResult("headline", tuple(scores), (), LIMITS)
    case = Case(reading, resources)
    decided = reading.decisions.by_key()
    judgements = tuple(with_verdict(judgement, decided) for judgement in judge(case))
    sensational = [
        found for found in reading.decided(sensational_findings(reading, resources), KEY) if not _is_verdict(found)
    ]
    findings = [*(_finding(judgement, case) for judgement in judgements), *sensational]
    findings.sort(key=lambda finding: (finding.span, finding.category))
    scores = [
        score
        for voice in Voice
        for score in (
            supported_share(judgements, case, voice),
            sensationalism_gap(reading, voice),
            similarity(case, voice),
        )
    ]
    tables = (_stance_table(stance(judgements, case), case), _elements_table(judgements, case))
    return DimensionResult("headline", tuple(scores), tuple(findings), LIMITS, tables)


def judge(case: Case) -> tuple[Judgement, ...]:
    """Judge every element of the headline, in its order."""
    mark = refutation(case)
    judged = (reconsidered(JUDGES[element.kind](element, case), case) for element in case.elements)
    return tuple(refuted(judgement, mark, case) for judgement in judged)


def _shortage(reading: Reading) -> str:
    """Return why nothing can be compared, or an empty string."""
    in_headline, in_body = (sum(reading.document.words(voice, part) for voice in Voice) for part in Part)
    if not reading.article.headline.strip():
        return "No headline."
    if in_headline > MAXIMUM_HEADLINE_WORDS:
        return f"The headline has {in_headline} words; with more than {MAXIMUM_HEADLINE_WORDS} it is no headline."
    return too_short(in_body, "words", minimum=MINIMUM_BODY_WORDS, where="the body")


def _is_verdict(finding: Finding) -> bool:
    return finding.category in VERDICTS


def _finding(judgement: Judgement, case: Case) -> Finding:
    element = judgement.element
    category = case.lexicons.categories[category_of(judgement.verdict)]
    return case.reading.finding(
        element.span,
        category=category.key,
        reason=judgement.reason,
        source=f"rule:headline_{element.kind.value}",
        fair_when=category.fair_when,
        subject=element.kind.value,
        about=judgement.sentence.span if judgement.sentence else None,
    )


def _stance_table(found: Stance, case: Case) -> Table:
    """Return one row: what the story does with the claim."""
    whole = case.reading.document.sentence_at(Part.HEADLINE, 0)
    evidence = (whole.span,) if whole is not None else ()
    return Table(
        name="stance",
        title="What the story does with the headline's claim",
        explanation="It tells it (supports), leaves it open (discusses), says it is not so (disputes), or is about "
        "another matter (unrelated).",
        columns=("Stance", "Reason"),
        rows=(Row((found.name.value, found.reason), (*evidence, *((found.sentence.span,) if found.sentence else ()))),),
    )


def _elements_table(judgements: Sequence[Judgement], case: Case) -> Table:
    return Table(
        name="elements",
        title="What the headline says, and what the story says",
        explanation="One row an element: whether the story carries it, where the sentence that shows it stands, and "
        "what part of the share its verdict takes away.",
        columns=("Element", "Kind", "Verdict", "Place", "Takes away (%)", "Reason"),
        rows=tuple(_row(judgement, judgements, case) for judgement in judgements),
    )


def _row(judgement: Judgement, judgements: Sequence[Judgement], case: Case) -> Row:
    element, sentence = judgement.element, judgement.sentence
    place = judgement.place.value if judgement.place else None
    text = case.reading.article.quote(element.span)
    evidence = (element.span, sentence.span) if sentence else (element.span,)
    takes = round(taken_away(judgement, judgements, case), 1)
    cells = (text, element.kind.value, judgement.verdict.value, place, takes, judgement.reason)
    return Row(cells, evidence)
