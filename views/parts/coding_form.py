"""The coding form: one unit, large, with what stands around it; what is chosen is kept at every step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from analysis.coding.codebook import MOST_TEXT, Codebook
from analysis.coding.codings import Coding, Verdict
from analysis.coding.sheet import Sheet
from views.parts.coding_state import current_place, go_to, put_sheet
from views.parts.coding_text import show_definitions, unit_html
from views.parts.columns import ASSETS
from views.parts.plain import counted, plain

# By what stands for them among the codes; no code begins with a colon.
NO_CODE = {":none": Verdict.NONE, ":unsure": Verdict.UNSURE}
NO_CODE_LABELS = {":none": "None of these fits", ":unsure": "Cannot be coded, or unsure"}
COLUMNS = 3
# Letters alone would fire while somebody reads with a screen reader; these are free in browsers and text fields.
NEXT_KEYS, PREVIOUS_KEYS, OPEN_KEYS = "Alt+Down", "Alt+Up", "Alt+PageDown"
UNFINISHED = "Not every unit is coded yet. Go on, or finish as it is: there is no way back."
CONTRADICTION = "You chose two things that exclude each other: codes, no code fits, cannot be coded. Take one back."


def show_form(sheet: Sheet, coder: str) -> None:
    """Draw the unit that a coder has come to, and what may be said of it."""
    st.html(ASSETS / "coding.css")
    place = current_place(sheet)
    number = sheet.order[place]
    _fill_in(sheet, coder, number)
    n_done, n_units = sheet.coder(coder).n_done, len(sheet.units)
    st.progress(n_done / n_units, text=f"Unit {place + 1:,} of {n_units:,}; {n_done:,} coded")
    if problem := st.session_state.pop("coding_problem", None):
        st.warning(problem, icon=":material/warning:")
    st.html(unit_html(sheet, number))
    with st.form("coding-form", border=False):
        _draw_codes(sheet.codebook)
        st.text_area("Note", key=_note(number), max_chars=MOST_TEXT, height=80)
        _draw_steps(sheet, coder, place)
    with st.expander("What the codes mean"):
        show_definitions(sheet.codebook)


def _draw_codes(codebook: Codebook) -> None:
    if codebook.exclusive:
        labels = {code.code: f"{code.group}: {code.label}" if code.group else code.label for code in codebook.codes}
        labels |= NO_CODE_LABELS
        st.radio("Code", list(labels), format_func=lambda key: plain(labels[key]), index=None, key="coding-choice")
        return
    for group, codes in groupby(codebook.codes, key=lambda code: code.group):
        if group:
            st.markdown(f"**{plain(group)}**")
        _draw_boxes([(code.code, code.label) for code in codes])
    _draw_boxes(list(NO_CODE_LABELS.items()))


def _draw_boxes(boxes: Sequence[tuple[str, str]]) -> None:
    rows = -(-len(boxes) // COLUMNS)
    for number, column in enumerate(st.columns(COLUMNS)):
        with column:
            for option, label in boxes[number * rows : (number + 1) * rows]:
                st.checkbox(plain(label), key=_box(option))


def _box(option: str) -> str:
    return f"coding-box-{option}"


def _note(number: int) -> str:
    """Return the key of a unit's own note: in one field for all, a browser keeps what was typed for the last unit."""
    return f"coding-note-{number}"


def _draw_steps(sheet: Sheet, coder: str, place: int) -> None:
    """Draw the steps, each of which keeps what is chosen."""
    n_units = len(sheet.units)
    n_open = n_units - sheet.coder(coder).n_done
    with st.container(horizontal=True):
        st.form_submit_button(
            "Next",
            type="primary",
            key="coding-next",
            shortcut=NEXT_KEYS,
            on_click=_keep,
            args=(sheet, coder, min(place + 1, n_units - 1)),
        )
        st.form_submit_button(
            "Previous",
            key="coding-previous",
            shortcut=PREVIOUS_KEYS,
            disabled=place == 0,
            on_click=_keep,
            args=(sheet, coder, place - 1),
        )
        st.form_submit_button(
            "Next not coded", key="coding-next-open", shortcut=OPEN_KEYS, on_click=_keep, args=(sheet, coder, None)
        )
        _draw_finish(sheet, coder, n_open)
    left = f"{counted(n_open, 'unit')} not coded yet; what is not coded counts as missing. " if n_open else ""
    st.text(f"{left}Once you have finished, you see what others and the tool say, and code no more.")


