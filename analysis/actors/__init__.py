"""Who is in the story: mentions grouped by actor across names, titles, acronyms, descriptions and pronouns.

``candidates`` finds where somebody may be referred to, with the help of ``noun_phrases``, ``proper_names``,
``descriptions`` and the ``vocabulary`` of actors. ``name_groups`` groups the names into ``figures``, actors in the
making; then the text is read in order, while ``scene`` keeps in mind who was mentioned and ``references`` decides whom
a description or pronoun means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.actors.candidates import find_candidates
from analysis.actors.descriptions import acts
from analysis.actors.figures import Figure
from analysis.actors.mentions import Candidate, Mention, MentionKind, name_key
from analysis.actors.name_groups import figures_of_names, name_forms
from analysis.actors.references import learn_role, referent_of_description, referent_of_pronoun
from analysis.actors.scene import Scene
from analysis.actors.vocabulary import ActorKind
from analysis.article import Part
from analysis.document import Document
from analysis.lexicon import Lexicons

__all__ = ["Actor", "ActorKind", "Mention", "MentionKind", "find_actors"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, group or place that acts in the story.

    Attributes:
        name: the fullest name used, without titles if it has a proper name; unique within a document.
        kind: person, organisation, group or place.
        mentions: every mention, in the order of the text, headline first.
    """

    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]


def find_actors(document: Document, lexicons: Lexicons) -> tuple[Actor, ...]:
    """Return the actors of a document, most mentioned first (ties: first mentioned first).

    Names are grouped first, over headline and body together. Then the body is read in order, so that descriptions and
    pronouns find who was mentioned before them; the headline is read last, because it takes up the body.
    Every token belongs to at most one mention and every mention to exactly one actor.
    """
    figures: dict[Figure, None] = {}
    body = list(find_candidates(document.parsed[Part.BODY], Part.BODY, lexicons))
    named = _without_idle_places(body, figures_of_names(body, lexicons), lexicons)
    _read(Scene(document, Part.BODY, lexicons, figures), body, named)

    known = name_forms(figure for figure in figures if figure.name)
    headline = list(find_candidates(document.parsed[Part.HEADLINE], Part.HEADLINE, lexicons, known=known))
    if known:
        keys = ((position, name_key(candidate.name)) for position, candidate in enumerate(headline))
        named = {position: known[key] for position, key in keys if key in known}
    else:
        named = _without_idle_places(headline, figures_of_names(headline, lexicons), lexicons)
    _read(Scene(document, Part.HEADLINE, lexicons, figures), headline, named)
    return _actors(figures)


def _without_idle_places(
    candidates: Sequence[Candidate], named: dict[int, Figure], lexicons: Lexicons
) -> dict[int, Figure]:
    """Leave out places that only are where things happen."""
    acting = {figure for position, figure in named.items() if acts(candidates[position].token, lexicons)}
    locative = lexicons.words("locative_prepositions")
    return {
        position: figure
        for position, figure in named.items()
        if figure.kind is not ActorKind.PLACE
        or (figure in acting and candidates[position].token.head.lower_ not in locative)
    }


def _read(scene: Scene, candidates: Sequence[Candidate], named: Mapping[int, Figure]) -> None:
    """Read one part: names are known beforehand, descriptions and pronouns find whom they refer to."""
    scene.by_token.update({candidates[position].token.i: figure for position, figure in named.items()})
    for position, candidate in enumerate(candidates):
        figure = named.get(position) if candidate.name else _referent(candidate, scene)
        if figure is not None:
            scene.place(figure, candidate)
    _read_first_person(candidates, scene)


def _referent(candidate: Candidate, scene: Scene) -> Figure | None:
    if candidate.pronoun:
        return None if candidate.is_first_person else referent_of_pronoun(candidate, scene)
    if candidate.predicated:
        learn_role(candidate, scene)
        return None
    return referent_of_description(candidate, scene)


def _read_first_person(candidates: Iterable[Candidate], scene: Scene) -> None:
    """Give "I" in a direct quotation to its speaker, "we" only to an organisation or group that speaks."""
    for candidate in candidates:
        if candidate.is_first_person:
            figure = scene.speaker_at(candidate.token)
            if figure is not None and (figure.kind is not ActorKind.PERSON) is candidate.plural:
                figure.candidates.append(candidate)


def _actors(figures: Iterable[Figure]) -> tuple[Actor, ...]:
    """Turn figures into actors, the most mentioned first; a name that several bear is numbered."""
    actors: list[Actor] = []
    n_alike: dict[str, int] = {}
    for figure in figures:
        mentions = (candidate.mention for candidate in figure.candidates)
        in_order = tuple(sorted(mentions, key=lambda mention: (mention.span.part is Part.BODY, mention.span)))
        name = _name(figure)
        n_alike[name] = n_alike.get(name, 0) + 1
        actors.append(Actor(name if n_alike[name] == 1 else f"{name} ({n_alike[name]})", figure.kind, in_order))

    def rank(actor: Actor) -> tuple[int, bool, int]:
        first = actor.mentions[0].span
        return -len(actor.mentions), first.part is Part.BODY, first.start

    return tuple(sorted(actors, key=rank))


def _name(figure: Figure) -> str:
    """Return the proper name, or else the plainest description: noun and compounds, without judging adjectives."""
    if figure.name:
        return figure.text
    candidate = figure.candidates[0]
    head = candidate.token
    start = head.i
    while start > 0 and head.nbor(start - 1 - head.i).dep_ == "compound":
        start -= 1
    if start > 0 and head.nbor(start - 1 - head.i).text == "-":
        start = head.i  # "low-income children": "income" alone says nothing
    words = [token.text if token.pos_ == "PROPN" else token.lower_ for token in head.doc[start : head.i + 1]]
    return " ".join(words if figure.plural or candidate.plural else ["the", *words])
