"""Published dictionaries of moral words, which a person may bring: LIWC files such as MFD, word scores such as eMFD.

MFD (Graham, Haidt and Nosek 2009) lists words and stems under numbered categories; eMFD (Hopp and others 2021) gives
each word a probability and a sentiment for each foundation. Words are found exactly as they are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from math import isfinite

from analysis.article import ArticleError
from analysis.lexicon import FOUNDATIONS, SIDES, load_word_list
from analysis.own_lexicons.entries import Entry, term_column
from analysis.own_lexicons.lists import MOST_TERMS
from analysis.readers.encoding import decode
from analysis.readers.table import MAXIMUM_ROWS, Cells, cell_text, told_names
from analysis.words import words_beginning

RULE, STEM = "%", "*"
# Fewer letters begin words of every meaning.
SHORTEST_STEM = 3
PROBABILITY, SENTIMENT = "probability", "sentiment"
_CATEGORY = re.compile(r"\s*(\d{1,6})\s+(\S.*?)\s*")
_WORD = re.compile(r"\s*(\S.*?)((?:\s+\d{1,6})+)\s*")
_NO_LETTERS = re.compile(r"[^a-z]+")
# Foundation and kind of a column: the side that its numbers are for, a probability or a sentiment.
Column = tuple[str, str]


def from_dictionary(content: bytes) -> Iterator[Entry]:
    """Yield the entries of a LIWC file: categories between two lines with “%”, then words with their numbers.

    A word of several foundations counts for the one that is named first. One that stands only in a category of no
    foundation is read over. A stem (“compassion*”) stands for the words of a frequency list that begin with it.

    Raises:
        ArticleError: if it is no such file, or no category is one of a foundation.
    """
    lines = decode(content).splitlines()
    if len(lines) > MAXIMUM_ROWS:
        raise ArticleError(f"has more than {MAXIMUM_ROWS:,} lines; split it.")
    rules = [number for number, line in enumerate(lines) if line.strip() == RULE][:2]
    if len(rules) < 2 or any(line.strip() for line in lines[: rules[0]]):
        raise ArticleError(
            "does not begin with its categories: give a number and a name in each line, between two lines with “%”, "
            "then a word and its numbers in each line."
        )
    names = _categories(lines[rules[0] + 1 : rules[1]], first=rules[0] + 2)
    words = ((f"line {number}", line) for number, line in enumerate(lines[rules[1] + 1 :], start=rules[1] + 2))
    return _spelled_out(chain.from_iterable(_listed(place, line, names) for place, line in words if line.strip()))


def _categories(lines: Iterable[str], *, first: int) -> dict[int, str]:
    names = {}
    for number, line in enumerate(lines, start=first):
        if found := _CATEGORY.fullmatch(line):
            names[int(found[1])] = found[2]
        elif line.strip():
            raise ArticleError(f"has in line {number} no number and name of a category; mend that line.")
    if not any(_moral(name) for name in names.values()):
        raise ArticleError(
            f"lists no category of a moral foundation but {told_names(list(names.values()))}; name them like "
            "“care.virtue”, “fairness.vice”, “loyalty.virtue”, “authority.vice”, “sanctity.virtue”."
        )
    return names


def _listed(place: str, line: str, names: Mapping[int, str]) -> Iterator[Entry]:
    """Yield the entry of a line, if it is one of a foundation or what is wrong with it."""
    found = _WORD.fullmatch(line)
    if found is None:
        yield Entry(place, term={"term": line.strip()}, wrong="has no number of a category; write one behind it.")
        return
    word, numbers = found[1], [int(number) for number in found[2].split()]
    if unknown := next((number for number in numbers if number not in names), None):
        yield Entry(place, term={"term": word}, wrong=f"has the number {unknown}, which is that of no category.")
    elif label := next((names[number] for number in numbers if _moral(names[number])), None):
        yield _entry(place, word, label, _moral(label))


def _spelled_out(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries with the words that stems stand for; a word's own entry, then its longest stem, counts.

    Raises:
        ArticleError: if they are too many.
    """
    seen: set[str] = set()
    stems: list[tuple[str, Entry]] = []
    for entry in entries:
        word = str(entry.term["term"])
        if word.endswith(STEM) and not entry.wrong:
            stems.append((word.rstrip(STEM).lower(), entry))
        elif word.lower() not in seen:
            seen.add(word.lower())
            yield entry
    for stem, entry in sorted(stems, key=lambda found: -len(found[0])):
        if len(stem) < SHORTEST_STEM:
            yield Entry(entry.place, term=entry.term, wrong=f"is a stem of fewer than {SHORTEST_STEM} letters.")
            continue
        new = [word for word in words_beginning(stem) if word not in seen]
        if len(seen) + len(new) > MOST_TERMS:
            raise ArticleError(
                f"has stems that stand for more than {MOST_TERMS:,} words; split it or make them longer."
            )
        seen.update(new)
        yield from (Entry(entry.place, entry.category, {**entry.term, "term": word}) for word in new)