def _draw_finish(sheet: Sheet, coder: str, n_open: int) -> None:
    # Under another key it is another button: a double click on the first does not press it.
    if st.session_state.pop("coding_asked", False):
        label = f"Finish with {counted(n_open, 'unit')} missing"
        finish = partial(_finish, anyway=True)
        st.form_submit_button(label, key="coding-finish-anyway", on_click=finish, args=(sheet, coder))
        return
    st.form_submit_button("I have finished", key="coding-finish", on_click=_finish, args=(sheet, coder))


def _fill_in(sheet: Sheet, coder: str, number: int) -> None:
    """Put what the coder has said of a unit into the fields, unless they show it already."""
    shown = (coder, number)
    if st.session_state.get("coding_shown") == shown and _note(number) in st.session_state:
        return
    coding = sheet.coder(coder).codings[number]
    said = {option for option, verdict in NO_CODE.items() if verdict is coding.verdict}.union(coding.codes)
    if sheet.codebook.exclusive:
        st.session_state["coding-choice"] = next(iter(said), None)
    else:
        for option in (*sheet.codebook.keys, *NO_CODE):
            st.session_state[_box(option)] = option in said
    st.session_state[_note(number)] = coding.note
    st.session_state.coding_shown = shown


def _chosen(codebook: Codebook, number: int) -> Coding:
    """Return what the fields say of a unit.

    Raises:
        ValueError: if it contradicts itself.
    """
    if codebook.exclusive:
        said = {st.session_state["coding-choice"]} - {None}
    else:
        said = {option for option in (*codebook.keys, *NO_CODE) if st.session_state[_box(option)]}
    verdicts = [NO_CODE[option] for option in said if option in NO_CODE]
    codes = codebook.in_order(frozenset(said - NO_CODE.keys()))
    if len(verdicts) + bool(codes) > 1:
        raise ValueError(CONTRADICTION)
    verdict = Verdict.CODED if codes else verdicts[0] if verdicts else Verdict.OPEN
    return Coding(verdict=verdict, codes=codes, note=st.session_state[_note(number)].strip())


def _kept(sheet: Sheet, coder: str) -> Sheet | None:
    """Return the sheet with what the fields say of the unit shown; None, and say why, if it contradicts itself."""
    place = current_place(sheet)
    number = sheet.order[place]
    try:
        coding = _chosen(sheet.codebook, number)
    except ValueError as error:
        st.session_state.coding_problem = str(error)
        return None
    if coding.verdict is Verdict.OPEN:
        st.session_state.coding_problem = f"Unit {place + 1:,} stays open: nothing was chosen for it."
    kept = sheet.with_coding(coder, number, coding)
    put_sheet(kept)
    return kept


def _keep(sheet: Sheet, coder: str, to: int | None) -> None:
    """Keep what is chosen and go to a place in the order; for None to the next that is not coded."""
    if (kept := _kept(sheet, coder)) is None:
        return
    following = kept.next_open(coder, after=current_place(sheet)) if to is None else to
    go_to(current_place(sheet) if following is None else following)


def _finish(sheet: Sheet, coder: str, *, anyway: bool = False) -> None:
    """Finish; with units that are not coded only after asking, as there is no way back."""
    if kept := _kept(sheet, coder):
        asks = not anyway and kept.coder(coder).n_done < len(kept.units)
        st.session_state.coding_asked, st.session_state.coding_problem = asks, UNFINISHED if asks else None
        if not asks:
            put_sheet(kept.finished_by(coder))
