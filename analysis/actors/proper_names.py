"""Proper names inside noun phrases: where the title ends, which words are the name."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from analysis.actors.mentions import Candidate, MentionKind
from analysis.actors.noun_phrases import Phrase, root
from analysis.actors.vocabulary import ActorKind, ActorNoun, Gender, actor_noun, organisation_family
from analysis.article import Part
from analysis.lexicon import Lexicons

NAME_LABELS = {
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "NORP": ActorKind.GROUP,
    "GPE": ActorKind.PLACE,
}
# What owns in the middle of a name: "Transport Workers' Alliance", not "the Treasury's Nora Quist".
PLURAL_OWNERS = frozenset({"'", "’"})
# A longer word in capitals is a name shouted.
LONGEST_ACRONYM = 7


def name_start(phrase: Phrase, lexicons: Lexicons) -> int:
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


def name_words(phrase: Phrase, title: int, lexicons: Lexicons) -> Sequence[Token]:
    """Return the words of the proper name in a phrase; nothing if it has none."""
    head = phrase.head
    if not head.text[0].isupper() or (head.pos_ not in ("PROPN", "NOUN") and phrase.entity is None):
        return ()
    if head.ent_type_ == "NORP" and head.tag_ not in ("NNS", "NNPS"):
        return ()  # "a Democrat" describes somebody, "Christian" names nobody
    if head.lower_ in lexicons.words("names_of_ideas"):
        return ()
    noun = actor_noun(head.text, lexicons)
    tokens = _run_of_capitals(phrase, title, lexicons)
    if noun is None:
        return tokens
    if head.pos_ == "NOUN" or len(tokens) == 1:
        return ()
    is_role = noun.kind in (ActorKind.PERSON, ActorKind.GROUP) and not organisation_family(head.text, lexicons)
    return () if is_role and not _is_surname(head, lexicons) else tokens


def _run_of_capitals(phrase: Phrase, title: int, lexicons: Lexicons) -> list[Token]:
    """Return the capitalised words around the head, without a gap before it ("Image caption Jane Doe")."""
    particles = lexicons.words("name_particles")
    run: list[Token] = []
    for token in phrase.head.doc[title : phrase.end]:
        if token.text[0].isupper() or token.lower_ in particles:
            run.append(token)
        elif token.i < phrase.head.i and token.text not in PLURAL_OWNERS:
            run.clear()
    first = next((i for i, token in enumerate(run) if token.dep_ != "det" and token.text[0].isalnum()), len(run))
    return run[first:]


def _is_surname(head: Token, lexicons: Lexicons) -> bool:
    """Whether a capitalised noun for a person is a surname: after a first name ("Ruth Baker"), or half of one."""
    before = head.nbor(-1) if head.i > 0 else head
    return before.lower_ in lexicons.words("first_names") or (before.text == "-" and head.ent_type_ == "PERSON")


def titled_name(phrase: Phrase, title: int, tokens: Sequence[Token], lexicons: Lexicons) -> Candidate:
    """Return the candidate for a proper name whose title, if any, ends before the token ``title``."""
    before = phrase.head.doc[phrase.start : title]
    nouns = tuple(noun for token in before if (noun := _office(token, title, lexicons)) is not None)
    honorifics = lexicons.values("honorifics")
    told = [honorifics[word] for token in before if (word := token.lower_.rstrip(".")) in honorifics]
    told.extend(noun.gender for noun in nouns)
    acronym = len(tokens) == 1 and tokens[0].text.isupper() and 1 < len(tokens[0]) <= LONGEST_ACRONYM
    kind = MentionKind.ACRONYM if acronym and phrase.part is Part.BODY else MentionKind.NAME
    head = phrase.head if phrase.start <= phrase.head.i < phrase.end else tokens[-1]
    return Candidate(
        phrase.mention(phrase.start, phrase.end, head, kind),
        head,
        name=tuple(token.text for token in tokens),
        text=name_text(tokens),
        nouns=nouns,
        qualifiers=frozenset(token.lower_ for token in before),
        gender=next((Gender(gender) for gender in told if gender != Gender.EITHER), Gender.EITHER),
        titled=bool(told),
        label=NAME_LABELS[phrase.entity.label_] if phrase.entity is not None else None,
    )


def _office(token: Token, title: int, lexicons: Lexicons) -> ActorNoun | None:
    """Return the office that a word before a name tells; "head" in "head coach" is none."""
    noun = actor_noun(token.text, lexicons)
    if noun is None or noun.plural:
        return None
    return noun if token.i == title - 1 or noun.lemma not in lexicons.words("ambiguous_actors") else None


def organisation_in_title(phrase: Phrase, entity: Tokens) -> Candidate:
    """Return the candidate for an organisation named before an office ("Keel Properties spokesman Paul Oster")."""
    tokens = [token for token in entity if token.tag_ != "POS"]
    start = min(tokens[0].i, phrase.start)
    head = root(entity)
    mention = phrase.mention(start, tokens[-1].i + 1, head, MentionKind.NAME)
    tokens = [token for token in tokens if token.dep_ != "det"]
    words = tuple(token.text for token in tokens)
    return Candidate(mention, head, name=words, text=name_text(tokens), label=ActorKind.ORGANISATION)


def name_text(tokens: Sequence[Token]) -> str:
    """Return a name as it stands in the text, on one line."""
    return " ".join(tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text.split())
