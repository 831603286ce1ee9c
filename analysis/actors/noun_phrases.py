"""How far a noun phrase reaches that may refer to an actor: from its first modifier to its head."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from analysis.actors.mentions import Mention, MentionKind
from analysis.actors.vocabulary import organisation_family
from analysis.article import Part, Span
from analysis.lexicon import Lexicons

LEFT_MODIFIERS = frozenset({"det", "predet", "amod", "compound", "nmod", "nummod", "quantmod", "advmod", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase up to its head.

    Attributes:
        head: its main noun.
        entity: the named entity that the head belongs to, if any.
        start: index of its first token.
        end: index after its last token.
        part: the part of the article that it stands in.
    """

    head: Token
    entity: Tokens | None
    start: int
    end: int
    part: Part

    def tokens(self) -> list[Token]:
        """Return its words."""
        return list(self.head.doc[self.start : self.end])

    def mention(self, start: int, end: int, head: Token, kind: MentionKind) -> Mention:
        """Return the mention that some of its tokens make up: from ``start`` to before ``end``."""
        doc = self.head.doc
        return Mention(Span(self.part, doc[start].idx, doc[end - 1].idx + len(doc[end - 1])), head.i, kind)


def phrase_of(head: Token, entity: Tokens | None, taken: int, part: Part, lexicons: Lexicons) -> Phrase:
    """Return the noun phrase of a head, modifiers and named entity included, without the tokens already taken."""
    doc, start, end = head.doc, head.i, head.i + 1
    while start > taken and _modifies(doc[start - 1], start, head.i):
        start -= 1
    while doc[start].text == "-" and start < head.i:
        start += 1
    if entity is not None:
        start, end = max(taken, min(start, entity.start)), max(end, entity.end)
    if _is_named_of(doc, end, lexicons):
        end += 2
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].ent_iob_ == "I":
            end += 1
    while end - 1 > head.i and doc[end - 1].tag_ in ("POS", "_SP", ",", "."):
        end -= 1
    return Phrase(head, entity, start, end, part)


def _is_named_of(doc: Doc, end: int, lexicons: Lexicons) -> bool:
    """Whether a name goes on after "of" ("the University of Northfield", which the recogniser often splits)."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of" or doc[end + 1].pos_ != "PROPN":
        return False
    return doc[end - 1].text[0].isupper() and organisation_family(doc[end - 1].text, lexicons) != ""


def _modifies(left: Token, start: int, head: int) -> bool:
    if left.text == "-" and left.i > 0:
        return not left.whitespace_ and not left.nbor(-1).whitespace_  # "a long-time friend"
    if left.ent_type_ in ("DATE", "TIME") and left.pos_ == "PROPN":
        return False
    if left.dep_ == "advmod" and left.head.i == head:
        return False  # "even Director Doe", unlike "about 200 tenants"
    return left.dep_ in LEFT_MODIFIERS and start <= left.head.i <= head and left.tag_ not in ("PRP$", "POS", "WP$")


def root(tokens: Tokens) -> Token:
    """Return the word that the others depend on; spaCy's ``Span.root`` walks over the whole text."""
    return next((token for token in tokens if not tokens.start <= token.head.i < tokens.end), tokens[-1])
