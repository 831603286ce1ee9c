"""Everything that turns a file, bytes, pasted text or a web address into articles."""

from analysis.readers.gate import refusal
from analysis.readers.intake import (
    READERS,
    Intake,
    Problem,
    admit,
    read_article,
    read_bytes,
    read_file,
    read_text,
    read_url,
)

__all__ = [
    "READERS",
    "Intake",
    "Problem",
    "admit",
    "read_article",
    "read_bytes",
    "read_file",
    "read_text",
    "read_url",
    "refusal",
]
