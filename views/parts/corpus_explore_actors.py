"""An actor across outlets: who is mentioned, and how each outlet treats one of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from analysis.explore import (
    MERGED_BY_SPELLING,
    By,
    Estimate,
    Filter,
    Named,
    Treated,
    articles_about,
    find_names,
    listed,
    treated,
)
from analysis.explore.estimates import METHOD
from analysis.quotations import Voice
from analysis.results import Row, Score, Table
from analysis.spreadsheet import csv_text
from views.parts.charts import show_intervals
from views.parts.corpus_explore_choices import by_text, choose_by, group_name, interval_text, mean_text, show_notes
from views.parts.corpus_explore_data import Asked
from views.parts.corpus_explore_open import offer_opening
from views.parts.download import offer_csv, table_csv
from views.parts.plain import counted, plain
from views.parts.scores import ScoreRow
from views.parts.tables import table_html

KINDS = ("person", "organisation", "place", "group")
# Places are seldom actors, and words for groups mean others in every article.
NAMED = KINDS[:2]
UNIT = "−1 to 1"
MOST_ARTICLES = 50
COLUMNS = ("Own words", "Quoted words")


def show_actors(asked: Asked, chosen: Filter) -> None:
    """Draw the names found, and for the one that is chosen how each outlet or section treats it."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input("Name contains", key="corpus-name", max_chars=80, bind="query-params", width=260)
        kinds = st.pills("Kinds", KINDS, default=NAMED, selection_mode="multi", key="corpus-kinds", bind="query-params")
    names = asked(find_names, chosen, text=text or "", kinds=tuple(kinds))
    if not names.found:
        st.info("No actor of this name or kind is among the main actors of these articles.")
        return
    rows = tuple(Row((one.name, one.kind, one.articles, one.mentions)) for one in names.found)
    told = "The actors of most articles" + (f"; {names.left_out:,} more are not listed" if names.left_out else "")
    table = Table("names", told, "", ("Name", "Kind", "Articles", "Mentions"), rows)
    with st.expander(f"{told}."):
        st.html(table_html(table, [], evidence=False))
    offer_csv(partial(table_csv, table), name="corpus-names")
    _show_one(asked, chosen, names.found)


def _show_one(asked: Asked, chosen: Filter, names: Sequence[Named]) -> None:
    labels = {one.actor: f"{one.name} ({counted(one.articles, 'article')})" for one in names}
    if st.session_state.get("corpus-actor", names[0].actor) not in labels:
        del st.session_state["corpus-actor"]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        actor = st.selectbox("Actor", list(labels), format_func=labels.__getitem__, key="corpus-actor", width=420)
        by = choose_by(key="corpus-actor-by")
    named = next((one for one in names if one.actor == actor), names[0])
    found = asked(treated, chosen, named.actor, by)
    st.subheader(f"How articles speak of {plain(named.name)}", anchor=False)
    st.text("Sentiment toward the actor: −1 negative, 1 positive; a mean over articles that have a value.")
    if any(one.own.mean is not None or one.quoted.mean is not None for one in found):
        rows = [
            ScoreRow(_label(one, by), "", (_score(one.own, Voice.OWN), _score(one.quoted, Voice.QUOTED)))
            for one in found
        ]
        alt = f"Sentiment toward {named.name}, {by_text(by)}; the table below has the numbers."
        show_intervals(rows, COLUMNS, unit=UNIT, alt=alt, key="corpus-actor-chart")
    else:
        st.text("No article has wording from which sentiment toward this actor could be told.")
    st.html(table_html(_table(found, by, named.name), [], evidence=False))
    offer_csv(partial(_csv, found, by), name="corpus-actor")
    show_notes(MERGED_BY_SPELLING, "An article only tells of its main actors, twelve at most.", METHOD)
    st.subheader("Articles that mention this actor most", anchor=False)
    numbers = asked(articles_about, chosen, named.actor, most=MOST_ARTICLES)
    offer_opening(asked, asked(listed, numbers, asked.corpus.scores[0]), key="corpus-about")


def _label(one: Treated, by: By) -> str:
    return group_name(one.group, by)


def _score(estimate: Estimate, voice: Voice) -> Score:
    return Score(
        "sentiment",
        "Sentiment",
        estimate.mean,
        UNIT,
        voice,
        "",
        low=estimate.low,
        high=estimate.high,
        note=estimate.note,
    )


def _table(found: Sequence[Treated], by: By, name: str) -> Table:
    columns = ("Articles", "Mentions, own words", "Mentions, quoted words")
    voices = [
        f"{what}, {voice}" for voice in ("own words", "quoted words") for what in ("Sentiment", "95 % interval", "n")
    ]
    rows = tuple(
        Row(
            (
                _label(one, by),
                one.articles,
                one.mentions_own,
                one.mentions_quoted,
                *(cell for part in (one.own, one.quoted) for cell in (mean_text(part.mean), _interval(part), part.n)),
            )
        )
        for one in found
    )
    return Table("treated", f"How articles speak of {name}", "", (by.capitalize(), *columns, *voices), rows)


def _interval(estimate: Estimate) -> str | None:
    return interval_text(estimate) if estimate.n else None


def _csv(found: Sequence[Treated], by: By) -> str:
    heads = [f"{name} {voice}" for voice in ("own", "quoted") for name in ("sentiment", "low", "high", "n", "note")]
    rows = [
        (
            _label(one, by),
            one.articles,
            one.mentions_own,
            one.mentions_quoted,
            *(cell for part in (one.own, one.quoted) for cell in (part.mean, part.low, part.high, part.n, part.note)),
        )
        for one in found
    ]
    return csv_text((by.value, "articles", "mentions own", "mentions quoted", *heads), rows)
