"""Readability: textstat's values on the shared parse's sentences, two voices, refusals, the hardest sentences."""

from __future__ import annotations

import numpy as np
import pytest
import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article, Part
from analysis.quotations import Voice
from analysis.readability import measure
from analysis.readability.formulas import FORMULAS, Formula, count_sentence, resample, total
from analysis.reading import Reading, Resources, read_closely
from analysis.results import DimensionResult

# One invented event told for children, for a newspaper, and in the language of an office.
EASY = (
    "The river rose on Monday night. It came up over the wall by the old mill. Water ran down Mill Street and into the "
    "shops. Ann Pell has a shoe shop there. She got up at five and saw the street. The water was as high as her knee. "
    "She called her son and they took the shoes to the top floor. They saved most of them. The baker next door lost "
    "his oven. Men from the town came with pumps at six. They pumped all day. By night the street was wet but clear. "
    "The school will stay shut this week. The town will build the wall again, and this time it will be a bit higher. "
    "Ann says she will stay."
)
PLAIN = (
    "A flood closed four shops on Mill Street in Tarrow on Monday night after the river broke through the old wall "
    "beside the mill. The water reached a height of sixty centimetres before volunteers arrived with pumps early in "
    "the morning. Shopkeeper Ann Pell moved most of her stock upstairs with the help of her son. The bakery next door "
    "lost its oven, and the owner expects the repairs to take three weeks. The primary school will remain closed until "
    "next Monday while engineers inspect the building. The town council has promised to rebuild the wall and make it "
    "higher than before. Several traders said they intend to stay in the street despite the damage."
)
HARD = (
    "Municipal authorities in Tarrow, confronted with the structural inadequacy of a nineteenth-century embankment "
    "whose deterioration had been repeatedly documented by independent hydrological consultants, acknowledged on "
    "Tuesday that the inundation of commercial premises along Mill Street could have been considerably mitigated by "
    "the implementation of previously recommended reinforcement measures. Preliminary assessments of "
    "infrastructural vulnerability indicate that compensation obligations, notwithstanding the limitations "
    "stipulated in existing insurance arrangements, will substantially exceed the contingency provisions that were "
    "approved during the preceding budgetary consultation. Educational continuity at the neighbouring institution "
    "has necessarily been interrupted pending the completion of comprehensive engineering examinations, the "
    "administration confirmed, although representatives of the affected commercial community expressed "
    "determination to resume operations."
)
APOSTROPHES = (
    "The baker's oven didn't survive, but the bakers' guild won't give up. They'll rent one from a well-known firm in "
    "the next town. It's a 40-year-old machine, and nobody's sure it'll work! Who would have thought so? The guild's "
    "chair says that they've had worse days – many worse days. In 1998 the roof came down on a Sunday morning. The "
    "rock'n'roll festival paid for the repairs then. This time the town must find about 12,500 crowns by May. Several "
    "neighbours have put money in a jar on the counter. The jar held 230 crowns at noon, and the children counted it "
    "twice to be sure. They want to bring another jar to the school on Friday afternoon."
)
ODD_SPACES = "  " + PLAIN.replace(". ", ".\n\n\t") + " \n"
AGREEING = {"easy": EASY, "plain": PLAIN, "hard": HARD, "apostrophes": APOSTROPHES, "odd spaces": ODD_SPACES}

SPEECH = (
    "“We had asked the council for a new wall in March, in June and again in the autumn,” Pell said. “Nobody came "
    "to look at the stones, and nobody answered the letters that we wrote.” Her son carried the boxes upstairs. "
    "“The people of this street have paid their share for thirty years, and they would like to know where the money "
    "went. There are families here who cannot start again. There are shops that have stood for a century, and that "
    "is all I have to say,” she told a meeting in the church hall. The mayor listened and took notes. “I have heard "
    "you, and I will come back with an answer before the end of the month, whatever the budget committee thinks "
    "about it,” he replied. Then the hall emptied quickly."
)


def read(body: str, resources: Resources) -> Reading:
    return next(read_closely([Article("", body)], resources))


def result_of(body: str, resources: Resources) -> DimensionResult:
    return measure(read(body, resources), resources)


def value(result: DimensionResult, name: str, voice: Voice = Voice.OWN) -> float:
    found = result.score(name, voice).value
    assert found is not None, (name, result.score(name, voice).note)
    return found


