"""Which findings are marked: by dimension, category, voice, and by what found them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.highlight import label_of
from analysis.quotations import Voice
from analysis.report import MEASURES, Report
from analysis.results import Finding
from views.parts.plain import counted

BOTH = "Both"
VOICE_CHOICES = {BOTH: None, "The outlet’s own words": Voice.OWN, "Quoted words": Voice.QUOTED}
ANYTHING = "Anything"
# Agreement is only asked for where a model read the words that a list or rule marks, or the other way round.
FOUND_BY: Mapping[str, Callable[[Finding], bool]] = {
    ANYTHING: lambda finding: True,
    "Word lists and rules": lambda finding: not finding.by_model,
    "The model": lambda finding: finding.by_model or bool(finding.marked_by_model),
    "Both: they agree": lambda finding: not finding.by_model and bool(finding.marked_by_model),
    "One alone: they disagree": lambda finding: finding.marked_by_model is finding.by_model,
}


def select(
    findings: Iterable[Finding], *, categories: Collection[str], voice: Voice | None, found_by: str = ANYTHING
) -> tuple[Finding, ...]:
    """Return the findings of some categories (none given: of all), in one voice (None: in both), found by one means."""
    return tuple(
        finding
        for finding in findings
        if (not categories or finding.category in categories)
        and voice in (None, finding.voice)
        and FOUND_BY[found_by](finding)
    )


def show_count(n_findings: int) -> None:
    """Say, to a screen reader too, how many findings passed the filters, and what to do if none did."""
    told = (
        f"{counted(n_findings, 'mark')} shown. Arrow keys move from mark to mark, Escape closes an explanation."
        if n_findings
        else "Nothing is marked in this article for this choice. Choose other dimensions, words or categories above."
    )
    st.html(f'<p role="status">{told}</p>')


def choose_findings(report: Report, labels: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Draw the filters; return the dimensions' keys and the findings that pass."""
    by_label = {measure.label: measure.key for measure in MEASURES}
    first = next(iter(by_label))
    chosen = st.pills(
        "Dimensions", list(by_label), default=[first], selection_mode="multi", key="dimensions", bind="query-params"
    )
    left, middle, right = st.columns([5, 3, 4])
    voice = left.segmented_control(
        "Whose words", list(VOICE_CHOICES), default=BOTH, required=True, key="voice", bind="query-params"
    )
    found_by = _choose_found_by(middle, report)
    keys = tuple(by_label[label] for label in chosen)
    findings = [finding for key in keys for finding in report.dimensions[key].findings]
    names = sorted({label_of(finding.category, labels) for finding in findings})
    if "categories" in st.session_state:
        # Another article or dimension may lack a category that was chosen before; the widget would refuse it.
        st.session_state.categories = [name for name in st.session_state.categories if name in names]
    categories = right.multiselect(
        "Categories", names, placeholder="All categories", key="categories", bind="query-params"
    )
    wanted = {finding.category for finding in findings if label_of(finding.category, labels) in categories}
    return keys, select(findings, categories=wanted, voice=VOICE_CHOICES[voice or BOTH], found_by=found_by)


def _choose_found_by(place: DeltaGenerator, report: Report) -> str:
    """Let the reader choose between word lists and model, if a model read the article; return the choice."""
    if not report.reading.in_context:
        return ANYTHING
    return place.selectbox("Found by", list(FOUND_BY), key="found_by", bind="query-params")
