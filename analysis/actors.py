"""Who is in the story: mentions grouped by actor across names, titles, acronyms, descriptions and pronouns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from analysis.actor_words import ActorKind
from analysis.article import Part
from analysis.cast import Figure, figures_of_names
from analysis.document import Document
from analysis.lexicon import Lexicons
from analysis.mentions import Candidate, Mention, MentionKind, acts, find_candidates
from analysis.references import Scene, describe, refer, tell

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
    candidates = [c for part in Part for c in find_candidates(document.parsed[part], part, lexicons)]
    named = _without_idle_places(candidates, figures_of_names(candidates, lexicons), lexicons)
    figures: list[Figure] = []
    for part in (Part.BODY, Part.HEADLINE):
        positions = [i for i, candidate in enumerate(candidates) if candidate.mention.span.part is part]
        scene = Scene(document, part, lexicons, _sentence_numbers(document.parsed[part]), figures)
        _read(positions, candidates, named, scene)
        _read_first_person(document, [candidates[i] for i in positions], scene)
    return _actors(figures)


def _without_idle_places(
    candidates: Sequence[Candidate], named: dict[int, Figure], lexicons: Lexicons
) -> dict[int, Figure]:
    """Leave out places that only are where things happen."""
    acting = {id(figure) for position, figure in named.items() if acts(candidates[position].token, lexicons)}
    locative = lexicons.words("locative_prepositions")
    return {
        position: figure
        for position, figure in named.items()
        if figure.kind is not ActorKind.PLACE
        or (id(figure) in acting and candidates[position].token.head.lower_ not in locative)
    }


def _sentence_numbers(doc: Doc) -> list[int]:
    numbers: list[int] = []
    for number, sentence in enumerate(doc.sents):
        numbers.extend([number] * len(sentence))
    return numbers


def _read(positions: Iterable[int], candidates: Sequence[Candidate], named: dict[int, Figure], scene: Scene) -> None:
    positions = list(positions)
    scene.by_token.update({candidates[i].token.i: named[i] for i in positions if i in named})
    for position in positions:
        candidate = candidates[position]
        figure: Figure | None
        if candidate.name:
            figure = named.get(position)
        elif candidate.pronoun:
            figure = None if candidate.pronoun.startswith("speaker") else refer(candidate, scene)
        elif candidate.predicated:
            tell(candidate, scene)
            continue
        else:
            figure = describe(candidate, scene)
        if figure is not None:
            scene.place(figure, candidate)


def _read_first_person(document: Document, candidates: Iterable[Candidate], scene: Scene) -> None:
    """Give "I" in a direct quotation to its speaker, "we" only to an organisation or group that speaks."""
    owners = sorted((c.mention.span.start, c.mention.span.end, id(f), f) for f in scene.figures for c in f.candidates)
    speakers = {quotation.group: quotation.speaker for quotation in document.quotations if quotation.speaker}
    for candidate in candidates:
        if not candidate.pronoun.startswith("speaker"):
            continue
        span = candidate.mention.span
        quotation = document.direct_quotation_at(span.part, span.start)
        speaker = (quotation.speaker or speakers.get(quotation.group)) if quotation else None
        if speaker is None:
            continue
        figure = next((f for start, end, _, f in owners if start < speaker.end and speaker.start < end), None)
        if figure is not None and (figure.kind is not ActorKind.PERSON) is candidate.plural:
            figure.candidates.append(candidate)


def _actors(figures: Iterable[Figure]) -> tuple[Actor, ...]:
    actors: list[Actor] = []
    names: dict[str, int] = {}
    for figure in figures:
        mentions = tuple(
            sorted((c.mention for c in figure.candidates), key=lambda m: (m.span.part is Part.BODY, m.span))
        )
        name = _name(figure)
        names[name] = names.get(name, 0) + 1
        actors.append(Actor(name if names[name] == 1 else f"{name} ({names[name]})", figure.kind, mentions))

    def rank(actor: Actor) -> tuple[int, bool, int]:
        first = actor.mentions[0].span
        return -len(actor.mentions), first.part is Part.BODY, first.start

    return tuple(sorted(actors, key=rank))


def _name(figure: Figure) -> str:
    """Return the proper name, or else the plainest description: noun and compounds, without judging adjectives."""
    if figure.name:
        return " ".join(figure.name)
    candidate = figure.candidates[0]
    head = candidate.token
    compounds = [
        child.text for child in head.children if child.dep_ == "compound" and child.lower_ in candidate.qualifiers
    ]
    name = " ".join((*compounds, head.text)).lower()
    return name if figure.plural or candidate.plural else f"the {name}"