def has_scores(names: Cells) -> bool:
    """Whether a table's first row names columns with scores of moral foundations."""
    return bool(_score_columns(names))


def from_scores(rows: Iterable[Cells]) -> Iterator[Entry]:
    """Yield the entries of a table of word scores; its first row names the columns.

    A word counts for the foundation in which it scores highest, with that score as its weight. Columns are either
    probabilities with sentiments (“care_p”, “care_sent”: below 0 is vice) or one a side (“care_virtue”, “care_vice”).

    Raises:
        ArticleError: if there is no column with the words, a probability has no sentiment, or there are too many rows.
    """
    columns: dict[int, Column] = {}
    place_of_term = 0
    for number, cells in enumerate(rows, start=1):
        if not any(cell not in (None, "") for cell in cells):
            continue
        if not columns:
            columns, place_of_term = _score_columns(cells), term_column(cells)
            _refuse_without_sentiment(columns)
        elif number > MAXIMUM_ROWS:
            raise ArticleError(f"has more than {MAXIMUM_ROWS:,} rows; split it.")
        else:
            word = cell_text(cells[place_of_term]).strip() if place_of_term < len(cells) else ""
            yield from _scored(f"row {number}", word, cells, columns)


def _scored(place: str, word: str, cells: Cells, columns: Mapping[int, Column]) -> Iterator[Entry]:
    """Yield the entry of a row, or what is wrong with it; none if all its scores are 0."""
    scores: dict[Column, float] = {}
    for index, column in columns.items():
        text = cell_text(cells[index]).strip().replace(",", ".") if index < len(cells) else ""
        score = _number(text)
        if score is None:
            told = f"has “{text[:40]}” as its {column[0]} {column[1]}, which is no number; write one such as 0.25."
            yield Entry(place, term={"term": word}, wrong=told)
            return
        scores[column] = score
    weights = {column: score for column, score in scores.items() if column[1] != SENTIMENT}
    foundation, kind = max(weights, key=weights.__getitem__)
    if weights[foundation, kind] > 0:
        side = SIDES[scores[foundation, SENTIMENT] < 0] if kind == PROBABILITY else kind
        label = f"{foundation.capitalize()} {side}"
        yield _entry(place, word, label, f"{foundation}_{side}", weight=weights[foundation, kind])


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _refuse_without_sentiment(columns: Mapping[int, Column]) -> None:
    for foundation, kind in columns.values():
        if kind == PROBABILITY and (foundation, SENTIMENT) not in columns.values():
            raise ArticleError(
                f"has the probability of {foundation} without its sentiment, which tells virtue from vice; add a "
                f"column “{foundation}_sent”."
            )


def _entry(place: str, word: str, label: str, moral: str, *, weight: float = 1.0) -> Entry:
    category = {"label": label, "dimension": "framing", "moral": moral, "negatable": False}
    return Entry(place, category, {"term": word, "inflect": False, "weight": weight})


def _moral(name: str) -> str:
    """Return foundation and side (``"care_vice"``) of a category by its name; empty if it is none of them."""
    found = _column(name)
    return "_".join(found) if found and found[1] in SIDES else ""


def _score_columns(names: Cells) -> dict[int, Column]:
    found = ((place, _column(str(name or ""))) for place, name in enumerate(names))
    return {place: column for place, column in found if column}


def _column(name: str) -> Column | None:
    """Return foundation and kind by a name such as "HarmVice" or "care_p"."""
    return _columns().get(_NO_LETTERS.sub("", name.lower()))


@cache  # read-only data of the project, needed for every line
def _columns() -> Mapping[str, Column]:
    names: Mapping[str, Sequence[str]] = load_word_list("moral_names")["values"]
    return {
        first + second: (foundation, kind)
        for foundation in FOUNDATIONS
        for kind in (*SIDES, PROBABILITY, SENTIMENT)
        for first in names[foundation]
        for second in names[kind]
    }
