"""Where actors are referred to: names, descriptions and pronouns in a parsed text, not yet grouped."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from analysis.actor_words import ActorKind, ActorNoun, Gender, actor_noun, organisation_family
from analysis.article import Part, Span
from analysis.lexicon import Lexicons

NAME_LABELS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "NORP": ActorKind.GROUP,
    "GPE": ActorKind.PLACE,
}
# Names of these are not actors. FAC is left out, because "the White House" is sometimes labelled so.
OTHER_LABELS = frozenset(
    [
        "DATE",
        "TIME",
        "MONEY",
        "PERCENT",
        "QUANTITY",
        "ORDINAL",
        "EVENT",
        "LAW",
        "LANGUAGE",
        "WORK_OF_ART",
        "LOC",
        "PRODUCT",
    ]
)
# Words of the longest name worth looking for.
LONGEST_NAME = 8
INNER = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "npadvmod", "advmod", "punct", "dep"})
LEFT_MODIFIERS = frozenset({"det", "predet", "amod", "compound", "nmod", "nummod", "quantmod", "advmod", "npadvmod"})
# Organisations that are also buildings: "at the school" is a place.
PREMISES = frozenset({"school", "hospital", "museum", "court", "church", "press", "parliament", "government", "club"})
PREDICATES = frozenset({"attr", "oprd", "acomp"})
NAME_PARTICLES = frozenset(
    {"of", "for", "the", "and", "&", "in", "on", "de", "la", "van", "von", "der", "al", "bin", "-"}
)


class MentionKind(StrEnum):
    """How an actor is referred to."""

    NAME = "name"
    ACRONYM = "acronym"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is referred to.

    Attributes:
        span: the characters of the mention, titles included ("Acting Director Jane Doe").
        head: index of its head token in the parsed part.
        kind: name, acronym, description or pronoun.
    """

    span: Span
    head: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention with what its words tell about the actor, before it is grouped.

    Attributes:
        mention: the place in the text.
        token: its head.
        name: the words of the proper name, without titles; empty for descriptions and pronouns.
        text: the proper name as it stands in the text.
        nouns: actor nouns in it: the head of a description, the titles before a name.
        qualifiers: the other words before the noun or in the title, in lower case ("deputy", "city").
        determiner: "the", "a", "" or "its" (any possessive).
        gender: what honorific, noun or pronoun tells.
        plural: whether it refers to several.
        titled: whether an honorific or office stands before the name.
        label: kind that the named-entity recogniser gives to the name, if any.
        predicated: whether it only says what somebody is ("as head coach"), which is no mention but tells their role.
        tentative: whether the noun more often means something else, so that it needs an actor named so before.
        pronoun: what a pronoun stands for: male, female, neuter, plural, speaker, speakers; empty if it is none.
    """

    mention: Mention
    token: Token
    name: tuple[str, ...] = ()
    text: str = ""
    nouns: tuple[ActorNoun, ...] = ()
    qualifiers: frozenset[str] = frozenset()
    determiner: str = ""
    gender: Gender = Gender.EITHER
    plural: bool = False
    titled: bool = False
    label: ActorKind | None = None
    predicated: bool = False
    tentative: bool = False
    pronoun: str = ""


def find_candidates(
    doc: Doc, part: Part, lexicons: Lexicons, *, known: Container[tuple[str, ...]] = ()
) -> Iterator[Candidate]:
    """Yield everything in one part that may refer to an actor, in the order of the text; spans never overlap.

    Args:
        doc: the parsed part.
        part: which part it is.
        lexicons: the word lists.
        known: keys of names to look for word by word: in a headline, whose capitals mislead the recogniser.
    """
    pronouns = lexicons.values("pronouns")
    entities = {} if known else {t.i: entity for entity in doc.ents if entity.label_ in NAME_LABELS for t in entity}
    taken = 0
    for token in doc:
        if token.i < taken:
            continue
        pos = token.pos_
        if known and (length := _known_length(token, known)):
            yield _known_name(token, length, part)
            taken = token.i + length
        elif pos == "PRON":
            if (form := pronouns.get(token.lower_)) and token.tag_[:3] == "PRP":
                yield _pronoun(token, part, form)
                taken = token.i + 1
        elif (pos in ("NOUN", "PROPN") or _is_root(token, entities)) and not _is_inner(token):
            phrase = _phrase(token, entities.get(token.i), taken, part, lexicons)
            for candidate in _nominals(phrase, entities, lexicons):
                yield candidate
                taken = phrase.end


def name_key(words: Iterable[str]) -> tuple[str, ...]:
    """Return the form in which names are compared."""
    return tuple(word.lower().rstrip(".") for word in words)


def _known_length(token: Token, known: Container[tuple[str, ...]]) -> int:
    """Return the number of words of the longest known name that begins here, or 0."""
    if not token.text[0].isupper():
        return 0
    words = name_key(word.text for word in token.doc[token.i : token.i + LONGEST_NAME])
    return next((length for length in range(len(words), 0, -1) if words[:length] in known), 0)


def _known_name(token: Token, length: int, part: Part) -> Candidate:
    tokens = token.doc[token.i : token.i + length]
    head = _root(tokens)
    mention = Mention(Span(part, tokens.start_char, tokens.end_char), head.i, MentionKind.NAME)
    return Candidate(mention, head, name=tuple(word.text for word in tokens), text=tokens.text)


def _is_root(token: Token, entities: Mapping[int, Tokens]) -> bool:
    entity = entities.get(token.i)
    return entity is not None and not entity.start <= token.head.i < entity.end


def _root(tokens: Tokens) -> Token:
    """Return the word that the others depend on; spaCy's ``Span.root`` walks over the whole text."""
    return next((token for token in tokens if not tokens.start <= token.head.i < tokens.end), tokens[-1])


