"""Readability: who can read this? Seven published formulas on the shared parse, their counts, the hardest sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from analysis.article import Part
from analysis.document import Document, Sentence
from analysis.intervals import Numbers, percentile_interval
from analysis.models import CalibratedGrade, Models
from analysis.quotations import Voice
from analysis.readability.formulas import (
    FORMULAS,
    GRADE_BANDS,
    Counts,
    Formula,
    count_sentence,
    resample,
    total,
)
from analysis.readability.grade_features import length, tokens_of
from analysis.readability.grade_model import grade_of
from analysis.readability.hard_sentences import hardest_sentences
from analysis.reading import Reading, Resources
from analysis.results import DimensionResult, Row, Score, Table, too_short

KEY = "readability"
LIMITS = (
    "Formulas count sentences, syllables and listed words; they do not see whether the ideas are hard, the order is "
    "clear or the reader knows the subject. They disagree by a few grades, so read the spread and not one number."
)
# Flesch's instructions take samples of 100 words; below that one word moves a grade by half a year.
MINIMUM_WORDS = 100
# With fewer sentences their average length is the length of one sentence.
MINIMUM_SENTENCES = 3
WITHOUT_MODELS = "This grade comes from a model, and the program runs without models."
STRETCH = re.compile(r"\S+")
TEXT_COLUMNS = ("Whole text", "Own words", "Quotations")
COUNT_LABELS = (
    "sentences of three or more words",
    "words",
    "syllables",
    "letters and digits",
    "characters without spaces",
    "stretches between spaces",
    "difficult words (not on the Dale–Chall list)",
    "complex words (difficult, three or more syllables)",
    "words of three or more syllables",
)


@dataclass(frozen=True, slots=True)
class _Text:
    """One way to read the body: the whole of it, the outlet's own words, or the quotations.

    Attributes:
        counts: what the formulas count.
        values: value, lower and upper end of the interval by formula; empty if there is a shortage.
        shortage: why no formula can be computed, or nothing.
    """

    counts: Counts[int]
    values: Mapping[str, tuple[float, float, float]]
    shortage: str


def measure(reading: Reading, resources: Resources) -> DimensionResult:
    """Apply the formulas to the outlet's own words (without direct quotations), to the quotations, and to both.

    Each value equals textstat 0.7.8's wherever the parse and textstat cut the text into the same sentences.

    Scores, each for the outlet's own and for quoted words: ``grade``, the median of the formulas that give a US school
    grade, higher = harder, with their spread as its interval; ``calibrated_grade``, the grade that a model of teachers'
    judgements gives; and one a formula, named as in :data:`FORMULAS`.

    Tables: ``formulas`` and ``counts``, each with the whole body beside the two voices.
    """
    sentences = [_by_voice(reading.document, *item) for item in stretches(reading.document)]
    whole = _text("the body", [[text for _, text in pieces] for pieces in sentences])
    texts = {
        voice: _text(voice.in_words, [[text for spoken, text in pieces if spoken is voice] for pieces in sentences])
        for voice in Voice
    }
    scores = [score for voice, text in texts.items() for score in _scores(voice, text, whole)]
    shortages = {voice: text.shortage for voice, text in texts.items()}
    scores += _calibrated_grades(reading, shortages, resources.models)
    columns = (whole, *texts.values())
    tables = (_formula_table(columns), _count_table(columns))
    hardest = reading.decided(hardest_sentences(reading), KEY)
    return DimensionResult(KEY, tuple(scores), tuple(hardest), LIMITS, tables)


def stretches(document: Document) -> Iterator[tuple[Sentence, list[tuple[int, str]]]]:
    """Yield each body sentence with its stretches between white space and where they begin.

    A stretch belongs to the sentence in which it begins, so that no boundary ("end.Next") cuts a word in two.
    """
    found = STRETCH.finditer(document.article.body)
    stretch = next(found, None)
    for sentence in document.body_sentences:
        pieces: list[tuple[int, str]] = []
        while stretch and stretch.start() < sentence.span.end:
            pieces.append((stretch.start(), stretch.group()))
            stretch = next(found, None)
        yield sentence, pieces


def _by_voice(document: Document, sentence: Sentence, pieces: Iterable[tuple[int, str]]) -> list[tuple[Voice, str]]:
    """Say of each stretch whose words they are."""
    if not sentence.quoted_words:
        return [(Voice.OWN, text) for _, text in pieces]
    return [(document.voice_at(Part.BODY, start), text) for start, text in pieces]


def _text(label: str, sentences: Iterable[Sequence[str]]) -> _Text:
    counted = [count_sentence(stretches) for stretches in sentences if stretches]
    counts = total(counted)
    if shortage := _shortage(label, counts):
        return _Text(counts, {}, shortage)
    resamples = resample(counted)
    return _Text(counts, {formula.name: _interval(formula.compute(resamples)) for formula in FORMULAS}, "")


def _shortage(label: str, counts: Counts[int]) -> str:
    return too_short(counts.words, "words", minimum=MINIMUM_WORDS, where=label) or too_short(
        counts.sentences, "sentences", minimum=MINIMUM_SENTENCES, where=label
    )


def _interval(values: Numbers) -> tuple[float, float, float]:
    """Return the text's value (the first) and the interval of its resamples (the others)."""
    value = float(values[0])
    return value, *percentile_interval(value, values[1:])


