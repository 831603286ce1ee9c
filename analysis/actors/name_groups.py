"""Which proper names mean the same actor: surnames, shortened names, acronyms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from analysis.actors.figures import Figure
from analysis.actors.mentions import Candidate, MentionKind, name_key
from analysis.actors.vocabulary import ActorKind, Gender, actor_noun, organisation_family
from analysis.lexicon import Lexicons

Key = tuple[str, ...]
# The class of organisations that are called by the first word of their name: "Haldrin" for "Haldrin Motors".
COMPANY = "company"


def name_forms(figures: Iterable[Figure]) -> dict[Key, Figure]:
    """Return the forms under which named figures may stand in a headline: as in the body, by surname, shortened."""
    forms: dict[Key, Figure] = {}
    for figure in figures:
        whole = name_key(figure.name)
        if figure.kind is ActorKind.PERSON:
            forms.setdefault(whole[-1:], figure)
        for length in range(2, len(whole)):
            forms.setdefault(whole[:length], figure)
            forms.setdefault(whole[-length:], figure)
        for candidate in figure.candidates:
            if candidate.name:
                forms[name_key(candidate.name)] = figure
    return forms


def figures_of_names(candidates: Sequence[Candidate], lexicons: Lexicons) -> dict[int, Figure]:
    """Group the named candidates of one part; return the figure by position in ``candidates``.

    Longer names come first, so that "Doe" finds "Jane Doe" and "HTU" the "Harbor Tenants Union". Names that the
    recogniser did not see count only as another form of one that it saw.
    """
    pools: dict[Key, list[int]] = {}
    for position, candidate in enumerate(candidates):
        if candidate.name:
            pools.setdefault(name_key(candidate.name), []).append(position)
    explicit = _explicit_acronyms(candidates)
    register = _Register(lexicons)
    found: dict[int, Figure] = {}
    for key, positions in sorted(pools.items(), key=lambda item: (-len(item[0]), item[1][0])):
        pool = [candidates[position] for position in positions]
        surnames = [candidates[position] for position in pools.get(key[-1:], ()) if len(key) > 1]
        for_acronym = register.by_key.get(explicit.get(key, ()))
        matches = [for_acronym] if for_acronym is not None else register.matches(key, pool)
        matches = matches or register.enter(key, pool, surnames)
        if matches:
            register.by_key[key] = matches[0]
            found |= _shared_out(matches, positions, candidates, found)
    return found


class _Register:
    """The figures found so far, by the words of their names, so that a name is compared with few of them."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.by_key: dict[Key, Figure] = {}
        self._lexicons = lexicons
        self._by_word: dict[str, dict[Figure, None]] = {}

    def matches(self, key: Key, pool: Sequence[Candidate]) -> list[Figure]:
        """Return the figures that a name may mean."""
        near = self._by_word.get(key[0], {}) | self._by_word.get(key[-1], {})
        return [figure for figure in near if _same(key, pool, figure, self._lexicons)]

    def enter(self, key: Key, pool: Sequence[Candidate], surnames: Sequence[Candidate]) -> list[Figure]:
        """Make a figure for a new name; none if nothing shows that it is an actor's."""
        kind = _kind(key, [*pool, *surnames], self._lexicons)
        if kind is None:
            return []
        gender = Gender.EITHER
        if kind is ActorKind.PERSON:
            gender = Gender(self._lexicons.values("first_names").get(key[0], gender))
        figure = Figure(kind, pool[0].name, pool[0].text, gender, plural=kind is ActorKind.GROUP)
        for word in (*key, *_initials(figure.name)):
            self._by_word.setdefault(word, {})[figure] = None
        return [figure]


def _explicit_acronyms(candidates: Sequence[Candidate]) -> dict[Key, Key]:
    """Return acronym -> name for "Harbor Tenants Union (HTU)"."""
    pairs: dict[Key, Key] = {}
    for name, acronym in pairwise(candidates):
        after, before = name.mention.span, acronym.mention.span
        adjacent = after.part is before.part and before.start - after.end <= len(" (")
        if not adjacent or not name.name or acronym.mention.kind is not MentionKind.ACRONYM:
            continue
        if acronym.token.nbor(-1).text == "(":
            pairs.setdefault(name_key(acronym.name), name_key(name.name))
    return pairs


