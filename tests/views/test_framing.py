"""The Framing view: small multiples, sentences behind each frame, the outline, further lenses, agreement."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from analysis.article import Article
from analysis.coding.against_tool import Confusion, Seen, tool_agreement
from analysis.coding.codebook import Code, built_in
from analysis.coding.codings import Coding, Verdict
from analysis.coding.sheet import Sheet, UnitKind, new_sheet
from analysis.decisions import Choice, Decision, Decisions
from analysis.document import parse
from analysis.framing import KEY
from analysis.framing.sentences import EvokingSentence, evoking_sentences
from analysis.quotations import Voice
from analysis.reading import Resources
from analysis.report import Report, analyse, reconsidered
from tests.views.using import DASHBOARD, PATIENCE, html_of
from views.parts.desk import with_decisions
from views.parts.framing_lenses import DRAWN
from views.parts.framing_profile import common_scale, key_html, multiple_html, notes_of, profiles
from views.parts.framing_sentences import BY_MODEL, NOTHING, Group, tellings_csv, tellings_html, told, whose
from views.parts.reports import report_of

ECONOMY = "framing/policy_economic"
BODY = (
    "The ferry costs <b>3</b> dollars more than last year. The budget of the island has a gap of 2 million dollars. "
    "It rained on Monday. The band played in the hall. Children walked home along the quay. "
    "“The tax is a burden on poor families,” Lind said."
)
NAME = '<b>"Post"</b>'


@pytest.fixture(scope="module")
def report(resources: Resources) -> Report:
    return analyse(Article("Ferry", BODY), resources)


@pytest.fixture(scope="module")
def economy(report: Report) -> tuple[EvokingSentence, ...]:
    return evoking_sentences(report.dimensions[KEY].findings, report.reading.document)[ECONOMY]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


# ---- sentences side by side ------------------------------------------------------------------------------------


def test_a_sentence_says_whose_words_it_has_and_by_which_cues_it_is_listed(
    economy: tuple[EvokingSentence, ...],
) -> None:
    own, *_, quoted = economy
    assert told(own) == "Own words. Cue words: “costs”, “dollars”."
    assert (quoted.voice, whose(quoted)) == (Voice.QUOTED, "Quoted words of Lind")


def test_what_a_model_reads_is_said_to_be_so(economy: tuple[EvokingSentence, ...]) -> None:
    own = economy[0]
    whole = replace(own.findings[0], span=own.sentence.span, quote=own.sentence.text, source="model:framing@2")
    assert told(replace(own, findings=(whole,))) == "Own words. Read so by the model."
    assert told(replace(own, findings=(whole, *own.findings))).endswith(f"“dollars”; {BY_MODEL}.")
    html = tellings_html([Group("Economy", "", ((replace(own, findings=(whole,)),),))], ["A"], caption="c", most=1)
    assert "<mark>" not in html


def test_a_mark_of_the_readers_own_is_told_apart(report: Report, resources: Resources) -> None:
    rain = report.reading.document.body_sentences[2]
    mine = Decision(rain.span, rain.text, Choice.ADDED, ECONOMY)
    yours = reconsidered(report, Decisions((mine,)), resources)
    found = evoking_sentences(yours.dimensions[KEY].findings, yours.reading.document)[ECONOMY]
    assert [told(one) for one in found if one.sentence.index == 2] == [f"Own words. Your mark: “{rain.text}”."]


def test_tellings_stand_side_by_side_in_the_order_of_the_text_with_their_cues_marked(
    economy: tuple[EvokingSentence, ...],
) -> None:
    html = tellings_html([Group("Economy", "Money.", (economy, ()))], [NAME, "Other"], caption=NAME, most=9)
    assert html.count("<mark>") == sum(len(one.cues) for one in economy)
    assert "<mark>costs</mark>" in html
    assert "<b>" not in html
    text = unescape(re.sub(r"<[^>]*>", "", html))
    places = [text.index(one.sentence.text) for one in economy]
    assert places == sorted(places)
    assert html.count(NOTHING) == 1
    assert text.count('<b>"Post"</b>') == 2


def test_long_lists_are_folded_away_and_go_on_counting(economy: tuple[EvokingSentence, ...]) -> None:
    html = tellings_html([Group("Economy", "", (economy,))], ["A"], caption="c", most=1)
    before, _, folded = html.partition("<details>")
    assert before.count("<li>") == 1
    assert folded.count("<li>") == len(economy) - 1
    assert f"{len(economy) - 1} more sentence" in folded
    assert '<ol start="2">' in folded


def test_sentences_can_be_taken_along(economy: tuple[EvokingSentence, ...]) -> None:
    rows = list(csv.DictReader(io.StringIO(tellings_csv([Group("Economy", "", ((), economy))], ["A", "B"]))))
    assert [row["text"] for row in rows] == [one.sentence.text for one in economy]
    assert {row["article"] for row in rows} == {"B"}
    assert (rows[0]["sentence"], rows[0]["whose words"], rows[0]["by model"]) == ("1", "own words", "no")
    assert rows[-1]["speaker"] == "Lind"


# ---- the profile -----------------------------------------------------------------------------------------------


def test_frames_of_the_most_sentences_come_first_and_those_of_none_apart(report: Report) -> None:
    result = report.dimensions[KEY]
    found, others = profiles([result], [result])
    counts = {str(row.cells[0]): len(row.evidence) for row in result.table("frames").rows}
    sizes = [counts[one.label] for one in found]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > 0
    assert {label for label, count in counts.items() if not count} == set(others)


def test_a_multiple_says_every_number_and_draws_both_voices_on_the_scale_of_all_frames(report: Report) -> None:
    result = report.dimensions[KEY]
    found, _ = profiles([result], [result])
    scale = common_scale(found)
    assert scale[0] == 0
    assert scale[1] % 10 == 0
    assert scale[1] >= max(score.high for one in found for score in one.scores if score.high is not None)
    money = next(one for one in found if one.label == "Economy")
    html = multiple_html(money, [NAME], scale)
    own = result.score("frame_share", Voice.OWN, "Economy")
    text = text_of(html)
    assert own.low is not None
    assert own.high is not None
    assert f"own 40 % {own.low:.0f} to {own.high:.0f}" in text
    assert "quoted too short to say" in text
    assert '<b>"Post"</b>' in text
    assert f"left:{100 * 40 / scale[1]:.1f}%" in html
    assert html.count('class="plot') == 1


def test_why_a_share_is_missing_is_said_once(report: Report) -> None:
    result = report.dimensions[KEY]
    found, _ = profiles([result, result], [result, result])
    notes = notes_of(found, ["A", "B"])
    assert [note.partition(":")[0] for note in notes] == ["A, quoted words", "B, quoted words"]
    assert notes[0].endswith("found: 1.")
    assert "<b>" not in key_html((0, 50), [NAME])


def test_shares_by_the_readers_decisions_stand_beside_the_tools(report: Report, resources: Resources) -> None:
    rain = report.reading.document.body_sentences[2]
    yours = reconsidered(report, Decisions((Decision(rain.span, rain.text, Choice.ADDED, ECONOMY),)), resources)
    found, _ = profiles([report.dimensions[KEY]], [yours.dimensions[KEY]])
    money = next(one for one in found if one.label == "Economy")
    assert "You: 60 %" in text_of(multiple_html(money, ["A"], common_scale(found)))


# ---- agreement -------------------------------------------------------------------------------------------------


def test_alpha_of_tool_and_coder_is_that_of_two_coders() -> None:
    code = Code(code=ECONOMY, label="Economy", definition="Money.")
    units = {Seen.BOTH: (0, 4), Seen.TOOL: (2,), Seen.CODER: (), Seen.NEITHER: (1, 3, 5)}
    (found,) = tool_agreement([Confusion(code, units)])
    assert (found.n_units, found.uses) == (6, (3, 2))
    # Krippendorff, nominal: 12 values, 5 of one kind, 7 of the other, one unit in which they differ.
    assert found.alpha == pytest.approx(1 - (2 / 12) / (2 * 5 * 7 / (12 * 11)))
    (few,) = tool_agreement([Confusion(code, {**units, Seen.NEITHER: ()})])
    assert few.alpha is None
    assert "Too few units" in few.note


# ---- the view --------------------------------------------------------------------------------------------------


@pytest.fixture
def view(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("MODELS_FOLDER", "none")
    return AppTest.from_file(DASHBOARD, default_timeout=PATIENCE).run().switch_page("views/framing.py").run()


def shown_sentences(app: AppTest) -> str:
    return next(one.value for one in app.html if "Sentences that evoke" in one.value)


def test_a_frame_is_chosen_by_its_multiple_or_from_the_list_and_read_in_the_text(view: AppTest) -> None:
    assert not view.exception
    first, second = view.selectbox(key="frame").options[:2]
    assert first in shown_sentences(view)
    view.button(key=f"frame-{second}").click().run()
    assert view.selectbox(key="frame").value == second
    assert f"Sentences that evoke {second}" in shown_sentences(view)
    view.selectbox(key="frame").select(first).run()
    assert f"Sentences that evoke {first}" in shown_sentences(view)
    article = view.session_state["compared"][0]
    view.button(key=f"frame-read-{article}").click().run()
    assert not view.exception
    assert view.pills(key="article").value == article
    assert view.pills(key="dimensions").value == ["Framing"]
    assert view.multiselect(key="categories").value == [first]


def test_the_page_has_outline_scope_lenses_and_pairs_of_frames(view: AppTest) -> None:
    headings = [heading.value for heading in view.header]
    assert {
        "Problem, cause, judgement, remedy",
        "Episodic or thematic",
        "The same fact in another frame",
        "Agreement with a human coder",
    } < set(headings)
    for function in ("Problem", "Cause", "Judgement", "Remedy"):
        assert f">{function}<" in html_of(view)
    first = report_of(view.session_state["desk"].opened[0].article).dimensions[KEY]
    assert {table.title for table in first.tables if table.name not in DRAWN} <= set(headings)
    assert any("open Coding" in text.value for text in view.text)


def test_pairs_of_frames_follow_what_the_reader_decides(view: AppTest) -> None:
    desk = view.session_state["desk"]
    first = report_of(desk.opened[0].article)
    told = next(one for one in first.reading.document.body_sentences if one.text in pairs_of(view))
    assert "Legality" not in pairs_of(view)
    mine = Decision(told.span, told.text, Choice.ADDED, "framing/policy_legality")
    view.session_state["desk"] = with_decisions(desk, desk.opened[0].key, Decisions((mine,)))
    view.run()
    assert "Legality and constitution" in pairs_of(view)


def pairs_of(app: AppTest) -> str:
    return next(unescape(one.value) for one in app.html if "<caption>The same fact in another frame" in one.value)


def test_one_article_alone_has_no_pairs(view: AppTest) -> None:
    view.pills(key="compared").set_value(view.session_state["compared"][:1]).run()
    assert not view.exception
    assert "The same fact in another frame" not in [heading.value for heading in view.header]


def finished_sheet(resources: Resources) -> Sheet:
    document = parse(Article("Ferry", BODY), resources.pipeline, resources.lexicons)
    book = next(found for found in built_in(resources.lexicons) if found.name == "Policy frames")
    sheet = new_sheet([document], book, UnitKind.SENTENCE, seed=1).with_coder("Ada <b>")
    for number in range(len(sheet.units)):
        money = "dollars" in sheet.text(number)
        coding = Coding(verdict=Verdict.CODED, codes=(ECONOMY,)) if money else Coding(verdict=Verdict.NONE)
        sheet = sheet.with_coding("Ada <b>", number, coding)
    return sheet.finished_by("Ada <b>")


def test_alpha_of_a_finished_coder_is_shown_for_each_frame(view: AppTest, resources: Resources) -> None:
    view.session_state["parts"] = {"codes": finished_sheet(resources).model_dump(mode="json")}
    view.run()
    assert not any("open Coding" in text.value for text in view.text)
    view.toggle(key="framing-tool").set_value(True).run()
    assert not view.exception
    table = next(text_of(one.value) for one in view.html if "Agreement of the coders" in one.value)
    assert "Krippendorff’s alpha" in table
    # The tool sees money in the two sentences that the coder names, and in the quoted one.
    assert re.search(r"Economy 6 3 2 83\.3 \S+ 0\.\d\d", table)
    assert "Given by Ada <b>" in table


def test_who_has_not_finished_sees_no_agreement(view: AppTest, resources: Resources) -> None:
    sheet = finished_sheet(resources)
    coder = sheet.coders[0].model_copy(update={"finished": False})
    view.session_state["parts"] = {"codes": sheet.model_copy(update={"coders": (coder,)}).model_dump(mode="json")}
    view.run()
    assert "framing-tool" not in [toggle.key for toggle in view.toggle]
