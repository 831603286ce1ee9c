"""Tables of articles: one row, one article. Columns are named; a bad row is a problem and the rest are read."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from analysis.article import Article, ArticleError
from analysis.lexicon import load_word_list
from analysis.readers.encoding import decode
from analysis.readers.office import refuse_unsafe

MAXIMUM_ROWS = 20_000
MAXIMUM_COLUMNS = 200
# Of the columns of a table, in a message.
NAMES_SHOWN = 20
_MAXIMUM_XML = 50_000_000
_DELIMITERS = ",;\t|"
Row = tuple[str, Article | ArticleError]
Cells = Sequence[object]


def csv_rows(content: bytes) -> Iterator[Row]:
    """Yield (row name, article) for each row of a csv or tsv file."""
    return _articles(csv_cells(content))


def xlsx_rows(content: bytes) -> Iterator[Row]:
    """Yield (row name, article) for each row of an Excel file's first sheet."""
    return _articles(xlsx_cells(content))


def csv_cells(content: bytes, *, strict: bool = False) -> Iterator[Sequence[str]]:
    """Yield the cells of each row of a csv or tsv file, whatever its encoding and delimiter.

    Args:
        content: the file's bytes.
        strict: whether misplaced quotation marks are damage, or part of the text.

    Raises:
        ArticleError: if it is not text, or damaged.
    """
    text = decode(content)
    # A global of the csv module, and only ever raised: a cell may hold a whole article.
    csv.field_size_limit(2**31 - 1)
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        yield from rows
    except csv.Error as error:
        raise ArticleError(
            f"is a damaged table ({error}); open it in a spreadsheet and save it as .csv anew."
        ) from error


def xlsx_cells(
    content: bytes, *, maximum_rows: int = MAXIMUM_ROWS + 1, maximum_xml: int = _MAXIMUM_XML
) -> Iterator[Cells]:
    """Yield the cells of each row of an Excel file's first sheet.

    Args:
        content: the file's bytes.
        maximum_rows: after how many to stop; if not given, one row more than are read.
        maximum_xml: how many bytes of XML the file may unpack to.

    Raises:
        ArticleError: if it is damaged, locked or unsafe.
    """
    refuse_unsafe(content, ending=".xlsx", maximum_xml=maximum_xml)
    from openpyxl import load_workbook  # here, to keep the start of the program fast

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        yield from sheet.iter_rows(max_row=maximum_rows, max_col=MAXIMUM_COLUMNS, values_only=True)
    except Exception as error:  # on damaged files openpyxl raises errors of many kinds
        raise ArticleError("is a damaged Excel file; open and save it anew, or save it as .csv.") from error


def jsonl_rows(content: bytes) -> Iterator[Row]:
    """Yield (line name, article) for each line of a JSON Lines file."""
    for number, line in enumerate(decode(content).split("\n"), start=1):
        if line.strip():
            yield f"line {number}", _from_json(line)


def json_rows(content: bytes) -> Iterator[Row]:
    """Yield (item name, article) for each object of a JSON array, or for a single object."""
    value = _loads(decode(content))
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        yield f"item {number}", _from_object(item)


def _from_json(line: str) -> Article | ArticleError:
    try:
        return _from_object(_loads(line))
    except ArticleError as error:
        return error


def _loads(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ArticleError("is not valid JSON; write one JSON object a line.") from error
    return value


def _from_object(value: object) -> Article | ArticleError:
    if not isinstance(value, Mapping):
        return ArticleError('is not a JSON object; write {"headline": …, "body": …}.')
    try:
        columns = article_columns(list(value))
    except ArticleError as error:
        return error
    values = list(value.values())
    return _article(values, columns)


def _articles(rows: Iterable[Cells]) -> Iterator[Row]:
    columns: dict[str, int] | None = None
    for number, cells in enumerate(rows, start=1):
        if not any(cell not in (None, "") for cell in cells):
            continue
        if columns is None:
            columns = article_columns(cells)
        elif number > MAXIMUM_ROWS:
            raise ArticleError(f"has more than {MAXIMUM_ROWS:,} rows; split it.")
        else:
            yield f"row {number}", _article(cells, columns)


def columns_by(names: Cells, synonyms: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the place of each field's column.

    Args:
        names: the cells of the first row.
        synonyms: the names that a field's column may have, in lower case, the likeliest first.
    """
    normal = [" ".join(str(name or "").lower().replace("_", " ").replace("-", " ").split()) for name in names]
    return {
        field: normal.index(name)
        for field, known in synonyms.items()
        if (name := next((n for n in known if n in normal), None))
    }


def told_names(names: Cells) -> str:
    """Return the names of columns, shortened and in quotation marks, for a message; ``"none"`` if there are none."""
    return ", ".join(f"“{str(name)[:40]}”" for name in names[:NAMES_SHOWN] if name not in (None, "")) or "none"


def article_columns(names: Cells) -> dict[str, int]:
    """Return the place of the column of each field of an article, and of its own ``id``, that a table has.

    Raises:
        ArticleError: if there is none with its text.
    """
    columns = columns_by(names, _synonyms())
    if "body" not in columns:
        raise ArticleError(
            f"has no column with the article's text: found {told_names(names)}; needed “text” or “body” "
            "(and, if there are any, “headline” or “title”, “outlet”, “date”, “url”). Rename the column."
        )
    return columns


@cache  # read-only data of the project, needed for every table
def _synonyms() -> Mapping[str, list[str]]:
    names: Mapping[str, list[str]] = load_word_list("table_columns")["values"]
    return names


def _article(cells: Cells, columns: Mapping[str, int]) -> Article:
    fields = {field: cell_text(cells[index]) for field, index in columns.items() if index < len(cells)}
    return Article(
        fields.get("headline", ""),
        fields.get("body", ""),
        outlet=fields.get("outlet"),
        byline=fields.get("byline"),
        date=fields.get("date"),
        url=fields.get("url"),
    )


def cell_text(cell: object) -> str:
    """Return the text of a cell; a date in ISO 8601, nothing for what is neither text, number nor date."""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return str(cell) if isinstance(cell, str | int | float) else ""