def _is_inner(token: Token) -> bool:
    """Whether a noun only modifies another one; before an adjective ("called Mayor Ruiz reckless") it is a head."""
    return token.dep_ in INNER and token.head.pos_ != "ADJ"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase up to its head: tokens ``start`` to ``end``."""

    head: Token
    entity: Tokens | None
    start: int
    end: int
    part: Part

    def tokens(self) -> list[Token]:
        return list(self.head.doc[self.start : self.end])

    def mention(self, start: int, end: int, head: Token, kind: MentionKind) -> Mention:
        doc = self.head.doc
        return Mention(Span(self.part, doc[start].idx, doc[end - 1].idx + len(doc[end - 1])), head.i, kind)


def _pronoun(token: Token, part: Part, form: str) -> Candidate:
    mention = Mention(Span(part, token.idx, token.idx + len(token)), token.i, MentionKind.PRONOUN)
    gender = Gender(form) if form in (Gender.MALE, Gender.FEMALE) else Gender.EITHER
    return Candidate(mention, token, pronoun=form, gender=gender, plural=form in ("plural", "speakers"))


def _phrase(head: Token, entity: Tokens | None, taken: int, part: Part, lexicons: Lexicons) -> _Phrase:
    doc, start, end = head.doc, head.i, head.i + 1
    while start > taken and _modifies(doc[start - 1], start, head.i):
        start -= 1
    if entity is not None:
        start, end = max(taken, min(start, entity.start)), max(end, entity.end)
    if _is_named_of(doc, end, lexicons):
        end += 2
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].ent_iob_ == "I":
            end += 1
    while end - 1 > head.i and doc[end - 1].tag_ in ("POS", "_SP", ",", "."):
        end -= 1
    return _Phrase(head, entity, start, end, part)


def _is_named_of(doc: Doc, end: int, lexicons: Lexicons) -> bool:
    """Whether a name goes on after "of" ("the University of Northfield", which the recogniser often splits)."""
    if end + 1 >= len(doc) or doc[end].lower_ != "of" or doc[end + 1].pos_ != "PROPN":
        return False
    return doc[end - 1].text[0].isupper() and organisation_family(doc[end - 1].text, lexicons) != ""


def _modifies(left: Token, start: int, head: int) -> bool:
    if left.text == "-" and left.dep_ == "punct" and left.i + 1 == start:
        return True  # "a long-time friend"
    return left.dep_ in LEFT_MODIFIERS and start <= left.head.i <= head and left.tag_ not in ("PRP$", "POS", "WP$")


def _nominals(phrase: _Phrase, entities: Mapping[int, Tokens], lexicons: Lexicons) -> Iterator[Candidate]:
    """Yield the name or description of a phrase; before a titled name, also the organisation inside the title."""
    head = phrase.head
    if head.ent_type_ in OTHER_LABELS and head.pos_ == "PROPN":
        return
    title = _title(phrase, lexicons)
    name = _name_words(phrase, title, lexicons)
    if name:
        inner = next((e for i in range(phrase.start, title) if (e := entities.get(i)) and e.label_ == "ORG"), None)
        if inner is not None and inner.end < title and inner.start >= phrase.start:
            yield _organisation_in_title(phrase, inner)
            phrase = replace(phrase, start=inner.end)
        if title == phrase.start:
            phrase = replace(phrase, start=name[0].i)  # "a sombre Doe": only titles belong to the name
        yield _name(phrase, max(title, phrase.start), name, lexicons)
    elif candidate := _description(phrase, lexicons):
        yield candidate


def _title(phrase: _Phrase, lexicons: Lexicons) -> int:
    """Return where the name begins: after the last honorific or office before the head."""
    if organisation_family(phrase.head.text, lexicons) and phrase.head.text[0].isupper():
        return phrase.start
    title = phrase.start
    for token in phrase.tokens():
        if token.i >= phrase.head.i:
            break
        noun = actor_noun(token.text, lexicons)
        if token.lower_.rstrip(".") in lexicons.words("honorifics") or (noun and noun.kind is ActorKind.PERSON):
            title = token.i + 1
    return title


def _name_words(phrase: _Phrase, title: int, lexicons: Lexicons) -> tuple[Token, ...]:
    """Return the words of the proper name in a phrase; nothing if it has none."""
    head, doc = phrase.head, phrase.head.doc
    if not head.text[0].isupper() or (head.pos_ not in ("PROPN", "NOUN") and phrase.entity is None):
        return ()
    tokens = [token for token in doc[title : phrase.end] if token.text[0].isupper() or token.lower_ in NAME_PARTICLES]
    while tokens and tokens[0].dep_ == "det":
        tokens.pop(0)
    noun = actor_noun(head.text, lexicons)
    if head.pos_ == "NOUN" and noun:
        return ()
    if len(tokens) == 1 and noun:
        return ()
    if noun and noun.kind in (ActorKind.PERSON, ActorKind.GROUP) and not _is_surname(head, lexicons):
        return ()
    return tuple(tokens)


def _is_surname(head: Token, lexicons: Lexicons) -> bool:
    """Whether a capitalised noun for a person is a surname after a first name ("Ruth Baker")."""
    return head.i > 0 and head.nbor(-1).lower_ in lexicons.words("first_names")


def _organisation_in_title(phrase: _Phrase, entity: Tokens) -> Candidate:
    tokens = [token for token in entity if token.tag_ != "POS"]
    start = min(tokens[0].i, phrase.start)
    head = _root(entity)
    mention = phrase.mention(start, tokens[-1].i + 1, head, MentionKind.NAME)
    tokens = [token for token in tokens if token.dep_ != "det"]
    words = tuple(token.text for token in tokens)
    return Candidate(mention, head, name=words, text=_text(tokens), label=ActorKind.ORGANISATION)


def _text(tokens: Sequence[Token]) -> str:
    """Return a name as it stands in the text, on one line."""
    return " ".join(tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text.split())


def _name(phrase: _Phrase, title: int, tokens: tuple[Token, ...], lexicons: Lexicons) -> Candidate:
    doc = phrase.head.doc
    words = tuple(token.text for token in tokens)
    before = doc[phrase.start : title]
    nouns = tuple(
        noun
        for token in before
        if (noun := actor_noun(token.text, lexicons))
        and not noun.plural
        and (token.i == title - 1 or noun.lemma not in lexicons.words("ambiguous_actors"))
    )
    honorifics = lexicons.values("honorifics")
    told = [honorifics[word] for token in before if (word := token.lower_.rstrip(".")) in honorifics]
    acronym = len(words) == 1 and words[0].isupper() and 1 < len(words[0]) <= 7 and phrase.part is Part.BODY
    return Candidate(
        phrase.mention(phrase.start, phrase.end, phrase.head, MentionKind.ACRONYM if acronym else MentionKind.NAME),
        phrase.head,
        name=words,
        text=_text(tokens),
        nouns=nouns,
        qualifiers=frozenset(token.lower_ for token in before),
        gender=next((Gender(gender) for gender in told), Gender.EITHER),
        titled=bool(nouns or told),
        label=NAME_LABELS[phrase.entity.label_] if phrase.entity is not None else None,
    )


def _description(phrase: _Phrase, lexicons: Lexicons) -> Candidate | None:
    head = phrase.head
    noun = actor_noun(head.text, lexicons)
    if noun is None:
        return None
    predicated = head.dep_ in PREDICATES or (head.dep_ == "pobj" and head.head.lower_ == "as")
    determiner = _determiner(phrase, lexicons)
    if (
        determiner is None
        or any(child.lower_ == "own" for child in head.children)
        or not (predicated or _refers(phrase, noun, determiner, lexicons))
    ):
        return None
    return Candidate(
        phrase.mention(phrase.start, phrase.end, head, MentionKind.DESCRIPTION),
        head,
        nouns=(noun,),
        qualifiers=frozenset(token.lower_ for token in phrase.tokens() if token.i != head.i and token.dep_ != "det"),
        determiner=determiner,
        gender=noun.gender,
        plural=noun.plural,
        predicated=predicated,
        tentative=_is_ambiguous(head, noun, lexicons),
    )


def _determiner(phrase: _Phrase, lexicons: Lexicons) -> str | None:
    """Return "the", "a", "its" (any possessive) or "" (none); None for words that refer to nobody ("no", "any")."""
    head = phrase.head
    children = [child for child in head.children if child.i < head.i]
    if any(child.dep_ == "poss" for child in children):
        return "its"
    words = {child.lower_ for child in children if child.dep_ in ("det", "predet")}
    if words & {"the", "this", "that", "these", "those"}:
        return "the"
    if not lexicons.words("open_positions").isdisjoint(child.lower_ for child in children):
        return None
    return "a" if words & {"a", "an", "some"} else ""


def _is_ambiguous(head: Token, noun: ActorNoun, lexicons: Lexicons) -> bool:
    """Whether a noun more often means something else, and nothing beside it shows that it means an actor."""
    return noun.lemma in lexicons.words("ambiguous_actors") and not _is_apposed(head)


def _is_apposed(head: Token) -> bool:
    return head.dep_ == "appos" or any(child.dep_ == "appos" for child in head.children)


def _refers(phrase: _Phrase, noun: ActorNoun, determiner: str, lexicons: Lexicons) -> bool:
    """Whether a description is of somebody in the story rather than of a role, a place or a thing."""
    head = phrase.head
    if head.dep_ == "poss" and determiner in ("", "a") and head.tag_ == "NNS":
        return False  # "a supporters' group"
    if noun.kind is ActorKind.PLACE:
        return acts(head, lexicons)
    if noun.family in PREMISES and head.dep_ == "pobj" and head.head.lower_ in lexicons.words("locative_prepositions"):
        return False
    bare = determiner == "" and not noun.plural
    return not bare or _is_apposed(head) or phrase.part is Part.HEADLINE


def acts(token: Token, lexicons: Lexicons) -> bool:
    """Whether a noun is the subject of a verb of doing or saying, or the agent of a passive."""
    if token.dep_ == "conj" and token.head.i != token.i:
        return acts(token.head, lexicons)
    if token.dep_ == "pobj":
        return token.head.dep_ == "agent"
    return (
        token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ not in lexicons.words("stative_verbs")
    )
