"""Which words around a noun belong to a label, and which nouns name the same as a name beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

# What stands before a noun and belongs to its label: "raging mob", "night raid", "a nearly new boat".
MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "advmod", "punct"})
COUNTING = frozenset({"DET", "NUM", "PUNCT", "PART", "PRON", "SPACE"})
# What says of which sort people are ("women in labour"), if the noun behind it has no article.
SORTING = frozenset({"of", "in", "on"})
# Adjectives that say which of those known is meant, and nothing of it.
POINTING = frozenset({"such", "own", "same", "other", "further", "certain", "various"})
OWNED = frozenset({"det", "poss", "nummod"})
# Marks that end a quotation.
CLOSING = frozenset({"”", "’", '"'})
# What leaves a noun as plain as it is: how many, which.
COUNTED = frozenset({"det", "nummod", "predet", "quantmod", "advmod"})
PARALLEL = frozenset({"nsubj", "nsubjpass", "dobj"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def determiner(before: Sequence[Token]) -> str:
    """Return "the", "its" (any possessive), "a" or "" (none) for what stands before a noun."""
    if any(child.dep_ == "poss" for child in before):
        return "its"
    words = {child.lower_ for child in before if child.dep_ in ("det", "predet")}
    if words & DEFINITE:
        return "the"
    return "a" if words else ""


def noun_phrase(noun: Token) -> list[Token]:
    """Return a noun with what describes it before it, and with a plural possessive ("residents' association")."""
    doc, start = noun.doc, noun.i
    if noun.i + 2 < len(doc) and doc[noun.i + 1].text == "-" and not doc[noun.i + 1].whitespace_:
        noun = doc[noun.i + 2]  # the parser may take the first half of "co-defendant" for the noun
    while start and _describes(doc[start - 1], start, noun.i):
        start -= 1
    return trimmed(list(doc[start : noun.i + 1]))


def _describes(left: Token, start: int, head: int) -> bool:
    if left.dep_ == "amod" and left.i and left.nbor(-1).text in CLOSING and left.lower_.endswith("ed"):
        return False  # "…,” boasted ringleader Ann Lind": the verb
    if left.dep_ == "punct":
        return left.text == "-" and left.i > 0
    if left.tag_ == "POS":
        return left.head.tag_ == "NNS" and left.i == head - 1
    if left.pos_ == "NUM":
        return left.nbor().text == "-"  # "a 40-page judgment"
    if left.tag_ == "RP":
        return left.i > 0 and left.nbor(-1).text == "-"  # "fed-up"
    owns = left.dep_ == "poss" and left.tag_ == "NNS"
    when = left.pos_ == "PROPN" and left.ent_type_ in ("DATE", "TIME")
    return (owns or left.dep_ in MODIFIERS) and start <= left.head.i <= head and not when


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Return tokens from the first that says what, not how many or whose."""
    first = 0
    while first < len(tokens) - 1 and _counts(tokens[first]) and tokens[first + 1].text != "-":
        first += 1
    return list(tokens[first:])


def _counts(token: Token) -> bool:
    """Whether a word before a noun says how many, which one or whose."""
    pointing = token.dep_ == "det" or token.lower_ in POINTING
    return pointing or token.pos_ in COUNTING or (token.dep_ == "advmod" and token.head.pos_ == "NUM")


def complement(noun: Token) -> list[Token]:
    """Return a preposition and a bare noun right behind a noun: "of animal lovers", "on cruise ships", "in labour"."""
    behind = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if behind.lower_ not in SORTING or behind.head.i != noun.i:
        return []
    inner = next((child for child in behind.children if child.dep_ == "pobj"), None)
    if inner is None or inner.pos_ != "NOUN" or inner.ent_type_ or any(c.dep_ in OWNED for c in inner.children):
        return []
    return list(noun.doc[behind.i : inner.i + 1])


def titles(name: Token) -> Iterator[Token]:
    """Yield the noun that says what a name is and stands before it: "the brewer Conrad Veitch"."""
    for child in name.children:
        behind = child.nbor() if child.i + 1 < len(child.doc) else child
        if child.dep_ in ("compound", "nmod") and child.tag_ == "NN" and child.i < name.i and behind.pos_ == "PROPN":
            yield child


def apposed(head: Token) -> Iterator[Token]:
    """Yield the common nouns that say who a name is: "Lunde, the owner", "the ringleader, Castellan"."""
    yield from (noun for noun in _beside(head) if not any(child.lower_ == "no" for child in noun.children))


def _beside(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "appos":
            yield from (noun for noun in (child, *child.conjuncts) if noun.pos_ == "NOUN")
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        yield head.head
    yield from (noun for noun in head.head.children if _parallel(noun, head))


def in_apposition(noun: Token) -> bool:
    """Whether a noun stands beside a name, on either side, and says who that is."""
    return noun.dep_ == "appos" or any(child.dep_ == "appos" for child in noun.children)


def _parallel(noun: Token, name: Token) -> bool:
    """Whether the parser gives a verb two subjects, or objects, that are one: "agency director Samuel Orly said"."""
    if noun.dep_ != name.dep_ or noun.dep_ not in PARALLEL or noun.i >= name.i or noun.pos_ != "NOUN":
        return False
    between = name.doc[noun.i + 1 : name.left_edge.i]
    return noun.tag_ == "NN" and all(token.text == "," for token in between)
