"""Coding: code sentences or articles by a codebook; then see how far coders agree, and where the tool differs."""

import streamlit as st

from analysis.saved import SavedError
from views.parts.coding_files import show_files
from views.parts.coding_form import show_form
from views.parts.coding_results import show_results
from views.parts.coding_setup import choose_coder, show_setup
from views.parts.coding_state import current_coder, current_sheet, put_sheet
from views.parts.page import begin_with_any
from views.parts.plain import plain

desk = begin_with_any(
    "Code by hand",
    "Read sentence by sentence in a shuffled order, without outlet and without the tool’s marks, and give each the "
    "codes that fit. Then compare: with other coders, and with the tool.",
)
try:
    sheet = current_sheet()
except SavedError as error:
    st.error(plain(str(error)), icon=":material/error:")
    put_sheet(None)
    sheet = None
if sheet is None:
    show_setup(desk)
    st.stop()

coder = current_coder(sheet)
show_files(sheet, coder)
if coder is None:
    choose_coder(sheet)
elif sheet.coder(coder).finished:
    show_results(sheet, coder)
else:
    show_form(sheet, coder)
