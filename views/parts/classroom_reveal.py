"""After the reveal: the student's marks beside the tool's, how far they agree, and what either has missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import streamlit as st

from analysis.article import ArticleError
from analysis.coding.agreement import Figure
from analysis.coding.overlap import Overlap, Place, Shared, Who, overlap
from analysis.coding.task import Task
from analysis.report import Report
from analysis.results import Band, Finding, Row, Table
from views.parts.arrival import show_arrival
from views.parts.classroom_marks import (
    WHO_LABELS,
    WHO_STYLES,
    columns_of,
    legend_of,
    names_of,
    place_marks,
    places_of,
    tool_marks,
)
from views.parts.classroom_work import Working
from views.parts.columns import show_columns
from views.parts.numbers import number
from views.parts.plain import counted, plain
from views.parts.reports import category_labels, task_report_of
from views.parts.scores import main_rows, show_key, show_scores
from views.parts.tables import fold_table, show_table

TOGETHER, YOURS, TOOLS = "Both together", "Your marks", "The tool’s marks"
ARRIVAL = "reveal-arrival"
REVEALED = "You have finished. This is what the tool says."
READING = "The tool is reading the stories…"
NOTHING_REVEALED = "This task reveals nothing more. You have finished; save your answer file and hand it in."
NO_JUDGE = (
    "The tool is no judge: it looks for words and patterns, and does not know what is fair here. Where you differ, ask "
    "which of you can say why. All this is counted on your marks as they stood before the reveal."
)
F1_EXPLAINED = (
    "The overlap is 100 % where you have marked the very same words, and 0 % where no word is the same (F1: twice the "
    "shared words, divided by yours and the tool’s together). Kappa takes out what chance would give: 1 is full "
    "agreement, 0 is chance (Cohen 1960). Its names in words are those of Landis and Koch (1977), a convention only."
)
_LANDIS_KOCH = "Landis and Koch (1977), who call their divisions arbitrary, and useful to talk about."
KAPPA_BANDS = (
    Band("less than by chance", 0.0, "Cohen (1960): 0 is what chance gives."),
    Band("slight agreement", 0.2, _LANDIS_KOCH),
    Band("fair agreement", 0.4, _LANDIS_KOCH),
    Band("moderate agreement", 0.6, _LANDIS_KOCH),
    Band("substantial agreement", 0.8, _LANDIS_KOCH),
    Band("almost perfect agreement", None, _LANDIS_KOCH),
)
COLUMNS = ("Words", "Story", "You", "The tool")
TITLES = {
    Who.ONLY_TOOL: ("What the tool marked and you did not", "Would you mark it now?"),
    Who.ONLY_STUDENT: (
        "What you marked and the tool did not",
        "The tool may have missed it, or it does not look for this.",
    ),
    Who.BOTH: ("What both of you marked", "On one side the mark may reach further than on the other."),
}


def show_reveal(working: Working, *, draw_own: Callable[[], None]) -> None:
    """Draw what a task reveals.

    Args:
        working: the answer, after the reveal.
        draw_own: draws the student's own marks, to be changed.
    """
    task, reveal = working.task, working.task.reveal
    if not _reveals(task):
        st.info(NOTHING_REVEALED)
        draw_own()
        return
    try:
        reports = read_stories(task)
    except ArticleError as error:
        st.error(plain(str(error)), icon=":material/error:")
        draw_own()
        return
    show_arrival(REVEALED, key=ARRIVAL)
    found = [[one for result in report.dimensions.values() for one in result.findings] for report in reports]
    compared = overlap(task, working.before_reveal or working.work, found)
    if reveal.marks and task.categories:
        _show_texts(task, compared, found, draw_own)
    else:
        draw_own()
    if reveal.agreement and task.categories:
        _show_agreement(compared)
    if reveal.marks and task.categories:
        _show_differences(task, compared)
    if reveal.scores:
        _show_scores(task, reports)


def read_stories(task: Task) -> list[Report]:
    """Return what the tool makes of a task's stories; nothing for a task that reveals nothing.

    Raises:
        ArticleError: if one of them is too long to be one.
    """
    if not _reveals(task):
        return []
    with st.spinner(READING):
        return [task_report_of(saved.opened()) for saved in task.articles]


def _reveals(task: Task) -> bool:
    return task.reveal.marks or task.reveal.scores or task.reveal.agreement


def _show_texts(
    task: Task, compared: Overlap, found: Sequence[Sequence[Finding]], draw_own: Callable[[], None]
) -> None:
    shown = st.segmented_control(
        "Marked in the text", (TOGETHER, YOURS, TOOLS), default=TOGETHER, required=True, key="revealed"
    )
    if shown == YOURS:
        draw_own()
    elif shown == TOOLS:
        show_columns(columns_of(task, tool_marks(task, found)), legend=legend_of(task), key="tool-columns")
    else:
        marks = place_marks(task, compared, category_labels())
        legend = tuple((WHO_STYLES[who], WHO_LABELS[who]) for who in Who)
        show_columns(columns_of(task, marks), legend=legend, key="both-columns")


def _show_agreement(compared: Overlap) -> None:
    together = compared.together
    st.header("How far you and the tool agree", anchor=False)
    yours, tools = together.both + together.only_student, together.both + together.only_tool
    st.text(
        f"You marked {counted(yours, 'word')}, the tool {counted(tools, 'word')}; "
        f"{together.both:,} of them {'is' if together.both == 1 else 'are'} the same."
    )
    st.text(f"{F1_EXPLAINED} {NO_JUDGE}")
    shared = (together, *compared.by_category)
    rows = tuple(_agreement_row(one) for one in shared)
    columns = ("Marked as", "Both", "Only you", "Only the tool", "Overlap (F1)", "Kappa", "In words")
    table = Table("agreement", "Agreement by category", "Counted in words of the text.", columns, rows)
    show_table(table, (), name="agreement-with-the-tool")


def _agreement_row(shared: Shared) -> Row:
    label = shared.category.label if shared.category else "All that the tool looks for"
    per_cent = f"{number(100 * shared.f1.value)} %" if shared.f1.value is not None else None
    kappa = None if shared.kappa.value is None else signed(shared.kappa.value)
    words = (shared.both, shared.only_student, shared.only_tool)
    return Row((label, *words, per_cent, kappa, in_words(shared.kappa, KAPPA_BANDS)))


def signed(value: float) -> str:
    """Return a figure between -1 and 1 with two decimals and a true minus sign."""
    return f"{value:.2f}".replace("-", "−").replace("−0.00", "0.00")


def in_words(figure: Figure, bands: Sequence[Band]) -> str:
    """Return the band that a figure falls into with the reason for its limits, or why there is no figure."""
    if figure.value is None:
        return figure.note
    value = figure.value
    band = next(one for one in bands if one.upper is None or value < one.upper)
    return f"{band.label[:1].upper()}{band.label[1:]}. {figure.note}".strip()


def _show_differences(task: Task, compared: Overlap) -> None:
    st.header("What either of you missed", anchor=False)
    for who, (title, explanation) in TITLES.items():
        places = [place for place in places_of(compared) if place.who is who]
        rows = tuple(_row_of(task, place) for place in places)
        table = Table(who.name.lower(), f"{title}: {len(places)}", explanation, COLUMNS, rows)
        fold_table(table, (), name=f"revealed-{who.name.lower()}")


def _row_of(task: Task, place: Place) -> Row:
    labels, tools = {one.key: one.label for one in task.categories}, category_labels()
    yours = (f"{labels[mark.category]}. {mark.reason}".strip() for mark in place.marks)
    return Row((place.quote, names_of(task)[place.article - 1], " ".join(yours), " ".join(_told(place, tools))))


def _told(place: Place, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield what the tool says of a place: category, reason, and when the words would be fair."""
    for finding in place.findings:
        yield f"{labels.get(finding.category, finding.category)}: {finding.reason}"
        if finding.fair_when:
            yield finding.fair_when


def _show_scores(task: Task, reports: Sequence[Report]) -> None:
    st.header("The tool’s scores", anchor=False)
    st.text("One score for each dimension, for the outlets’ own words; quoted words are counted apart.")
    show_scores(main_rows(reports), names_of(task), caption="The tool’s scores", key="revealed-scores")
    show_key()
