"""The headline: does the story carry it? Elements judged by rules, loaded wording and likeness compared.

``splitter`` takes the headline apart into ``elements``, ``body_index`` looks up where the body has their words, both on
the footing of ``vocabulary`` (stems, synonyms) and ``quantities`` (numbers). ``case`` holds it all together; on it
``judge_things`` judges who and how many, ``judge_claims`` what happens and how sure. ``sensationalism`` and
``similarity`` compare headline and body as wholes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from analysis.article import Part
from analysis.headline.case import Case, Judgement, Verdict
from analysis.headline.elements import Element, ElementKind
from analysis.headline.judge_claims import judge_certainty, judge_intensity, judge_negation, judge_predicate
from analysis.headline.judge_things import judge_actor, judge_number, judge_quotation, judge_topic
from analysis.headline.sensationalism import SENSATIONALISM_GAP, sensational_findings, sensationalism_gap
from analysis.headline.similarity import SIMILARITY, similarity
from analysis.intervals import with_ratio
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.results import Band, DimensionResult, Finding, Row, Score, Table, too_short

LIMITS = (
    "Rules compare words, numbers and parse, not meaning: a paraphrase without a listed synonym counts as missing, and "
    "an element can be carried by words that are about something else. Read the body sentence beside each verdict."
)
# In fewer words a story cannot be expected to carry its headline's details.
MINIMUM_BODY_WORDS = 50
# The longest headlines have about 40 words; more is text that was taken for a headline.
MAXIMUM_HEADLINE_WORDS = 100
CREDIT: Mapping[Verdict, float] = {
    Verdict.SUPPORTED: 1.0,
    Verdict.WEAKENED: 0.5,
    Verdict.MISSING: 0.0,
    Verdict.CONTRADICTED: 0.0,
}
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
SUPPORTED_SHARE = Score(
    name="supported_share",
    label="Headline carried by the story",
    value=None,
    unit="%",
    voice=Voice.OWN,
    direction="higher = more of the headline is carried",
    bands=(
        Band("mostly not carried", 50, "The story lacks or contradicts more than it carries."),
        Band("partly carried", 80, "Paraphrase that no rule knows lies here, as well as overreach."),
        Band("carried", None, "At most about one element in five is missing, weakened or told in unlisted words."),
    ),
)


def measure(reading: Reading, resources: Resources) -> DimensionResult:
    """Judge each element of the headline by the body, and compare the two in loaded wording and in words.

    Scores, each for the headline's own and for its quoted words:
        ``supported_share``: % of elements that the body carries: supported 1, weakened 0.5, missing or contradicted 0.
        ``sensationalism_gap``: loaded terms per 100 words in the headline, less those in the body.
        ``similarity``: cosine, 0 to 1, of rarity-weighted words with the most similar sentence of the body.
    """
    if shortage := _shortage(reading):
        blank = (SUPPORTED_SHARE, SENSATIONALISM_GAP, SIMILARITY)
        scores = [replace(score, voice=voice, note=shortage) for voice in Voice for score in blank]
        return DimensionResult("headline", tuple(scores), (), LIMITS)
    case = Case(reading, resources.lexicons)
    judgements = judge(case)
    findings = [*(_finding(judgement, case) for judgement in judgements), *sensational_findings(reading, resources)]
    findings.sort(key=lambda finding: (finding.span, finding.category))
    scores = [
        score
        for voice in Voice
        for score in (_supported_share(judgements, voice), sensationalism_gap(reading, voice), similarity(case, voice))
    ]
    return DimensionResult("headline", tuple(scores), tuple(findings), LIMITS, (_table(judgements, case),))


def judge(case: Case) -> tuple[Judgement, ...]:
    """Judge every element of the headline, in its order."""
    return tuple(JUDGES[element.kind](element, case) for element in case.elements)


def _shortage(reading: Reading) -> str:
    """Return why nothing can be compared, or an empty string."""
    in_headline, in_body = (sum(reading.document.words(voice, part) for voice in Voice) for part in Part)
    if not reading.article.headline.strip():
        return "No headline."
    if in_headline > MAXIMUM_HEADLINE_WORDS:
        return f"The headline has {in_headline} words; with more than {MAXIMUM_HEADLINE_WORDS} it is no headline."
    return too_short(in_body, "words", minimum=MINIMUM_BODY_WORDS, where="the body")


def _supported_share(judgements: Sequence[Judgement], voice: Voice) -> Score:
    credits = [CREDIT[judgement.verdict] for judgement in judgements if judgement.element.voice is voice]
    if not credits:
        note = f"Nothing in the headline's {voice.value} words can be checked."
        return replace(SUPPORTED_SHARE, voice=voice, note=note)
    note = f"{len(credits)} elements: supported 1, weakened 0.5, missing or contradicted 0."
    return with_ratio(replace(SUPPORTED_SHARE, voice=voice, note=note), credits, [1.0] * len(credits), scale=100)


def _finding(judgement: Judgement, case: Case) -> Finding:
    element = judgement.element
    category = case.lexicons.categories[f"headline/{judgement.verdict.value}"]
    return case.reading.finding(
        element.span,
        category=category.key,
        reason=judgement.reason,
        source=f"rule:headline_{element.kind.value}",
        fair_when=category.fair_when,
        subject=element.kind.value,
        about=judgement.sentence.span if judgement.sentence else None,
    )


def _table(judgements: Sequence[Judgement], case: Case) -> Table:
    return Table(
        name="elements",
        title="What the headline says, and what the story says",
        explanation="One row an element: whether the story carries it, and where the sentence that shows it stands.",
        columns=("Element", "Kind", "Verdict", "Place", "Reason"),
        rows=tuple(_row(judgement, case) for judgement in judgements),
    )


def _row(judgement: Judgement, case: Case) -> Row:
    element, sentence = judgement.element, judgement.sentence
    place = judgement.place.value if judgement.place else None
    text = case.reading.article.quote(element.span)
    evidence = (element.span, sentence.span) if sentence else (element.span,)
    return Row((text, element.kind.value, judgement.verdict.value, place, judgement.reason), evidence)