def _scores(voice: Voice, text: _Text, whole: _Text) -> Iterator[Score]:
    yield _grade(voice, text, whole)
    for formula in FORMULAS:
        value, low, high = text.values.get(formula.name, (None, None, None))
        yield Score(
            name=formula.name,
            label=formula.label,
            value=value,
            unit=formula.unit,
            voice=voice,
            direction=f"higher = {'harder' if formula.harder else 'easier'} to read",
            low=low,
            high=high,
            note=text.shortage or f"From {formula.counts}.{_with_quotations(formula, whole)}",
            bands=formula.bands,
        )


def _with_quotations(formula: Formula, whole: _Text) -> str:
    """Say what the formula gives for the whole body, own words and quotations together."""
    return f" Whole text, quotations included: {whole.values[formula.name][0]:.1f}."


def _grade(voice: Voice, text: _Text, whole: _Text) -> Score:
    grades = _grades(text)
    note = (
        f"Median of {len(grades)} formulas that give a US school grade (add 5 or 6 for the age); the interval is their "
        f"spread. Whole text, quotations included: {median(_grades(whole)):.1f}."
        if grades
        else text.shortage
    )
    return Score(
        name="grade",
        label="School grade",
        value=median(grades) if grades else None,
        unit="grade",
        voice=voice,
        direction="higher = harder to read",
        low=min(grades, default=None),
        high=max(grades, default=None),
        note=note,
        bands=GRADE_BANDS,
    )


def _calibrated_grades(reading: Reading, shortages: Mapping[Voice, str], models: Models | None) -> Iterator[Score]:
    """Yield the model's grade for each voice, from the sentences that are mostly in it."""
    if models is None or all(shortages.values()):
        yield from (_calibrated_grade(voice, None, text or WITHOUT_MODELS) for voice, text in shortages.items())
        return
    tokens, sentences = tokens_of(reading.document.parsed[Part.BODY]), reading.document.body_sentences
    whole = grade_of(sentences, tokens, reading.embeddings, models.grade)
    for voice, shortage in shortages.items():
        mostly = [sentence for sentence in sentences if 2 * sentence.words(voice) > length(sentence)]
        everything = len(mostly) == len(sentences)
        graded = whole if everything or shortage else grade_of(mostly, tokens, reading.embeddings, models.grade)
        found = None if shortage else graded
        note = shortage or f"No sentence is mostly {voice.in_words}."
        if found and whole:
            note = (
                "A regression on teachers' judgements of excerpts, in the formulas' grades; the interval holds 95 % of "
                f"those judgements. Ease {found.ease:.2f}, about -4 (hardest) to 2. Whole text, quotations included: "
                f"{whole.grade:.1f}."
            )
        yield _calibrated_grade(voice, found, note)


def _calibrated_grade(voice: Voice, found: CalibratedGrade | None, note: str) -> Score:
    return Score(
        name="calibrated_grade",
        label="School grade by teachers' judgements",
        value=found.grade if found else None,
        unit="grade",
        voice=voice,
        direction="higher = harder to read",
        low=found.low if found else None,
        high=found.high if found else None,
        note=note,
        bands=GRADE_BANDS,
    )


def _grades(text: _Text) -> list[float]:
    return [text.values[formula.name][0] for formula in FORMULAS if formula.unit == "grade" and text.values]


def _formula_table(texts: Sequence[_Text]) -> Table:
    rows = [
        Row((formula.label, *(round(text.values[formula.name][0], 1) if text.values else None for text in texts)))
        for formula in FORMULAS
    ]
    return Table(
        name="formulas",
        title="Formulas, with and without quotations",
        explanation="Each formula on the whole body, on it without its direct quotations, and on the quotations alone.",
        columns=("Formula", *TEXT_COLUMNS),
        rows=tuple(rows),
    )


def _count_table(texts: Sequence[_Text]) -> Table:
    columns = zip(*(text.counts for text in texts), strict=True)
    rows = [Row((label, *numbers)) for label, numbers in zip(COUNT_LABELS, columns, strict=True)]
    return Table(
        name="counts",
        title="What the formulas count",
        explanation="What each formula is made of; the part of a sentence in one voice counts as a sentence there.",
        columns=("Count", *TEXT_COLUMNS),
        rows=tuple(rows),
    )
