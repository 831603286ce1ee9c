"""The dashboard: `streamlit run dashboard.py`."""

import streamlit as st

st.set_page_config(page_title="How is this story told?", page_icon="🔍", layout="wide")

st.navigation(
    [
        st.Page("views/compare.py", title="Compare", icon=":material/compare:", default=True),
        st.Page("views/read.py", title="Read", icon=":material/article:"),
        st.Page("views/headline.py", title="Headline", icon=":material/title:"),
        st.Page("views/actors.py", title="Actors", icon=":material/group:"),
        st.Page("views/framing.py", title="Framing", icon=":material/filter_center_focus:"),
        st.Page("views/classroom.py", title="Classroom", icon=":material/school:"),
        st.Page("views/coding.py", title="Coding", icon=":material/checklist:"),
        st.Page("views/corpus.py", title="Corpus", icon=":material/library_books:"),
        st.Page("views/lexicons.py", title="Word lists", icon=":material/format_list_bulleted:"),
        st.Page("views/method.py", title="Method", icon=":material/menu_book:"),
    ],
    position="top",
).run()
