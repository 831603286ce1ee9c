"""From entries to a list: each is checked, and what does not hold is reported with its place and left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from pydantic import ValidationError

from analysis.lexicon import load_word_list
from analysis.own_lexicons.entries import Entry
from analysis.own_lexicons.lists import MOST_CATEGORIES, MOST_TERMS, Dimension, OwnCategory, OwnList, OwnTerm
from analysis.readers import Problem
from analysis.words import normal_form

QUOTED = 60  # characters of a term in a message


class Draft:
    """A list in the making.

    Attributes:
        problems: what was left out, and why.
    """

    def __init__(self, name: str, entries: Iterable[Entry], *, file: str) -> None:
        """Check entries.

        Args:
            name: of the list.
            entries: what the file holds.
            file: its name, for messages.
        """
        self._name = name
        self._file = file
        self.problems: list[Problem] = []
        self._categories: dict[tuple[str, str, str], list[OwnTerm]] = {}
        self._heads: dict[tuple[str, str, str], Mapping[str, object]] = {}
        self._seen: dict[tuple[str, str, str, str], str] = {}
        for entry in entries:
            try:
                self._add(entry)
            except ValidationError as error:
                self._refuse(entry, f": {explained(error)}")
            except ValueError as error:
                self._refuse(entry, f" {error}")

    def _refuse(self, entry: Entry, told: str) -> None:
        """Report what is wrong, told as it goes on after the quoted term."""
        quoted = str(entry.term.get("term", ""))[:QUOTED].strip()
        self.problems.append(
            Problem(f"{self._file}, {entry.place}", f"“{quoted}”{told}" if quoted else told.lstrip(" :"))
        )

    def _add(self, entry: Entry) -> None:
        if entry.wrong:
            raise ValueError(entry.wrong)
        term = OwnTerm.model_validate({**entry.term, "pos": parts_of_speech(entry.term.get("pos", ""))})
        head = {"label": self._name, **entry.category}
        head["dimension"] = _dimension(head.get("dimension"))
        category = OwnCategory.model_validate({**head, "terms": (term,)})
        self._take_place(entry, term, category)
        key = (*category.rivals, category.label.casefold())
        if key not in self._heads and len(self._heads) == MOST_CATEGORIES:
            raise ValueError(f"opens one category too many; {MOST_CATEGORIES} fit into a list. Split it.")
        self._heads.setdefault(key, head)
        self._categories.setdefault(key, []).append(term)

    def _take_place(self, entry: Entry, term: OwnTerm, category: OwnCategory) -> None:
        """Refuse what was listed before, since a word has one reading; and what is too much."""
        if sum(map(len, self._categories.values())) >= MOST_TERMS:
            raise ValueError(f"is more than the {MOST_TERMS:,} terms that fit into a list. Split it.")
        keys = [(*category.rivals, normal_form(term.term), pos) for pos in term.pos or ("",)]
        if earlier := next((self._seen[key] for key in keys if key in self._seen), None):
            raise ValueError(f"is already in {earlier}, which is used; keep one of them.")
        self._seen.update(dict.fromkeys(keys, entry.place))

    def finished(self) -> OwnList | None:
        """Return the list; None if nothing of it holds."""
        if not self._heads:
            return None
        categories = ({**head, "terms": self._categories[key]} for key, head in self._heads.items())
        return OwnList.model_validate({"name": self._name, "categories": tuple(categories)})


def parts_of_speech(given: object) -> tuple[str, ...]:
    """Return the tags for names of parts of speech, separated by blanks, commas or slashes.

    Raises:
        ValueError: if one of them is not known.
    """
    names = str(given).lower().replace(",", " ").replace("/", " ").replace(";", " ").split()
    if unknown := next((name for name in names if name not in _tags()), None):
        raise ValueError(
            f"has the part of speech “{unknown[:QUOTED]}”, which is not known; write VERB, NOUN, ADJ or ADV, or none."
        )
    return tuple(dict.fromkeys(_tags()[name] for name in names))


@cache  # read-only data of the project, needed for every entry
def _tags() -> Mapping[str, str]:
    tags: Mapping[str, str] = load_word_list("parts_of_speech")["values"]
    return tags


def _dimension(given: object) -> Dimension:
    if given is None:
        return Dimension.LOADED_LANGUAGE
    try:
        return Dimension(str(given).strip().lower().replace(" ", "_").replace("-", "_"))
    except ValueError:
        known = " or ".join(Dimension)
        raise ValueError(
            f"has the dimension “{str(given)[:QUOTED]}”, which takes no own lists; write {known}, or none."
        ) from None


def explained(error: ValidationError) -> str:
    """Return what is wrong with an entry, and the remedy."""
    told = []
    for one in error.errors(include_url=False, include_input=False):
        where = " ".join(str(step).replace("_", " ") for step in one["loc"])
        is_own = one["msg"][:1].islower()  # those of pydantic begin with a capital
        told.append(f"its {where} {one['msg']}" if is_own else f"its {where} cannot be used: {one['msg']}; mend it")
    return "; ".join(told) + "."
