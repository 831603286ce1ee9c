"""The project's own pages as data: sections and tables of Markdown files, so that what they say is written once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
# What is measured, in plain words, with formulas; and how good it is, as the benchmarks wrote it.
MEASURES_PAGE = ROOT / "docs" / "measures.md"
RESULTS_PAGE = ROOT / "benchmarks" / "RESULTS.md"
LEXICONS_PAGE = ROOT / "lexicons" / "README.md"

_SECTION = re.compile(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_TABLE = re.compile(r"^\|[^\n]*\|\n\|(?:-+\|)+\n((?:\|[^\n]*\|\n?)*)", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table of a page.

    Attributes:
        caption: the paragraph above it, empty if there is none.
        rows: the cells of each row by column.
    """

    caption: str
    rows: tuple[Mapping[str, str], ...]


def introduction(page: Path) -> str:
    """Return the text between a page's title and its first section; empty if there is no such page."""
    return _text(page).partition("\n")[2].partition("\n## ")[0].strip()


def sections(page: Path) -> dict[str, str]:
    """Return the text of each section by its title, in the order of the page; nothing if there is no such page."""
    return {title: text.strip() for title, text in _SECTION.findall(_text(page))}


def tables(text: str) -> Iterator[PageTable]:
    """Yield the tables of a text. Each has its caption from what stands between it and the table before."""
    end = 0
    for found in _TABLE.finditer(text):
        heading, rows = found.group().partition("\n")[0], found.group(1).splitlines()
        caption = _PARAGRAPHS.split(text[end : found.start()].strip())[-1]
        columns = _cells(heading)
        yield PageTable(caption, tuple(dict(zip(columns, _cells(row), strict=True)) for row in rows))
        end = found.end()


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.exists() else ""