@pytest.mark.parametrize("text", AGREEING.values(), ids=AGREEING.keys())
@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.name)
def test_equals_textstat_where_the_sentences_agree(formula: Formula, text: str, resources: Resources) -> None:
    result = result_of(text, resources)
    counts = dict(row.cells[:2] for row in result.table("counts").rows)
    assert counts["sentences of three or more words"] == textstat.sentence_count(text)
    name = formula.name
    assert value(result, name) == pytest.approx(getattr(textstat, name)(text), abs=1e-9)


@pytest.mark.parametrize("text", [*AGREEING.values(), SPEECH], ids=[*AGREEING, "speech"])
def test_counts_are_textstats(text: str, resources: Resources) -> None:
    cells = [row.cells[1] for row in result_of(text, resources).table("counts").rows]
    assert cells[1:] == [
        textstat.lexicon_count(text),
        textstat.syllable_count(text),
        textstat.letter_count(text),
        textstat.char_count(text),
        textstat.lexicon_count(text, removepunct=False),
        textstat.difficult_words(text, 0, unique=False),
        textstat.difficult_words(text, 3, unique=False),
        textstat.polysyllabcount(text),
    ]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from("abe'’-–.,!?\"“”é7 \n\tİß😀_$"), max_size=80))
def test_counts_of_any_text_are_textstats(text: str) -> None:
    counts = total([count_sentence(text.split())] if text.split() else [])
    assert counts.words == textstat.lexicon_count(text)
    assert counts.letters == textstat.letter_count(text)
    assert counts.characters == textstat.char_count(text)
    assert counts.syllables == textstat.syllable_count(text)
    assert counts.difficult == textstat.difficult_words(text, 0, unique=False)
    assert counts.polysyllabic == textstat.polysyllabcount(text)


def test_known_answer_by_hand() -> None:
    # Ten sentences of ten one-syllable words of four letters and a full stop, all on the list of easy words.
    counts = resample([count_sentence("They will come back from that town with more fish.".split())] * 10)
    computed = {formula.name: float(formula.compute(counts)[0]) for formula in FORMULAS}
    assert computed == pytest.approx(
        {
            "flesch_reading_ease": 206.835 - 1.015 * 10 - 84.6 * 1,
            "flesch_kincaid_grade": 0.39 * 10 + 11.8 * 1 - 15.59,
            "gunning_fog": 0.4 * 10,
            "smog_index": 3.1291,
            "dale_chall_readability_score": 0.0496 * 10,
            "coleman_liau_index": 0.058 * 400 - 0.296 * 10 - 15.8,
            "automated_readability_index": 4.71 * 4.1 + 0.5 * 10 - 21.43,
        }
    )


def test_abbreviations_and_decimals_end_no_sentence(resources: Resources) -> None:
    text = (
        "The U.S. economy grew by 3.5 percent in March, according to Dr. Pell of St. Orrin. " + PLAIN + " Dr. Pell "
        "expects growth of 2.25 percent next year."
    )
    counted = result_of(text, resources).table("counts").rows[0].cells[1]
    n_written = len(PLAIN.split(". ")) + 2
    assert counted == n_written
    assert textstat.sentence_count(text) > n_written


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.name)
def test_the_same_event_told_easier_scores_easier(formula: Formula, resources: Resources) -> None:
    name, harder = formula.name, formula.harder
    easy, plain, hard = (value(result_of(text, resources), name) for text in (EASY, PLAIN, HARD))
    assert (easy < plain < hard) if harder else (easy > plain > hard)


def test_the_median_grade_lies_in_its_spread_and_orders_the_tellings(resources: Resources) -> None:
    results = [result_of(text, resources) for text in (EASY, PLAIN, HARD)]
    for result in results:
        grade = result.score("grade")
        grades = [value(result, formula.name) for formula in FORMULAS if formula.unit == "grade"]
        assert grade.value == pytest.approx(float(np.median(grades)))
        assert (grade.low, grade.high) == (min(grades), max(grades))
    bands = [result.score("grade").band for result in results]
    assert [band.label for band in bands if band] == ["primary school", "lower secondary", "beyond college"]


def test_voices_are_counted_apart(resources: Resources) -> None:
    rows = result_of(SPEECH, resources).table("counts").rows
    whole, own, quoted = rows[1].cells[1:]
    assert (own, quoted, whole) == (29, 105, 134)


