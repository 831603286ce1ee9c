"""Keep RESULTS.md: every benchmark owns one section and replaces only that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
HEADING = "# Benchmark results\n\nWritten by the scripts in this folder; never edited by hand.\n"


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return "\n".join([*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)])


def read_section(title: str) -> str:
    """Return the text of the section with this title; empty if there is none."""
    content = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEADING
    texts = dict(section.split("\n", 1) for section in content.split("\n## ")[1:])
    return texts.get(title, "").strip()


def write_section(title: str, text: str) -> None:
    """Replace (or append) the section with this title, and print it."""
    content = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else HEADING
    head, *sections = content.split("\n## ")
    kept = [section for section in sections if section.partition("\n")[0] != title]
    written = sorted([*kept, f"{title}\n\n{text.strip()}\n"])
    RESULTS.write_text("\n## ".join([head.rstrip("\n") + "\n", *(s.rstrip("\n") + "\n" for s in written)]), "utf-8")
    print(f"## {title}\n\n{text}")
