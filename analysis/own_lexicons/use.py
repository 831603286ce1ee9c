"""Putting own lists to use: beside the built-in ones or instead of them, without loading anything anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.lexicon import MORAL_GROUP, Category, Lexicons, ListInUse, OwnInUse, Term
from analysis.matching import OwnTermsFirst, TermMatcher
from analysis.own_lexicons.lists import GROUPS, Dimension, OwnCategory, OwnLexicons, OwnList, OwnTerm, digest_of
from analysis.reading import Reading, Resources, find_terms
from analysis.words import normal_form

# What own frames can take the place of; Entman's functions and Iyengar's scope are no frames and stay.
FRAMES = frozenset({"policy", "generic"})
OWN_FRAMES = (Dimension.FRAMING.value, GROUPS[Dimension.FRAMING])
OWN_MORAL = (Dimension.FRAMING.value, MORAL_GROUP)
# The model's own category rests on no list, so that no list can take its place.
MODEL_RULE = "in_context"
NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
# Label of the category that has a term, by dimension, group, normal form and part of speech.
Seen = dict[tuple[str, str, str, str], str]


@dataclass(frozen=True, slots=True)
class Clash:
    """A term that two lists have; the own list's reading counts, of two own lists that of the earlier one.

    Attributes:
        term: the words.
        wins: label of the category that counts.
        gives_way: label of the category that does not.
        own: name of the own list that gives way; None for a built-in list.
    """

    term: str
    wins: str
    gives_way: str
    own: str | None = None


def with_own_lexicons(resources: Resources, own: OwnLexicons) -> Resources:
    """Return resources that know own lists, too; pipeline, models and built-in terms are shared, not loaded again.

    Beside: where both mark words, the built-in mark gives way. Instead: of each dimension that the lists have terms
    for, only they count; in loaded language the rules (scare quotes, shouting) are left out as well, in framing the
    functions and the scope stay. Own moral words always count instead of the built-in ones: two dictionaries of
    the same foundations are two instruments. What the model makes of a sentence rests on no list and stays in either
    case.

    Args:
        resources: with the built-in lists alone.
        own: the lists; without any, the resources are returned as they are.
    """
    if not own.lists:
        return resources
    builtin = resources.lexicons
    categories = {category.key: category for category in _own_categories(own, builtin)}
    kept = {key: category for key, category in builtin.categories.items() if _stays(category, own)}
    lexicons = replace(
        builtin,
        categories=dict(sorted({**kept, **categories}.items())),
        digest=digest_of((builtin.digest, own.digest)),
        own=OwnInUse(
            own.use, tuple(sorted(own.dimensions)), tuple(ListInUse(one.name, one.digest) for one in own.lists)
        ),
    )
    first = TermMatcher(categories.values(), resources.pipeline)
    return replace(resources, lexicons=lexicons, matcher=OwnTermsFirst(first, resources.matcher, kept.keys()))


def reread(reading: Reading, resources: Resources) -> Reading:
    """Return a reading with the terms of other lists; nothing is parsed, and no model asked, again.

    Args:
        reading: made with the same pipeline and models.
        resources: with the lists to use.
    """
    return replace(reading, terms=find_terms(reading.document, resources))


def clashes(own: OwnLexicons, builtin: Lexicons) -> tuple[Clash, ...]:
    """Return the terms of which one reading gives way to another, in the order of the lists."""
    return (*_between_own(own), *_with_builtin(own, builtin))


def _between_own(own: OwnLexicons) -> Iterator[Clash]:
    seen: Seen = {}
    for one, category, term in _entries(own):
        if (wins := _earlier(seen, category, term)) is not None:
            yield Clash(term.term, wins, category.label, one.name)


def _with_builtin(own: OwnLexicons, builtin: Lexicons) -> Iterator[Clash]:
    loaded = Dimension.LOADED_LANGUAGE
    if own.instead and loaded in own.dimensions:
        return
    listed: dict[str, list[tuple[Term, str]]] = {}
    for other in builtin.of_dimension(loaded):
        for known in other.terms:
            listed.setdefault(normal_form(known.text), []).append((known, other.label))
    for _, category, term in _entries(own):
        if category.dimension is loaded:
            for known, label in listed.get(normal_form(term.term), ()):
                if not term.pos or not known.pos or not known.pos.isdisjoint(term.pos):
                    yield Clash(term.term, category.label, label)


def _entries(own: OwnLexicons) -> Iterator[tuple[OwnList, OwnCategory, OwnTerm]]:
    for one in own.lists:
        for category in one.categories:
            for term in category.terms:
                yield one, category, term


def _earlier(seen: Seen, category: OwnCategory, term: OwnTerm) -> str | None:
    """Return the label under which a term was listed before; otherwise remember it."""
    keys = [(*category.rivals, normal_form(term.term), pos) for pos in term.pos or ("",)]
    found = next((seen[key] for key in keys if key in seen), None)
    if found is None:
        seen.update(dict.fromkeys(keys, category.label))
    return found


def _own_categories(own: OwnLexicons, builtin: Lexicons) -> Iterator[Category]:
    """Yield the categories of all lists; those of one dimension and label are one category."""
    seen: Seen = {}
    merged: dict[tuple[tuple[str, str], str], tuple[Category, list[Term]]] = {}
    taken: set[str] = set()
    for one, category, term in _entries(own):
        if _earlier(seen, category, term) is not None:
            continue
        place = category.rivals, category.moral or category.label.casefold()
        if place not in merged:
            merged[place] = _category(one, category, builtin, taken), []
        head, terms = merged[place]
        terms.append(_term(one, category, term, head))
    for head, terms in merged.values():
        yield replace(head, terms=tuple(terms))


def _category(one: OwnList, category: OwnCategory, builtin: Lexicons, taken: set[str]) -> Category:
    named = {known.label.casefold() for known in builtin.of_dimension(category.dimension)}
    return Category(
        key=_key(category, taken),
        label=f"{category.label} (own list)" if category.label.casefold() in named else category.label,
        explanation=category.explanation or f"Terms of the word list “{one.name}”.",
        source=category.source or f"Word list “{one.name}”",
        licence=category.licence or "not stated",
        group=category.rivals[1],
        negatable=category.negatable,
        own=True,
    )


def _key(category: OwnCategory, taken: set[str]) -> str:
    """Return a key that no other category has; that of the built-in category for moral words."""
    if category.moral:
        return f"{category.dimension}/{MORAL_GROUP}_{category.moral}"
    words = NOT_IN_KEYS.sub("_", category.label.lower()).strip("_")
    key = first = f"{category.dimension}/own_{words}".removesuffix("_")
    number = 1
    while key in taken:
        number += 1
        key = f"{first}_{number}"
    taken.add(key)
    return key


def _term(one: OwnList, category: OwnCategory, term: OwnTerm, head: Category) -> Term:
    return Term(
        text=term.term,
        category=head.key,
        reason=term.reason or f"“{{quote}}” is listed as “{category.label}” in the word list “{one.name}”.",
        alternative=term.alternative or None,
        fair_when=term.fair_when or None,
        pos=frozenset(term.pos),
        inflect=term.inflect,
        weight=term.weight,
        exempt=term.exempt,
        literal_with=frozenset(term.literal_with),
    )


def _stays(category: Category, own: OwnLexicons) -> bool:
    """Whether a built-in category counts beside, or in spite of, own lists."""
    if category.group == MORAL_GROUP:
        return OWN_MORAL not in own.rivals
    if not own.instead or category.dimension not in own.dimensions:
        return True
    if category.dimension == Dimension.FRAMING:
        return category.group not in FRAMES or OWN_FRAMES not in own.rivals
    return category.rule == MODEL_RULE
