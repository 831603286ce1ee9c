"""Load and validate ``lexicons/``: the word knowledge of every measure, as data that a reader can open and judge.

``lexicons/<dimension>/<category>.toml`` holds one category of terms; ``lexicons/word_lists/<name>.toml`` holds plain
lists that rules need (reporting verbs, honorifics). ``lexicons/README.md`` describes both formats.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any

LEXICONS_FOLDER = Path(__file__).resolve().parent.parent / "lexicons"
WORD_LISTS = "word_lists"

_CATEGORY_KEYS = frozenset(
    [
        "label",
        "explanation",
        "reason",
        "fair_when",
        "source",
        "licence",
        "pos",
        "inflect",
        "negatable",
        "weight",
        "group",
        "rule",
        "terms",
        "flags",
        "ignores",
    ]
)
_TERM_KEYS = frozenset(
    ["term", "reason", "alternative", "fair_when", "pos", "inflect", "weight", "exempt", "literal_with"]
)
_WORD_LIST_NEEDS = frozenset({"explanation", "source", "licence"})
_CATEGORY_NEEDS = _WORD_LIST_NEEDS | {"label", "flags", "ignores"}
_WORD_LIST_KEYS = frozenset({"explanation", "source", "licence", "words", "values"})


class LexiconError(ValueError):
    """A lexicon file that does not load: names the file, the term and the remedy."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a category.

    Attributes:
        text: the base form, in lower case unless the case matters; several words are allowed.
        category: key of its category, ``"loaded_language/attack_verbs"``.
        reason: one sentence that tells a student why it is flagged.
        alternative: a neutral wording, if there is one.
        fair_when: when the wording would be fair.
        pos: universal part-of-speech tags (``VERB``, ``NOUN``, ``ADJ``, …) that it is limited to; empty means any.
        inflect: match inflected forms through the parse's lemmas ("slam" finds "slammed").
        weight: strength of the evidence, above 0; 1 is ordinary.
        exempt: longer phrases that contain it and mean something else ("grand slam").
        literal_with: lemmas that, tied to the term by the parse, make it literal ("slammed the door").
    """

    text: str
    category: str
    reason: str
    alternative: str | None = None
    fair_when: str | None = None
    pos: frozenset[str] = frozenset()
    inflect: bool = True
    weight: float = 1.0
    exempt: tuple[str, ...] = ()
    literal_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Category:
    """One category of terms: what a lexicon file holds.

    Attributes:
        key: ``"<dimension>/<file name>"``.
        group: categories of one group compete for a span (longest term wins); other groups match independently.
        rule: name of the detector in code when the category is not a list of terms (scare quotes, shouting).
        negatable: a negated term ("not a disaster") does not count.
        flags: example sentences whose ``[bracketed]`` words must be found.
        ignores: example sentences in which nothing may be found.
    """

    key: str
    label: str
    explanation: str
    source: str
    licence: str
    group: str = ""
    rule: str | None = None
    reason: str = ""
    fair_when: str | None = None
    negatable: bool = True
    terms: tuple[Term, ...] = ()
    flags: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()

    @property
    def dimension(self) -> str:
        """The dimension that the category belongs to: the folder of its file."""
        return self.key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Everything under ``lexicons/``, loaded once and passed to whoever needs it.

    Attributes:
        categories: by key, in alphabetical order.
        digest: first 12 hexadecimal digits of the SHA-256 over all files, stamped on exports.
    """

    categories: Mapping[str, Category]
    digest: str
    _words: Mapping[str, frozenset[str]] = field(repr=False)
    _values: Mapping[str, Mapping[str, Any]] = field(repr=False)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that have categories, in alphabetical order."""
        return tuple(sorted({category.dimension for category in self.categories.values()}))

    def of_dimension(self, dimension: str) -> tuple[Category, ...]:
        """Return the categories of one dimension."""
        return tuple(category for category in self.categories.values() if category.dimension == dimension)

    def words(self, name: str) -> frozenset[str]:
        """Return a plain word list (the keys, for a list with values).

        Raises:
            KeyError: if there is no ``lexicons/word_lists/<name>.toml``.
        """
        return self._words[name]

    def values(self, name: str) -> Mapping[str, Any]:
        """Return a word list's ``[values]`` table, word to value.

        Raises:
            KeyError: if the list does not exist or has no values.
        """
        return self._values[name]


def load_lexicons(folder: Path = LEXICONS_FOLDER) -> Lexicons:
    """Read every file under ``folder``.

    Raises:
        LexiconError: for a file that is not valid TOML, lacks a key, has an unknown one, or lists a term twice.
    """
    categories: dict[str, Category] = {}
    words: dict[str, frozenset[str]] = {}
    values: dict[str, Mapping[str, Any]] = {}
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*/*.toml")):
        content = path.read_bytes()
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + content)
        table = _parse_toml(path, content)
        if path.parent.name == WORD_LISTS:
            _require(path, table, _WORD_LIST_NEEDS, _WORD_LIST_KEYS)
            values[path.stem] = table.get("values", {})
            words[path.stem] = frozenset(table.get("words", ())) | values[path.stem].keys()
        else:
            category = _category(path, table)
            categories[category.key] = category
    if not categories:
        raise LexiconError(f"{folder}: no lexicon files found; restore the folder from the repository.")
    _refuse_duplicates(categories)
    return Lexicons(categories, digest.hexdigest()[:12], words, values)


def load_word_list(name: str, folder: Path = LEXICONS_FOLDER) -> Mapping[str, Any]:
    """Read one file of ``word_lists/`` alone, for those who need no more: its ``words`` and ``values``.

    Raises:
        LexiconError: if there is no such file, or it is not valid.
    """
    path = folder / WORD_LISTS / f"{name}.toml"
    if not path.is_file():
        raise LexiconError(f"{path}: no such word list; restore the file from the repository.")
    table = _parse_toml(path, path.read_bytes())
    _require(path, table, _WORD_LIST_NEEDS, _WORD_LIST_KEYS)
    return {"words": (), "values": {}, **table}


def _parse_toml(path: Path, content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: not valid TOML in UTF-8 ({error}); mend that line.") from error


def _require(path: Path, table: Mapping[str, Any], needed: frozenset[str], known: frozenset[str]) -> None:
    if missing := sorted(key for key in needed if not table.get(key)):
        raise LexiconError(f"{path.name}: missing {', '.join(missing)}; add it at the top of the file.")
    if unknown := sorted(table.keys() - known):
        raise LexiconError(f"{path.name}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}.")


def _category(path: Path, table: Mapping[str, Any]) -> Category:
    _require(path, table, _CATEGORY_NEEDS, _CATEGORY_KEYS)
    if not table.get("terms") and not table.get("rule"):
        raise LexiconError(f"{path.name}: no terms and no rule; add `terms = [...]`.")
    key = f"{path.parent.name}/{path.stem}"
    return Category(
        key=key,
        label=table["label"],
        explanation=table["explanation"],
        source=table["source"],
        licence=table["licence"],
        group=table.get("group", ""),
        rule=table.get("rule"),
        reason=table.get("reason", ""),
        fair_when=table.get("fair_when"),
        negatable=table.get("negatable", True),
        terms=tuple(_term(path, key, table, entry) for entry in table.get("terms", ())),
        flags=tuple(table["flags"]),
        ignores=tuple(table["ignores"]),
    )


def _term(path: Path, category: str, defaults: Mapping[str, Any], entry: Mapping[str, Any]) -> Term:
    text = entry.get("term") if isinstance(entry, Mapping) else None
    if not isinstance(text, str) or not (text := text.strip()):
        raise LexiconError(f'{path.name}: an entry has no `term`: {entry}; write {{ term = "…" }}.')
    if unknown := sorted(entry.keys() - _TERM_KEYS):
        known = ", ".join(sorted(_TERM_KEYS))
        raise LexiconError(f"{path.name}: term “{text}” has unknown key {', '.join(unknown)}; known are {known}.")
    reason = entry.get("reason") or defaults.get("reason")
    if not reason:
        raise LexiconError(f"{path.name}: term “{text}” has no reason; add one to the term or the file.")
    weight = entry.get("weight", defaults.get("weight", 1.0))
    if not isinstance(weight, int | float) or not 0 < weight < inf:
        raise LexiconError(f"{path.name}: term “{text}” has weight {weight}; use a number above 0.")
    return Term(
        text=text,
        category=category,
        reason=reason,
        alternative=entry.get("alternative"),
        fair_when=entry.get("fair_when", defaults.get("fair_when")),
        pos=frozenset(entry.get("pos", defaults.get("pos", "")).split()),
        inflect=bool(entry.get("inflect", defaults.get("inflect", True))),
        weight=float(weight),
        exempt=tuple(entry.get("exempt", ())),
        literal_with=frozenset(entry.get("literal_with", ())),
    )


def _refuse_duplicates(categories: Mapping[str, Category]) -> None:
    """Within one group of a dimension a term has one category, so that a span has one reading."""
    seen: dict[tuple[str, str, str], Term] = {}
    for category in categories.values():
        for term in category.terms:
            for pos in term.pos or {""}:
                key = (category.dimension + "/" + category.group, term.text.lower(), pos)
                if (earlier := seen.setdefault(key, term)) is not term:
                    raise LexiconError(
                        f"{category.key}: term “{term.text}” is already listed in {earlier.category}; keep one."
                    )
