"""The project's Markdown as plain text: one paragraph a line, so that it can be pasted into a paper as it is."""

from __future__ import annotations

import re

_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_STRESS = re.compile(r"(\*\*|\*|`)(?=\S)(.+?)(?<=\S)\1")


def plain_text(markdown: str) -> str:
    """Return Markdown without marks: formulas are indented, each item of a list has its line."""
    return "\n\n".join(filter(None, map(_block, re.split(r"\n{2,}", markdown.strip()))))


def _block(block: str) -> str:
    lines = block.splitlines()
    if lines[0].startswith(">"):
        return "\n".join(f"    {text}" for line in lines if (text := line.lstrip("> ")))
    return "\n".join(_unmarked(" ".join(item.split())) for item in re.split(r"\n(?=- )", block))


def _unmarked(text: str) -> str:
    return _STRESS.sub(r"\2", _STRESS.sub(r"\2", _LINK.sub(r"\1", text)))
