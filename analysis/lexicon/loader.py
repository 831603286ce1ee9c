"""Load and validate ``lexicons/``: the word knowledge of every measure, as data that a reader can open and judge.

``lexicons/<dimension>/<category>.toml`` holds one category of terms; ``lexicons/word_lists/<name>.toml`` holds plain
lists that rules need (reporting verbs, honorifics). ``lexicons/README.md`` describes both formats.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any

from analysis.lexicon.terms import Category, LexiconError, Lexicons, Term

LEXICONS_FOLDER = Path(__file__).resolve().parents[2] / "lexicons"
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
