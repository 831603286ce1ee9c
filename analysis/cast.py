"""The actors of one article while they are being gathered: which names, nouns and mentions belong to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.actor_words import ActorKind, ActorNoun, Gender, actor_noun, organisation_family
from analysis.article import Part
from analysis.lexicon import Lexicons
from analysis.mentions import Candidate, MentionKind, name_key


@dataclass(eq=False)
class Figure:
    """One actor in the making."""

    kind: ActorKind
    name: tuple[str, ...] = ()
    text: str = ""
    gender: Gender = Gender.EITHER
    plural: bool = False
    nouns: list[tuple[ActorNoun, frozenset[str]]] = field(default_factory=list)
    owner: Figure | None = None
    candidates: list[Candidate] = field(default_factory=list)

    def add(self, candidate: Candidate) -> None:
        """Take a mention, and learn from it."""
        self.candidates.append(candidate)
        self.nouns.extend((noun, candidate.qualifiers) for noun in candidate.nouns)
        if self.gender is Gender.EITHER:
            self.gender = candidate.gender

    def called(self, lemma: str) -> bool:
        """Whether a noun has been used for it, or stands in its name."""
        return any(noun.lemma == lemma for noun, _ in self.nouns) or lemma in (word.lower() for word in self.name)

    def family(self, lexicons: Lexicons) -> str:
        """Return the class of organisation that its name or descriptions tell, or nothing."""
        told = [noun.family for noun, _ in self.nouns if noun.family]
        return next(iter(told), "") or next(
            filter(None, (organisation_family(w, lexicons) for w in reversed(self.name))), ""
        )


def name_forms(figures: Iterable[Figure]) -> dict[tuple[str, ...], Figure]:
    """Return the forms under which named figures may stand in a headline: as in the body, by surname, shortened."""
    forms: dict[tuple[str, ...], Figure] = {}
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
    """Group the named candidates; return the figure by position in ``candidates``.

    Longer names come first, so that "Doe" finds "Jane Doe" and "HTU" the "Harbor Tenants Union". Names that the
    recogniser did not see count only as another form of one that it saw.
    """
    pools: dict[tuple[str, ...], list[int]] = {}
    for position, candidate in enumerate(candidates):
        if candidate.name:
            pools.setdefault(name_key(candidate.name), []).append(position)
    explicit = _explicit_acronyms(candidates)
    figures: list[Figure] = []
    found: dict[int, Figure] = {}
    by_key: dict[tuple[str, ...], Figure] = {}
    for key, positions in sorted(pools.items(), key=lambda item: (-len(item[0]), item[1][0])):
        pool = [candidates[position] for position in positions]
        surname = [candidates[position] for position in pools.get(key[-1:], ()) if len(key) > 1]
        if figure := by_key.get(explicit.get(key, ())):
            matches = [figure]
        else:
            matches = [figure for figure in figures if _same(key, pool, figure, lexicons)]
        if not matches:
            kind = _kind(key, [*pool, *surname], lexicons)
            if kind is None:
                continue
            gender = (
                Gender(lexicons.values("first_names").get(key[0], "either"))
                if kind is ActorKind.PERSON
                else Gender.EITHER
            )
            matches = [Figure(kind, pool[0].name, pool[0].text, gender, plural=kind is ActorKind.GROUP)]
            figures.extend(matches)
        by_key[key] = matches[0]
        for position in positions:
            found[position] = matches[0] if len(matches) == 1 else _nearest(matches, position, candidates, found)
    return found


def _explicit_acronyms(candidates: Sequence[Candidate]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return acronym -> name for "Harbor Tenants Union (HTU)"."""
    pairs: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, acronym in pairwise(candidates):
        after, before = name.mention.span, acronym.mention.span
        adjacent = after.part is before.part and before.start - after.end <= len(" (")
        if not adjacent or not name.name or acronym.mention.kind is not MentionKind.ACRONYM:
            continue
        if acronym.token.nbor(-1).text == "(":
            pairs.setdefault(name_key(acronym.name), name_key(name.name))
    return pairs


def _same(key: tuple[str, ...], pool: Sequence[Candidate], figure: Figure, lexicons: Lexicons) -> bool:
    """Whether a name is another form of a figure's name."""
    whole = name_key(figure.name)
    if key == whole:
        return True
    if figure.kind is ActorKind.PERSON:
        titled = next((candidate.gender for candidate in pool if candidate.gender is not Gender.EITHER), Gender.EITHER)
        if not figure.gender.fits(titled) or organisation_family(key[-1], lexicons):
            return False
        if len(key) == 1 and key[0] == whole[0]:
            return key[0] in lexicons.words("first_names") and not any(candidate.titled for candidate in pool)
        return key == whole[-len(key) :] or (key[0] == whole[0] and key[-1] == whole[-1])
    if figure.kind is not ActorKind.ORGANISATION:
        return False
    if len(key) == 1 and pool[0].name[0].isupper() and key[0] in _initials(figure.name):
        return True
    if any(candidate.titled or candidate.label is ActorKind.PLACE for candidate in pool):
        return False
    return len(key) < len(whole) and key in (whole[: len(key)], whole[-len(key) :])


def _initials(name: Sequence[str]) -> set[str]:
    capitals = "".join(word[0] for word in name if word[0].isupper()).lower()
    return {capitals, "".join(word[0] for word in name).lower()} if len(capitals) > 1 else set()


def _kind(key: tuple[str, ...], pool: Sequence[Candidate], lexicons: Lexicons) -> ActorKind | None:
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


def _nearest(
    matches: Sequence[Figure], position: int, candidates: Sequence[Candidate], found: dict[int, Figure]
) -> Figure:
    """Of several people with one surname, take the one named in full last; in the headline, first in the body."""
    in_body = candidates[position].mention.span.part is Part.BODY
    for earlier in sorted(found, reverse=in_body):
        if (earlier < position) is in_body and found[earlier] in matches and len(candidates[earlier].name) > 1:
            return found[earlier]
    return matches[0]
