"""Frames across outlets: what stories are said to be about."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.explore import By, Estimate, Filter, FramesAcross, frames_across
from analysis.explore.estimates import METHOD
from analysis.quotations import Voice
from analysis.results import Score
from analysis.spreadsheet import csv_text
from views.parts.charts import show_intervals
from views.parts.corpus_explore_choices import VOICES, choose_by, choose_voice, group_name, left_out_text, show_notes
from views.parts.corpus_explore_data import Asked
from views.parts.download import offer_csv
from views.parts.plain import counted
from views.parts.scores import ScoreRow, score_table

UNIT = "% of sentences"
# Frames that are shown at once; the others, less evoked, are folded away.
MOST_ROWS = 10


def show_frames(asked: Asked, chosen: Filter) -> None:
    """Draw the share of sentences that evoke each frame, by outlet or section."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        voice = choose_voice(key="corpus-frame-voice")
        by = choose_by(key="corpus-frame-by")
    found = asked(frames_across, chosen, voice, by)
    if not any(share.n for row in found.rows for share in row.shares):
        st.info("No article has enough sentences in this voice to tell its frames.")
        return
    names = [group_name(group, by) for group in found.groups]
    rows = [
        ScoreRow(row.frame.name, row.frame.scheme, tuple(_score(share, voice) for share in row.shares))
        for row in found.rows
    ]
    st.text(
        "Of an article’s sentences, how many evoke the frame; a mean over articles. Of how many, stands in the table."
    )
    alt = (
        f"Frames in {VOICES[voice]}, for {', '.join(names)}. Most evoked: {rows[0].label}. "
        "The table below has the numbers."
    )
    show_intervals(rows[:MOST_ROWS], names, unit=UNIT, alt=alt, key="corpus-frames-chart")
    caption = f"Frames, {VOICES[voice]}"
    st.html(score_table(rows[:MOST_ROWS], names, caption=caption))
    if rest := rows[MOST_ROWS:]:
        with st.expander(f"{counted(len(rest), 'frame')} less evoked"):
            st.html(score_table(rest, names, caption=caption))
    offer_csv(partial(_csv, found, by), name="corpus-frames")
    show_notes(left_out_text(found.left_out), METHOD)


def _score(share: Estimate, voice: Voice) -> Score:
    """Return a share as a score; how many articles it rests on stands in its unit, for the table."""
    return Score(
        "frame_share",
        "Share",
        share.mean,
        f"% (n = {share.n:,})",
        voice,
        "",
        low=share.low,
        high=share.high,
        note=share.note,
    )


def _csv(found: FramesAcross, by: By) -> str:
    rows = [
        (
            row.frame.name,
            row.frame.scheme,
            group_name(group, by),
            share.n,
            share.mean,
            share.low,
            share.high,
            share.note,
        )
        for row in found.rows
        for group, share in zip(found.groups, row.shares, strict=True)
    ]
    return csv_text(("frame", "scheme", by.value, "n", "mean", "low", "high", "note"), rows)
