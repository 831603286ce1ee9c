"""What a visitor from another computer sees, who may not start runs on this one."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analysis.corpus.options import CorpusError
from views.parts.corpus_run_access import FOLDER_VARIABLE, RUNS_VARIABLE, folder_for_visitors
from views.parts.corpus_run_state import check_result
from views.parts.plain import plain

WHY_NOT = (
    "A corpus is a collection of articles, analysed in the background. Only whoever sits at the computer on which this "
    "dashboard runs can start that, or look into its folders. If this is you, open the dashboard at localhost."
)
ON_YOUR_OWN = "On a computer of your own, this analyses a folder, a zip or a table of articles:"
COMMAND = "python -m analysis corpus articles.zip --out result"
FOR_THE_OWNER = f"""
Whoever runs this server can set two variables in its environment and start it again:
`{FOLDER_VARIABLE}=/path/of/a/result` shows that result to everybody, and `{RUNS_VARIABLE}=all` lets every visitor start
runs and name any folder of the server.
"""


def show_to_visitor() -> Path | None:
    """Explain why nothing can be started; return the result that visitors may look at, if there is one."""
    folder = folder_for_visitors()
    if folder is None:
        st.text(WHY_NOT)
        st.text(ON_YOUR_OWN)
        st.code(COMMAND, language=None, wrap_lines=True)
        with st.expander("For whoever runs this server"):
            st.markdown(FOR_THE_OWNER)
        return None
    try:
        check_result(folder)
    except CorpusError:  # its path is nobody’s business
        st.error(plain(f"There is no result in the folder that {FOLDER_VARIABLE} names."), icon=":material/error:")
        return None
    return folder
