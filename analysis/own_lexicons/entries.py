"""From a table or a category file to entries: what is written at which place, not yet judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from analysis.article import ArticleError
from analysis.lexicon import load_word_list
from analysis.readers.table import MAXIMUM_ROWS, NAMES_SHOWN, Cells, cell_text, columns_by, told_names
from analysis.readers.toml import toml_table
from analysis.spreadsheet import as_typed

# What a category file says once for all its terms; a term may say otherwise.
DEFAULTS = ("reason", "fair_when", "pos", "inflect", "weight")
CATEGORY_KEYS = ("label", "dimension", "explanation", "source", "licence", "negatable")
# Allowed so that a built-in file opens as it is: examples test the file in the project, and own lists are one group.
IGNORED_KEYS = ("flags", "ignores", "group")
TERM_KEYS = ("term", "alternative", "exempt", "literal_with", *DEFAULTS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is written.

    Attributes:
        place: where ("row 4", "term 4").
        category: what the file says of its category, by the names of :class:`OwnCategory`; empty values are left out.
        term: what it says of the term, by the names of :class:`OwnTerm`; likewise.
        wrong: why it cannot be used, told as it goes on after the term; empty if that is still to be judged.
    """

    place: str
    category: Mapping[str, object] = field(default_factory=dict)
    term: Mapping[str, object] = field(default_factory=dict)
    wrong: str = ""


def from_rows(rows: Iterable[Cells]) -> Iterator[Entry]:
    """Yield the entries of a table whose first row names the columns.

    Raises:
        ArticleError: if no column holds the terms, or there are too many rows.
    """
    columns: dict[str, int] | None = None
    for number, cells in enumerate(rows, start=1):
        if not any(cell not in (None, "") for cell in cells):
            continue
        if columns is None:
            columns = _columns(cells)
        elif number > MAXIMUM_ROWS:
            raise ArticleError(f"has more than {MAXIMUM_ROWS:,} rows; split it.")
        else:
            given = {
                name: as_typed(cell_text(cells[place]).strip()) for name, place in columns.items() if place < len(cells)
            }
            given = {name: text for name, text in given.items() if text}
            label = {"label": given.pop("category")} if "category" in given else {}
            dimension = {"dimension": given.pop("dimension")} if "dimension" in given else {}
            yield Entry(f"row {number}", {**label, **dimension}, {"term": "", **given})


def term_column(names: Cells) -> int:
    """Return the place of the column that holds the terms.

    Raises:
        ArticleError: if there is none.
    """
    return _columns(names)["term"]


def _columns(names: Cells) -> dict[str, int]:
    columns = columns_by(names, _synonyms())
    if "term" not in columns:
        raise ArticleError(
            f"has no column with the terms: its first row holds {told_names(names)}. "
            "Name the columns there: “term” and, if there "
            "are any, “category”, “alternative”, “reason”, “fair when”, “weight”, “part of speech”, “dimension”."
        )
    return columns


@cache  # read-only data of the project, needed for every table
def _synonyms() -> Mapping[str, list[str]]:
    names: Mapping[str, list[str]] = load_word_list("own_list_columns")["values"]
    return names


def from_category_file(content: bytes) -> Iterator[Entry]:
    """Yield the entries of a category file, in the format of the project's own.

    Raises:
        ArticleError: if it is no TOML, has no label or no terms, or has keys that mean nothing.
    """
    table = toml_table(content)
    terms = table.pop("terms", None)
    if "rule" in table:
        raise ArticleError("names a rule, which is program code and not a list; give terms instead.")
    if not isinstance(terms, list) or not terms:
        raise ArticleError('has no terms; add “terms = [ { term = "…" }, … ]”.')
    if not table.get("label"):
        raise ArticleError('has no label; add “label = "…"”, the name of the category, at the top.')
    _refuse_unknown(table, (*CATEGORY_KEYS, *DEFAULTS, *IGNORED_KEYS), "its head")
    category = {key: table[key] for key in CATEGORY_KEYS if key in table}
    defaults = {key: table[key] for key in DEFAULTS if key in table}
    for number, term in enumerate(terms, start=1):
        if not isinstance(term, dict):
            raise ArticleError(f'holds no table as term {number}; write “{{ term = "…" }}”.')
        _refuse_unknown(term, TERM_KEYS, f"term {number}")
        yield Entry(f"term {number}", category, {"term": "", **defaults, **term})


def _refuse_unknown(table: Mapping[str, object], known: Iterable[str], where: str) -> None:
    if unknown := sorted(table.keys() - set(known)):
        named = ", ".join(f"“{key[:40]}”" for key in unknown[:NAMES_SHOWN])
        raise ArticleError(f"has in {where} what means nothing here: {named}. Known are {', '.join(known)}.")
