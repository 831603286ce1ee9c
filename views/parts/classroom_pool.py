"""A class together: drop the answer files in, see who marked what, how far all agree, and what was written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter

import plotly.graph_objects as go
import streamlit as st

from analysis.coding.agreement import ALPHA_BANDS, Figure
from analysis.coding.gather import MOST_ANSWERS, Gathered
from analysis.coding.pool import Pool, Ratings, Written, pool
from analysis.coding.pool_tables import tables
from analysis.coding.task import Task
from analysis.readers import Problem
from analysis.results import Row, Table
from analysis.saved import SavedError, open_saved
from views.parts.charts import CONFIG, MARGIN, escape
from views.parts.classroom_heat import HEAT_STYLE, SCALE, heat_marks, most_disputed, most_marked
from views.parts.classroom_marks import columns_of
from views.parts.classroom_reveal import in_words, signed
from views.parts.classroom_state import current_draft, current_room
from views.parts.columns import show_columns
from views.parts.numbers import number
from views.parts.plain import counted, file_name, plain
from views.parts.tables import fold_table, show_table

POOLS_KEPT = 2
BAR_HEIGHT = 190  # px, some six short bars and their numbers
ANY = "Under any category"
LEAD = (
    "Drop the answer files of the class in, with the task that they answer. All counts rest on the answers as they "
    "stood before the reveal. The files are not kept: drop them in again when you come back."
)
ALPHA_EXPLAINED = (
    "Krippendorff’s alpha over all words: 1 is perfect agreement, 0 is what chance gives. Low values are usual where "
    "people mark bias, and no fault of the class: they are what there is to talk about. Krippendorff (2004) relies on "
    "data from .800 on, and draws tentative conclusions from .667 on."
)
FILES = {
    "marks": "All marks",
    "words": "Words, and how many marked them",
    "ratings": "All ratings",
    "prompts": "All written answers",
}


def show_pool() -> None:
    """Draw what a teacher does with the answers of a class."""
    st.text(LEAD)
    task = _choose_task()
    if task is None:
        return
    files = st.file_uploader(
        f"Answer files, up to {MOST_ANSWERS}", type="json", accept_multiple_files=True, key="pool-answers"
    )
    if not files:
        return
    pooled = _pooled(task.as_bytes(), tuple((file.name, file.getvalue()) for file in files))
    _show_gathered(pooled.gathered)
    if not pooled.answers:
        return
    if task.categories:
        _show_heat(pooled)
        _show_agreement(pooled)
    _show_ratings(pooled.ratings)
    _show_written(pooled.written)
    _offer_files(pooled)


@st.cache_resource(max_entries=POOLS_KEPT, scope="session", show_spinner="Putting the answers together…")
def _pooled(task: bytes, files: tuple[tuple[str, bytes], ...]) -> Pool:
    return pool(open_saved(Task, "The task", task), files)


def _choose_task() -> Task | None:
    """Let the teacher open the task; without a file it is the one that was made, or opened, here."""
    file = st.file_uploader("Task file", type="json", key="pool-task")
    if file is not None:
        try:
            return open_saved(Task, file.name, file.getvalue())
        except SavedError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return None
    here = current_draft() or current_room().task
    if here is not None:
        st.text(f"Without a file: the task that is open here, “{here.title}”.")
    return here


def _show_gathered(gathered: Gathered) -> None:
    """Say how many answers count, which files do not and why, and what to know about others."""
    n_answers = len(gathered.answers)
    st.html(f'<p role="status">{counted(n_answers, "answer")} pooled.</p>')
    if gathered.skipped:
        st.warning(_listed(f"{counted(len(gathered.skipped), 'file')} left out:", gathered.skipped))
    if gathered.remarks:
        st.info(_listed("To know about these files:", gathered.remarks))


def _listed(head: str, problems: Sequence[Problem]) -> str:
    return "\n".join([head, *(f"- {plain(str(problem))}" for problem in problems)])


@st.fragment
def _show_heat(pooled: Pool) -> None:
    """Draw the heat map; it alone is drawn again for another category, as the fields above may hold 200 files."""
    st.header("Which words the class marked", anchor=False)
    labels = [ANY, *(category.label for category in pooled.task.categories)]
    chosen = st.selectbox("Counted", range(len(labels)), format_func=labels.__getitem__, key="pool-category")
    category = chosen - 1 if chosen else None
    columns = columns_of(pooled.task, heat_marks(pooled, category))
    show_columns(columns, legend=((HEAT_STYLE, "Marked by the class"),), key="pool-columns", scale=SCALE)
    fold_table(most_marked(pooled, category), (), name="most-marked")
    if len(pooled.answers) > 1:
        show_table(most_disputed(pooled), (), name="most-disputed")


def _show_agreement(pooled: Pool) -> None:
    agreement = pooled.agreement
    named = [("Marked or not", agreement.marked)]
    if len(pooled.task.categories) > 1:
        by_category = zip(pooled.task.categories, agreement.by_category, strict=True)
        named += [
            *((f"Marked as {category.label} or not", figure) for category, figure in by_category),
            ("Which category, or none", agreement.categories),
        ]
    rows = tuple(_agreement_row(label, figure) for label, figure in named)
    columns = ("On", "Alpha", "95 % interval", "In words")
    table = Table("class_agreement", "How far the class agrees", ALPHA_EXPLAINED, columns, rows)
    show_table(table, (), name="class-agreement")


def _agreement_row(label: str, figure: Figure) -> Row:
    value = None if figure.value is None else signed(figure.value)
    is_sure = figure.low is not None and figure.high is not None
    interval = f"{signed(figure.low or 0)} to {signed(figure.high or 0)}" if is_sure else None
    return Row((label, value, interval, in_words(figure, ALPHA_BANDS)))


def _show_ratings(ratings: Sequence[Ratings]) -> None:
    if ratings:
        st.header("How the class rated", anchor=False)
    for one in ratings:
        question = one.question
        meaning = {1: question.low, question.steps: question.high}
        rows = tuple(Row((str(step), meaning.get(step), count)) for step, count in enumerate(one.counts, 1))
        table = Table(question.key, question.question, _median(one), ("Step", "Meaning", "Students"), rows)
        show_table(table, (), name=f"rating-{question.key}", chart=partial(_draw_bars, one))


def _median(ratings: Ratings) -> str:
    if ratings.median.value is None:
        return ratings.median.note
    return (
        f"Median {number(ratings.median.value)} of {ratings.question.steps}; {counted(sum(ratings.counts), 'student')}."
    )


def _draw_bars(ratings: Ratings, table: Table) -> None:
    """Draw how many chose each step; the table below has the same numbers."""
    steps = [str(step) for step in range(1, ratings.question.steps + 1)]
    figure = go.Figure(go.Bar(x=steps, y=ratings.counts, text=ratings.counts, textposition="outside", cliponaxis=False))
    ends = (steps[0], ratings.question.low), (steps[-1], ratings.question.high)
    figure.update_layout(
        height=BAR_HEIGHT,
        margin=MARGIN,
        dragmode=False,
        xaxis={
            "type": "category",
            "fixedrange": True,
            "title": escape("; ".join(f"{step}: {meaning}" for step, meaning in ends)),
        },
        yaxis={"visible": False, "fixedrange": True, "range": (0, 1.25 * max(1, *ratings.counts))},
    )
    told = ", ".join(f"{step}: {count}" for step, count in zip(steps, ratings.counts, strict=True))
    st.plotly_chart(
        figure, config=CONFIG, alt=f"Students by step. {told}. {table.explanation}", key=f"bars-{ratings.question.key}"
    )


def _show_written(written: Sequence[Written]) -> None:
    if written:
        st.header("What the class wrote", anchor=False)
    for one in written:
        told = f"{counted(len(one.texts), 'student')} wrote something."
        table = Table(one.prompt.key, one.prompt.question, told, ("Student", "Answer"), tuple(map(Row, one.texts)))
        show_table(table, (), name=f"written-{one.prompt.key}")


def _offer_files(pooled: Pool) -> None:
    st.header("Take it with you", anchor=False)
    st.text("For a spreadsheet or statistics (CSV). Students stand there under their pseudonyms; no file is named.")
    with st.container(horizontal=True):
        for name, label in FILES.items():
            st.download_button(
                label,
                data=_encoded(pooled, name),
                file_name=f"{file_name(pooled.task.title) or 'class'}-{name}.csv",
                mime="text/csv",
                key=f"pool-file-{name}",
                on_click="ignore",
                icon=":material/download:",
            )


def _encoded(pooled: Pool, name: str) -> Callable[[], bytes]:
    return lambda: itemgetter(name)(tables(pooled)).encode()
