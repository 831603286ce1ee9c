"""Names of what is no actor of the story: organisations that do nothing in it, buildings, places, unknown names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from analysis.actors import ActorKind

# Named entities that may be called by several names though they do nothing in the story.
PASSIVE_NAMES = frozenset({"ORG", "FAC", "EVENT", "LAW", "PRODUCT"})
# Places and names of no known kind, too: "Saint Orrin" may be short for a hospital. What is nothing else has no row.
PLACE_NAMES = frozenset({"GPE", "LOC"})
UNKNOWN_NAMES = frozenset({"", "NORP", "WORK_OF_ART"})
# What the recogniser takes for a name of any kind.
NAMES = PASSIVE_NAMES | PLACE_NAMES | {"PERSON", "NORP", "WORK_OF_ART"}


def other_names(doc: Doc) -> Iterator[tuple[ActorKind, list[Token]]]:
    """Yield the names in a text that may be of organisations and places; a name of no known kind may be a place's."""
    for entity in doc.ents:
        if entity.label_ in PASSIVE_NAMES:
            yield ActorKind.ORGANISATION, list(entity)
        elif entity.label_ in PLACE_NAMES:
            yield ActorKind.PLACE, list(entity)
    for chunk in doc.noun_chunks:
        if chunk.root.pos_ == "PROPN" and chunk.root.ent_type_ in UNKNOWN_NAMES:
            yield ActorKind.PLACE, list(chunk)
    yield from ((ActorKind.ORGANISATION, list(run)) for run in _capitalised(doc))


def _capitalised(doc: Doc) -> Iterator[Tokens]:
    """Yield two words or more with capitals that no recogniser takes for a name: "Last Spring", "Parents First"."""
    runs = list(_runs_of_capitals(doc))
    known = {
        run.text for run in runs if not run[0].is_sent_start and NAMES.isdisjoint(token.ent_type_ for token in run)
    }
    yield from (run for run in runs if run.text in known)


def _runs_of_capitals(doc: Doc) -> Iterator[Tokens]:
    """Yield what stands in capitals, two words or more; not what is shouted."""
    for capital, run in groupby(doc, key=lambda token: token.is_title and token.is_alpha):
        tokens = list(run)
        if capital and len(tokens) > 1:
            yield doc[tokens[0].i : tokens[-1].i + 1]
