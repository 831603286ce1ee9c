"""What an account cites: works by citation key, the keys put into a text, and BibTeX of those that it names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BIBLIOGRAPHY = Path(__file__).with_name("bibliography.toml")
VERSION_HERE = "<version>"
_KEY = re.compile(r"@(\w+)")


@dataclass(frozen=True, slots=True)
class Work:
    """A work that can be cited.

    Attributes:
        key: its citation key.
        entry: kind of BibTeX entry, ``"article"``.
        cited_as: how the project's pages name it.
        fields: its BibTeX fields, in their order.
    """

    key: str
    entry: str
    cited_as: tuple[str, ...]
    fields: Mapping[str, str]

    def as_bibtex(self) -> str:
        """Return its BibTeX entry."""
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in self.fields.items())
        return f"@{self.entry}{{{self.key},\n{fields}}}"


def load_bibliography(path: Path = BIBLIOGRAPHY) -> dict[str, Work]:
    """Return every work by its citation key."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        key: Work(key, fields.pop("entry"), tuple(fields.pop("cited_as")), fields) for key, fields in entries.items()
    }


def with_keys(text: str, works: Mapping[str, Work]) -> str:
    """Return a text with the key in brackets behind each name of a work: ``Entman 1993 [@entman1993framing]``."""
    keys = {phrase: work.key for work in works.values() for phrase in work.cited_as}
    # The longest first: a name may be a part of another.
    phrases = "|".join(re.escape(phrase) for phrase in sorted(keys, key=len, reverse=True))
    return re.sub(phrases, lambda found: f"{found.group()} [@{keys[found.group()]}]", text)


def bibtex(text: str, works: Mapping[str, Work], *, version: str) -> str:
    """Return the BibTeX entries of the works whose keys stand in a text, sorted by key.

    Args:
        text: an account.
        works: all works by key.
        version: of the program, for its own entry.
    """
    named = sorted(set(_KEY.findall(text)) & works.keys())
    return "\n\n".join(works[key].as_bibtex().replace(VERSION_HERE, version) for key in named)
