"""Write the tables of columns in corpus.md from the schemas: ``python -m docs.corpus_columns``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as arrow

from analysis.corpus.groups import GROUP_SCHEMA, GROUPS
from analysis.corpus.tables import schemas_of
from analysis.reading import load_resources

PAGE = Path(__file__).with_name("corpus.md")
# What stands between these two is written anew.
BEGIN, END = "<!-- columns of {} -->", "<!-- end of columns -->"
VOICES = ("own", "quoted")
ENDS = ("low", "high", "note")
TYPES = {
    arrow.float64(): "number",
    arrow.bool_(): "yes or no",
    arrow.string(): "text",
    arrow.date32(): "date",
}


def with_columns(page: str, schemas: Mapping[str, arrow.Schema]) -> str:
    """Return the page with the columns of every table that it describes."""
    for name, schema in schemas.items():
        before, begin, rest = page.partition(BEGIN.format(name))
        table = "\n".join(["| column | type | meaning |", "|---|---|---|", *_rows(schema)])
        page = f"{before}{begin}\n\n{table}\n\n{END}{rest.partition(END)[2]}"
    return page


def _rows(schema: arrow.Schema) -> Iterator[str]:
    """Yield a row a column; the voices of a score share one, and their intervals and notes have none."""
    names = set(schema.names)
    for field in schema:
        score, _, end = field.name.rpartition("_")
        if end in ENDS and score in names:
            continue
        meaning = field.metadata[b"meaning"].decode()
        if f"{field.name}_low" not in names:
            yield f"| `{field.name}` | {_type(field.type)} | {meaning} |"
            continue
        score, _, voice = field.name.rpartition("_")
        voices = [f"`{score}_{one}`" for one in VOICES if f"{score}_{one}" in names]
        if voices[0] == f"`{field.name}`":
            yield f"| {', '.join(voices)} | number | {meaning.replace(f', {voice} words (', ' (')} |"


def _type(kind: arrow.DataType) -> str:
    if arrow.types.is_dictionary(kind):
        return "text that repeats"
    if arrow.types.is_integer(kind):
        return "whole number"
    if arrow.types.is_list(kind):
        return f"list of {_type(kind.value_type)}s"
    return f"{kind.byte_width} bytes" if arrow.types.is_fixed_size_binary(kind) else TYPES[kind]


def main() -> None:
    """Write the page."""
    schemas = schemas_of(load_resources()) | {GROUPS: GROUP_SCHEMA}
    PAGE.write_text(with_columns(PAGE.read_text(encoding="utf-8"), schemas), encoding="utf-8")


if __name__ == "__main__":
    main()
