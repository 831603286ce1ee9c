"""The elements of a headline that a story can carry or fail to carry: who, what, how much, how sure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from analysis.actors import Actor
from analysis.article import Span
from analysis.quantities import Quantity
from analysis.quotations import Voice


class ElementKind(StrEnum):
    """What part of a headline's claim an element is."""

    ACTOR = "actor"
    ACTION = "action"
    TOPIC = "topic"
    NUMBER = "number"
    QUOTATION = "quotation"
    CERTAINTY = "certainty"
    NEGATION = "negation"
    INTENSITY = "intensity"


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that a headline says.

    Attributes:
        kind: what part of the claim it is.
        span: its characters in the headline.
        tokens: its parsed tokens.
        voice: quoted if it stands in the headline's quotation marks.
        actor: the actor that it names, for actors.
        quantity: its value, for numbers.
        scope: the verb or noun that it modifies, for negation and certainty.
    """

    kind: ElementKind
    span: Span
    tokens: tuple[Token, ...]
    voice: Voice
    actor: Actor | None = None
    quantity: Quantity | None = None
    scope: Token | None = None