def test_each_voice_has_every_score_and_a_reason_where_there_is_none(resources: Resources) -> None:
    result = result_of(SPEECH, resources)
    names = ["grade", *(formula.name for formula in FORMULAS)]
    for name in names:
        own, quoted = result.score(name, Voice.OWN), result.score(name, Voice.QUOTED)
        assert own.value is None
        assert own.note == "Too short to say: this takes at least 100 words in the outlet's own words; found: 29."
        assert quoted.value is not None
        assert "Whole text, quotations included" in quoted.note


def test_the_interval_holds_the_value(resources: Resources) -> None:
    for score in result_of(PLAIN, resources).scores:
        if score.value is not None:
            assert score.low is not None
            assert score.high is not None
            assert score.low <= score.value <= score.high


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("", "at least 100 words in the outlet's own words; found: 0."),
        ("Flood.", "at least 100 words in the outlet's own words; found: 1."),
        ("🌊 🌊 😀", "at least 100 words in the outlet's own words; found: 0."),
        ("– — …", "at least 100 words in the outlet's own words; found: 0."),
        ("مياه النهر في المدينة", "at least 100 words in the outlet's own words; found: 4."),
        ("“We will rebuild,” she said.", "at least 100 words in the outlet's own words; found: 2."),
        (" ".join(["water"] * 400), "at least 3 sentences in the outlet's own words; found: 1."),
    ],
)
def test_too_little_text_gives_no_number_but_a_reason(body: str, note: str, resources: Resources) -> None:
    for score in result_of(body, resources).scores:
        assert (score.value, score.low, score.high) == (None, None, None)
        if score.voice is Voice.OWN:
            assert score.note.endswith(note)


def test_no_full_stop_at_all_is_read_by_paragraph(resources: Resources) -> None:
    body = "\n\n".join(sentence.rstrip(".") for sentence in PLAIN.split(". "))
    assert value(result_of(body, resources), "flesch_reading_ease") == pytest.approx(
        textstat.flesch_reading_ease(PLAIN), abs=1e-9
    )


def test_only_quotations(resources: Resources) -> None:
    body = "“" + PLAIN + "”"
    result = result_of(body, resources)
    assert result.score("grade", Voice.OWN).value is None
    assert value(result, "smog_index", Voice.QUOTED) == pytest.approx(textstat.smog_index(PLAIN), abs=1e-9)


def test_the_language_that_others_set_in_textstat_changes_nothing(resources: Resources) -> None:
    before = result_of(PLAIN, resources)
    textstat.set_lang("de")
    try:
        assert result_of(PLAIN, resources) == before
    finally:
        textstat.set_lang("en_US")


def test_hard_sentences_are_found_with_their_reasons(resources: Resources) -> None:
    reading = read(EASY + "\n\n" + HARD, resources)
    findings = measure(reading, resources).findings
    assert 1 <= len(findings) <= 5
    for finding in findings:
        assert finding.quote == reading.article.body[finding.span.start : finding.span.end]
        assert finding.span.part is Part.BODY
        assert finding.span.start >= len(EASY)
        assert finding.source == "rule:hardest_sentence"
        assert finding.category.startswith("readability/")
    assert "words in one sentence" in findings[0].reason
    assert "passive" in findings[0].reason


def test_an_easy_text_has_no_hard_sentence(resources: Resources) -> None:
    assert result_of(EASY, resources).findings == ()


def test_at_most_five_hard_sentences_the_hardest_ones_in_the_order_of_the_text(resources: Resources) -> None:
    findings = result_of("\n\n".join([PLAIN, HARD, HARD, HARD, EASY]), resources).findings
    assert len(findings) == 5
    assert [finding.span for finding in findings] == sorted(finding.span for finding in findings)


def test_rare_words_are_named_and_names_are_not_rare_words(resources: Resources) -> None:
    findings = result_of("The abstruse and recondite memorandum reached Ann Zwiebelhausen.", resources).findings
    assert len(findings) == 1
    assert findings[0].category == "readability/rare_words"
    assert "“abstruse”" in findings[0].reason
    assert "Zwiebelhausen" not in findings[0].reason


def test_same_in_same_out(resources: Resources) -> None:
    assert result_of(PLAIN + "\n\n" + SPEECH, resources) == result_of(PLAIN + "\n\n" + SPEECH, resources)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=300))
def test_any_text_is_read_and_keeps_the_span_law(resources: Resources, body: str) -> None:
    result = result_of(body, resources)
    assert len(result.scores) == 2 * (len(FORMULAS) + 2)
    for finding in result.findings:
        assert finding.quote == body[finding.span.start : finding.span.end]
