"""What was read of own word lists, as tables: their terms, and where one reading gives way to another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from analysis.own_lexicons import Clash, OwnCategory, OwnList, OwnTerm
from analysis.report import MEASURES
from analysis.results import Cell, Row, Table
from views.parts.download import offer_csv, table_csv
from views.parts.plain import counted
from views.parts.tables import table_html

# More rows make a page slow to scroll on a school laptop; the download has all.
MOST_ROWS = 200
# Columns that are shown even if they are empty.
ALWAYS = ("Term", "Category", "Alternative", "Reason")
DIMENSION_LABELS = {measure.key: measure.label for measure in MEASURES}


def terms_table(one: OwnList) -> Table:
    """Return one row a term; columns that nothing is in are left out. Read again as a list, it gives the same terms."""
    rows = [_cells(category, term) for category in one.categories for term in category.terms]
    columns = [name for name in rows[0] if name in ALWAYS or any(row[name] for row in rows)]
    return Table(
        "own_terms",
        f"Terms of “{one.name}”",
        "",
        tuple(columns),
        tuple(Row(tuple(row[name] for name in columns)) for row in rows),
    )


def _cells(category: OwnCategory, term: OwnTerm) -> dict[str, Cell]:
    return {
        "Term": term.term,
        "Category": category.label,
        "Alternative": term.alternative,
        "Reason": term.reason,
        "Fair when": term.fair_when,
        "Part of speech": " ".join(term.pos),
        "Weight": None if term.weight == 1 else term.weight,
        "Dimension": "" if category.dimension == "loaded_language" else category.dimension.value,
    }


def clashes_table(clashes: Sequence[Clash]) -> Table:
    """Return one row a term that two lists have."""
    rows = (Row((c.term, c.wins, c.gives_way, f"own list “{c.own}”" if c.own else "built-in lists")) for c in clashes)
    return Table(
        "own_clashes",
        "Terms that two lists have",
        "Your reading counts where a built-in list has the same term; of two lists of your own, the upper one counts.",
        ("Term", "Counts as", "Not as", "Which is on"),
        tuple(rows),
    )


def show_rows(table: Table, *, name: str, nouns: str) -> None:
    """Draw the first rows of a table, and a download of all.

    Args:
        table: what to draw.
        name: of the downloaded file, unique on the page.
        nouns: what the rows are, as a plural.
    """
    n_rows = len(table.rows)
    if n_rows > MOST_ROWS:
        st.text(f"The first {MOST_ROWS} of {n_rows:,} {nouns} are shown; the download has all.")
    shown = Table(table.name, table.title, table.explanation, table.columns, table.rows[:MOST_ROWS])
    st.html(table_html(shown, [], evidence=False))
    offer_csv(partial(table_csv, table), name=name)


def described(one: OwnList) -> str:
    """Return how much is in a list, what it is for, and its hash."""
    labels = {DIMENSION_LABELS[category.dimension]: None for category in one.categories}
    categories = f"{len(one.categories):,} categor{'y' if len(one.categories) == 1 else 'ies'}"
    return f"{counted(one.n_terms, 'term')} in {categories}, for {' and '.join(labels)}. Hash {one.digest}."


def show_clashes(clashes: Sequence[Clash]) -> None:
    """Draw the terms that two lists have, if there are any."""
    if not clashes:
        return
    table = clashes_table(clashes)
    with st.expander(f"{counted(len(clashes), 'term')} on two lists"):
        st.text(table.explanation)
        show_rows(table, name="terms on two lists", nouns="terms")