def _same(key: Key, pool: Sequence[Candidate], figure: Figure, lexicons: Lexicons) -> bool:
    """Whether a name is another form of a figure's name."""
    whole = name_key(figure.name)
    if key == whole:
        return True
    if figure.kind is ActorKind.PERSON:
        if organisation_family(key[-1], lexicons) or not any(figure.gender.fits(c.gender) for c in pool):
            return False
        if len(key) == 1 and key[0] == whole[0]:
            return key[0] in lexicons.words("first_names") and not any(candidate.titled for candidate in pool)
        return key == whole[-len(key) :] or (key[0] == whole[0] and key[-1] == whole[-1])
    if figure.kind is not ActorKind.ORGANISATION:
        return False
    if len(key) == 1 and pool[0].name[0].isupper() and key[0] in _initials(figure.name):
        return True
    short = organisation_family(whole[-1], lexicons) == COMPANY and len(key) == 1 and key[0] == whole[0]
    places = (_is_place(candidate, lexicons, labelled=not short) for candidate in pool)
    if any(candidate.titled for candidate in pool) or (all(places) if short else any(places)):
        return False
    return len(key) < len(whole) and key in (whole[: len(key)], whole[-len(key) :])


def _is_place(candidate: Candidate, lexicons: Lexicons, *, labelled: bool) -> bool:
    """Whether a name is labelled or used as a place ("in Westmoor" is not short for the Westmoor Student Council).

    Args:
        candidate: the name.
        lexicons: the word lists.
        labelled: whether the recogniser's label counts; companies' short names it often takes for places.
    """
    token = candidate.token
    located = token.dep_ == "pobj" and token.head.lower_ in lexicons.words("locative_prepositions")
    return located or (labelled and candidate.label is ActorKind.PLACE)


def _initials(name: Sequence[str]) -> set[str]:
    capitals = "".join(word[0] for word in name if word[0].isupper()).lower()
    return {capitals, "".join(word[0] for word in name).lower()} if len(capitals) > 1 else set()


def _kind(key: Key, pool: Sequence[Candidate], lexicons: Lexicons) -> ActorKind | None:
    """Decide what a name names; None if it is not known to be an actor's."""
    if any(candidate.titled for candidate in pool):
        return ActorKind.PERSON
    if " ".join(key) in lexicons.words("organisation_names"):
        return ActorKind.ORGANISATION
    labels = [candidate.label for candidate in pool if candidate.label is not None]
    if organisation_family(key[-1], lexicons) or (
        len(key) > 2 and key[1] == "of" and organisation_family(key[0], lexicons)
    ):
        return ActorKind.ORGANISATION
    if labels and len(key) > 1 and key[0] in lexicons.words("first_names"):
        return ActorKind.PERSON
    if (apposed := _apposed_kind(pool, lexicons)) is not None:
        return apposed
    if not labels:
        return None
    return max(labels, key=lambda label: (labels.count(label), -labels.index(label)))


def _apposed_kind(pool: Sequence[Candidate], lexicons: Lexicons) -> ActorKind | None:
    """Return the kind that a noun in apposition tells ("Una Falk, a student")."""
    for candidate in pool:
        token = candidate.token
        neighbours = [child for child in token.children if child.dep_ == "appos"]
        if token.dep_ == "appos":
            neighbours.append(token.head)
        for neighbour in neighbours:
            noun = actor_noun(neighbour.text, lexicons) if neighbour.pos_ == "NOUN" else None
            if noun is not None and noun.kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
                return noun.kind
    return None


def _shared_out(
    matches: Sequence[Figure], positions: Sequence[int], candidates: Sequence[Candidate], found: Mapping[int, Figure]
) -> dict[int, Figure]:
    """Give each mention of one name the figure it means.

    Of several people with one surname take whom the title fits; of these, whoever was last named in full.
    """
    if len(matches) == 1:
        return dict.fromkeys(positions, matches[0])
    named = sorted(position for position, figure in found.items() if figure in matches)
    shared: dict[int, Figure] = {}
    for position in positions:
        gender = candidates[position].gender
        fitting = [figure for figure in matches if figure.gender.fits(gender)] or matches
        before = (found[named[earlier]] for earlier in range(bisect_left(named, position) - 1, -1, -1))
        shared[position] = next((figure for figure in before if figure in fitting), fitting[0])
    return shared
