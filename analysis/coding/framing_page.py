"""The codebook of framing, ``docs/framing.md``, as data: coders read in the dashboard what the page says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from analysis.pages import ROOT, sections

FRAMING_PAGE = ROOT / "docs" / "framing.md"

_CODE = re.compile(r"^### ([^\n]+)\n(.*?)(?=^### |\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^Code: `(\w+)`$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EXAMPLE = re.compile(r"^- \*([^*]+)\*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CodeSection:
    """What the page says of one code, as plain text.

    Attributes:
        label: its name for people, the heading of its section.
        key: the lexicons' (``"policy_economic"``) or a role; None for what remains when no code fits.
        definition: what it means.
        border: how to decide where it meets its neighbours.
        coded: sentences that get it.
        not_coded: sentences that only look alike.
    """

    label: str
    key: str | None
    definition: str
    border: str
    coded: tuple[str, ...]
    not_coded: tuple[str, ...]


def code_sections(page: Path = FRAMING_PAGE) -> tuple[CodeSection, ...]:
    """Return every code in the order of the page; nothing if there is no such page."""
    return tuple(
        _code_section(label, text) for group in sections(page).values() for label, text in _CODE.findall(group)
    )


def _code_section(label: str, text: str) -> CodeSection:
    key = _KEY.search(text)
    coded, _, not_coded = text.partition("\nNot coded:\n")
    return CodeSection(
        label=label,
        key=key.group(1) if key else None,
        definition=_paragraph(text, "Definition."),
        border=_paragraph(text, "Border."),
        coded=_examples(coded.partition("\nCoded:\n")[2]),
        not_coded=_examples(not_coded),
    )


def _paragraph(text: str, title: str) -> str:
    """Return the paragraph that begins with a bold title, without it and without its links' targets."""
    paragraph = text.partition(f"**{title}**")[2].partition("\n\n")[0]
    return _on_one_line(_LINK.sub(r"\1", paragraph))


def _examples(text: str) -> tuple[str, ...]:
    return tuple(map(_on_one_line, _EXAMPLE.findall(text)))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
