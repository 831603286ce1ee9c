"""The readability formulas and the counts that they are made of, as textstat 0.7.8 computes them.

Syllables, letters and difficult words are counted by textstat itself, a word at a time; only the sentences come from
the shared parse. Totals are arrays, so that one call of a formula gives the value and its bootstrap resamples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from textstat.backend.counts import count_difficult_words, count_letters, count_syllables, count_words

from analysis.intervals import Numbers, resample_counts
from analysis.results import Band

Number = TypeVar("Number", int, Numbers)

LANGUAGE = "en_US"
# From three syllables a word is hard for SMOG and for the Gunning fog index.
MANY_SYLLABLES = 3
# textstat counts no sentence of one or two words: it is usually a heading, or the tag of a quotation ("said Ruiz").
SHORTEST_SENTENCE_WORDS = 3
# Distinct words of some hundred articles; a bound, so that a long run cannot fill the memory.
CACHED_STRETCHES = 32_768
# Dale and Chall add a constant once more than 5 % of the words are not on their list.
DALE_CHALL_PERCENT, DALE_CHALL_CONSTANT = 5.0, 3.6365


class Counts(NamedTuple, Generic[Number]):
    """What the formulas count.

    Attributes:
        sentences: sentences of at least three words.
        words: stretches between white space in which a letter or digit is left once punctuation is removed.
        syllables: by the CMU pronouncing dictionary, or by hyphenation for a word that is not in it.
        letters: letters and digits.
        characters: everything but white space.
        stretches: stretches between white space, a lone dash included; what the ARI divides its characters by.
        difficult: words that are not on the Dale–Chall list of easy words.
        complex: difficult words of three or more syllables.
        polysyllabic: words of three or more syllables.
    """

    sentences: Number
    words: Number
    syllables: Number
    letters: Number
    characters: Number
    stretches: Number
    difficult: Number
    complex: Number
    polysyllabic: Number


@lru_cache(maxsize=CACHED_STRETCHES)
def count_stretch(stretch: str) -> Counts[int]:
    """Count a stretch of text without white space: one word with its punctuation, or punctuation alone."""
    syllables = count_syllables(stretch, LANGUAGE)
    difficult = count_difficult_words(stretch, LANGUAGE, 0)
    many = int(syllables >= MANY_SYLLABLES)
    return Counts(
        sentences=0,
        words=count_words(stretch),
        syllables=syllables,
        letters=count_letters(stretch),
        characters=len(stretch),
        stretches=1,
        difficult=difficult,
        complex=difficult * many,
        polysyllabic=many,
    )


def count_sentence(stretches: Iterable[str]) -> Counts[int]:
    """Add up the stretches of one sentence, or of the part of it that is in one voice."""
    columns = zip(*(count_stretch(stretch) for stretch in stretches), strict=True)
    _, words, *others = (sum(column) for column in columns)
    return Counts(int(words >= SHORTEST_SENTENCE_WORDS), words, *others)


def total(sentences: Sequence[Counts[int]]) -> Counts[int]:
    """Add up the sentences of a text; any text has at least one sentence, as in textstat."""
    if not sentences:
        return Counts(0, 0, 0, 0, 0, 0, 0, 0, 0)
    n_sentences, *others = (sum(column) for column in zip(*sentences, strict=True))
    return Counts(max(1, n_sentences), *others)


def resample(sentences: Sequence[Counts[int]]) -> Counts[Numbers]:
    """Return the totals of a text (entry 0) and of its bootstrap resamples by sentence, with a fixed seed."""
    weights = np.vstack([np.ones(len(sentences)), resample_counts(len(sentences))])
    # No column may be 0, or a resample of nothing but wordless lines would divide by it.
    columns = np.maximum(weights @ np.asarray(sentences, dtype=float), _FLOOR)
    return Counts(*columns.T)


# At least one sentence, word and stretch; everything else may be 0.
_FLOOR = np.array(Counts(1, 1, 0, 0, 0, 1, 0, 0, 0), dtype=float)


def flesch_reading_ease(counts: Counts[Numbers]) -> Numbers:
    """Flesch reading ease, about 0 to 100, higher = easier: 206.835 - 1.015 words/sentence - 84.6 syllables/word.

    Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology 32.
    """
    return 206.835 - 1.015 * (counts.words / counts.sentences) - 84.6 * (counts.syllables / counts.words)


def flesch_kincaid_grade(counts: Counts[Numbers]) -> Numbers:
    """Flesch–Kincaid grade, higher = harder: 0.39 words/sentence + 11.8 syllables/word - 15.59.

    Kincaid, J. P. et al. (1975). Research Branch Report 8-75, Naval Technical Training Command.
    """
    return 0.39 * (counts.words / counts.sentences) + 11.8 * (counts.syllables / counts.words) - 15.59


def gunning_fog(counts: Counts[Numbers]) -> Numbers:
    """Gunning fog index, a school grade, higher = harder: 0.4 (words/sentence + 100 complex words/words).

    Gunning, R. (1952). The Technique of Clear Writing. textstat counts a word as complex if it has three or more
    syllables and is not on the Dale–Chall list.
    """
    return 0.4 * (counts.words / counts.sentences + 100 * counts.complex / counts.words)


def smog_index(counts: Counts[Numbers]) -> Numbers:
    """SMOG, a school grade, higher = harder: 1.043 sqrt(30 polysyllabic words/sentences) + 3.1291.

    McLaughlin, G. H. (1969). SMOG grading: a new readability formula. Journal of Reading 12(8).
    """
    return 1.043 * np.sqrt(30 * (counts.polysyllabic / counts.sentences)) + 3.1291


def dale_chall_readability_score(counts: Counts[Numbers]) -> Numbers:
    """Dale–Chall score, about 0 to 12, higher = harder: 0.1579 % difficult words + 0.0496 words/sentence.

    3.6365 is added if more than 5 % of the words are difficult. Dale, E. and Chall, J. S. (1948). A formula for
    predicting readability. Educational Research Bulletin 27. As in textstat, inflected forms of easy words that are
    not on the list themselves count as difficult, and so do names.
    """
    percent = 100 * counts.difficult / counts.words
    score = 0.1579 * percent + 0.0496 * (counts.words / counts.sentences)
    return np.where(percent > DALE_CHALL_PERCENT, score + DALE_CHALL_CONSTANT, score)


def coleman_liau_index(counts: Counts[Numbers]) -> Numbers:
    """Coleman–Liau index, a school grade, higher = harder: 5.8 letters/word - 29.6 sentences/word - 15.8.

    Coleman, M. and Liau, T. L. (1975). A computer readability formula designed for machine scoring. Journal of
    Applied Psychology 60.
    """
    return 0.058 * (100 * counts.letters / counts.words) - 0.296 * (100 * counts.sentences / counts.words) - 15.8


def automated_readability_index(counts: Counts[Numbers]) -> Numbers:
    """ARI, a school grade, higher = harder: 4.71 characters/stretch + 0.5 words/sentence - 21.43.

    Smith, E. A. and Senter, R. J. (1967). Automated readability index. AMRL-TR-66-220.
    """
    return 4.71 * (counts.characters / counts.stretches) + 0.5 * (counts.words / counts.sentences) - 21.43


GRADE_BANDS = (
    Band("primary school", 7, "US grades up to 6: readers of about 11 or 12 follow it without help."),
    Band("lower secondary", 10, "US grades 7 to 9, ages 12 to 15: where most guides put text for everybody."),
    Band("upper secondary", 13, "US grades 10 to 12, ages 15 to 18: usual for news reports."),
    Band("college", 17, "Grades 13 to 16 stand for the years of a first degree."),
    Band("beyond college", None, "Above 16 years of schooling: specialist writing, or very long sentences."),
)
FLESCH_BANDS = (
    Band("very difficult", 30, "Flesch's own table: scientific prose, for graduates."),
    Band("difficult", 50, "Flesch's own table: academic prose, for students."),
    Band("fairly difficult", 60, "Flesch's own table: US grades 10 to 12."),
    Band("plain", 70, "Flesch's own table: US grades 8 and 9, ages 13 to 15."),
    Band("easy", None, "Flesch's own table: US grade 7 and below."),
)
DALE_CHALL_BANDS = (
    Band("primary school", 6, "Dale and Chall's table: up to 5.9 means US grade 6 and below."),
    Band("lower secondary", 8, "Dale and Chall's table: 6.0 to 7.9 means grades 7 to 10."),
    Band("upper secondary", 9, "Dale and Chall's table: 8.0 to 8.9 means grades 11 and 12."),
    Band("college", 10, "Dale and Chall's table: 9.0 to 9.9 means grades 13 to 15."),
    Band("beyond college", None, "Dale and Chall's table: 10 and above means a finished degree."),
)


@dataclass(frozen=True, slots=True)
class Formula:
    """One readability formula.

    Attributes:
        name: textstat's name of it, and the name of its score.
        label: its name for people.
        compute: from totals to values.
        counts: the counts that it uses, in words.
        unit: ``"grade"`` for US school grades, else ``"points"``.
        harder: whether a higher value means harder text.
        bands: named ranges.
    """

    name: str
    label: str
    compute: Callable[[Counts[Numbers]], Numbers]
    counts: str
    unit: str = "grade"
    harder: bool = True
    bands: tuple[Band, ...] = GRADE_BANDS


FORMULAS = (
    Formula(
        "flesch_reading_ease",
        "Flesch reading ease",
        flesch_reading_ease,
        "words a sentence, syllables a word",
        unit="points",
        harder=False,
        bands=FLESCH_BANDS,
    ),
    Formula(
        "flesch_kincaid_grade",
        "Flesch–Kincaid grade",
        flesch_kincaid_grade,
        "words a sentence, syllables a word",
    ),
    Formula("gunning_fog", "Gunning fog", gunning_fog, "words a sentence, complex words"),
    Formula("smog_index", "SMOG", smog_index, "words of three or more syllables a sentence"),
    Formula(
        "dale_chall_readability_score",
        "Dale–Chall",
        dale_chall_readability_score,
        "words not on a list of 3,000 easy ones, words a sentence",
        unit="points",
        bands=DALE_CHALL_BANDS,
    ),
    Formula("coleman_liau_index", "Coleman–Liau", coleman_liau_index, "letters a word, sentences a word"),
    Formula(
        "automated_readability_index",
        "Automated readability index",
        automated_readability_index,
        "characters a word, words a sentence",
    ),
)
