"""Which words cast an actor as hero, villain or victim: what it does, what is done to it, what it is called.

A deed counts by what it is done to: to destroy is harm if it is done to a village, and help if it is done to a virus.
The verbs are in ``lexicons/word_lists/deeds.toml``, the nouns in ``story_nouns.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from analysis.grammar import SUBJECTS, is_negated
from analysis.lexicon import Lexicons
from analysis.verb_roles import RELATIVE_PRONOUNS, Role, verb_roles

# What could or might happen tells half of what has happened.
UNREAL = 0.5
MODIFIERS = frozenset({"compound", "amod", "nmod"})
# "Grief of", "threat to", "attack on": the noun before the preposition says what becomes of somebody.
OF, TOWARD = "of", frozenset({"to", "on", "against"})


class Sign(StrEnum):
    """Why somebody is cast, in words."""

    HARMS = "does harm"
    WORSENS = "brings harm about"
    WITHHOLDS = "withholds help"
    MISBEHAVES = "acts badly"
    BLAMED = "is blamed"
    CALLED_VILLAIN = "is called a villain"
    HELPS = "helps"
    RESCUES = "rescues"
    FIGHTS = "fights a harm"
    PRAISED = "is praised"
    CALLED_HERO = "is called a hero"
    HARMED = "is harmed"
    RESCUED = "is rescued"
    SUFFERS = "suffers"
    ENDANGERED = "is in danger"
    CALLED_VICTIM = "is called a victim"


# What a verb of each kind makes of whoever does it: to a harm, to somebody or something worth keeping, to anything.
TO_HARM = {
    "harm": Sign.FIGHTS,
    "hurt": Sign.FIGHTS,
    "fight": Sign.FIGHTS,
    "worsen": Sign.WORSENS,
    "suffer": Sign.SUFFERS,
}
TO_KEPT = {"hurt": Sign.HARMS, "rescue": Sign.RESCUES, "help": Sign.HELPS, "lose": Sign.SUFFERS}
TO_ANYTHING = {"harm": Sign.HARMS, "misbehave": Sign.MISBEHAVES, "suffer": Sign.SUFFERS}
# What it makes of whomever it is done to.
TREATMENT = {
    "harm": Sign.HARMED,
    "hurt": Sign.HARMED,
    "suffer": Sign.HARMED,
    "rescue": Sign.RESCUED,
    "blame": Sign.BLAMED,
    "convict": Sign.BLAMED,
    "praise": Sign.PRAISED,
}
# Help that is refused; harm that is refused is nothing.
LEFT_UNDONE = frozenset({Sign.HELPS, Sign.RESCUES, Sign.FIGHTS})
CALLED = {"hero": Sign.CALLED_HERO, "villain": Sign.CALLED_VILLAIN, "victim": Sign.CALLED_VICTIM}


@dataclass(frozen=True, slots=True)
class Told:
    """A word that casts an actor.

    Attributes:
        sign: why.
        token: the word.
        certainty: 1 for what is told as so, less for what could be.
        judged: whether it is blame or praise, or stands below it: somebody's telling, even in the outlet's words.
    """

    sign: Sign
    token: Token
    certainty: float
    judged: bool


class SignFinder:
    """Finds the words that cast an actor, with the word lists made ready."""

    def __init__(self, lexicons: Lexicons) -> None:
        judging, conduct = lexicons.values("judging_verbs"), lexicons.values("conduct_verbs")
        self._deeds = {kind: frozenset(verbs) for kind, verbs in lexicons.values("deeds").items()}
        self._nouns = {kind: frozenset(nouns) for kind, nouns in lexicons.values("story_nouns").items()}
        self._kinds = {
            **{verb: "misbehave" for verb, value in conduct.items() if value < 0},
            **{verb: "praise" if value > 0 else "blame" for verb, value in judging.items()},
            **{verb: kind for kind, verbs in self._deeds.items() for verb in verbs},
        }
        self._violence = lexicons.words("violence_words")

    def told_of(self, head: Token, beings: Set[int], *, described: bool) -> Iterator[Told]:
        """Yield the words that cast whoever a mention refers to.

        Args:
            head: the mention's head.
            beings: indexes of the heads of all mentions in this part.
            described: whether the mention is a description, whose noun may itself cast ("survivors").
        """
        if described:
            yield from self._called(head)
        yield from self._by_nouns(head)
        for verb, role in verb_roles(head):
            if role is Role.AGENT:
                yield from self._deed(verb, beings)
            else:
                yield from self._treatment(verb, beings)

    def _deed(self, verb: Token, beings: Set[int]) -> Iterator[Told]:
        sign = None if self._is_undone(verb) else self._sign_of_deed(verb, beings)
        governed = self._governed(verb)
        if sign is None or governed == "deny":
            return
        if governed != "withhold":
            yield self._told(sign, verb)
        elif sign in LEFT_UNDONE and not is_negated(verb.head):
            yield self._told(Sign.WITHHOLDS, verb.head)

    def _is_undone(self, verb: Token) -> bool:
        """Whether a deed is not done: "did not rescue", "no firefighter rescued", "nobody rescued"."""
        subjects = (child for child in verb.children if child.dep_ in SUBJECTS)
        return is_negated(verb) or any(is_negated(word) or word.lower_ in self._deeds["nobody"] for word in subjects)

    def _governed(self, verb: Token) -> str:
        """Return of what kind the verb is that a verb completes ("refused to help"); empty for none."""
        return self._kinds.get(verb.head.lemma_.lower(), "") if verb.dep_ in ("xcomp", "pcomp") else ""

    def _sign_of_deed(self, verb: Token, beings: Set[int]) -> Sign | None:
        objects = list(_objects(verb))
        kind = self._kind(verb)
        if verb.lemma_.lower() in self._deeds["suffer"] and not objects:
            kind = "suffer"  # "thousands starved"
        if any(self._is_harm(token) for token in objects):
            return TO_HARM.get(kind)
        if kind == "lose":
            beings = frozenset()  # customers and voters are lost without suffering
        if any(token.i in beings or self._is(token, "cherished") for token in objects) and kind in TO_KEPT:
            return TO_KEPT[kind]
        return TO_ANYTHING.get(kind) if objects or kind != "harm" else None

    def _kind(self, verb: Token) -> str:
        kind = self._kinds.get(verb.lemma_.lower(), "")
        if verb.lemma_.lower() == "attack" and not self._is_violence(verb):
            return "blame"
        return kind

    def _is_violence(self, verb: Token) -> bool:
        words = (word for child in verb.children for word in (child, *child.children) if child.dep_ != "dobj")
        return any(word.lemma_.lower() in self._violence for word in words)

    def _treatment(self, verb: Token, beings: Set[int]) -> Iterator[Told]:
        """Tell what is done to somebody, and what they are praised for or accused of having done."""
        kind = self._kind(verb)
        sign = TREATMENT.get(kind)
        if sign is None or self._is_undone(verb) or self._governed(verb) in ("withhold", "deny"):
            return
        yield self._told(sign, verb)
        if kind in ("blame", "convict", "praise"):
            for deed in _deeds_alleged(verb):
                yield from self._deed(deed, beings)

    def _by_nouns(self, head: Token) -> Iterator[Told]:
        """Read what somebody is ("was a hero"), what is theirs ("their grief"), what threatens them ("threat to")."""
        noun = head.head
        for child in head.children:
            if child.dep_ == "appos":
                yield from self._called(child)
        if head.dep_ == "nsubj" and noun.lemma_ == "be" and not is_negated(noun):
            for child in noun.children:
                if child.dep_ == "attr":
                    yield from self._called(child)
        elif head.dep_ == "poss" and not is_negated(noun):
            yield from self._possessed(noun)
        elif head.dep_ == "pobj" and noun.head.pos_ == "NOUN" and not is_negated(noun.head):
            yield from self._before_preposition(noun.head, noun.lower_)

    def _called(self, noun: Token) -> Iterator[Told]:
        for kind, sign in CALLED.items():
            if self._is(noun, kind) and not is_negated(noun):
                yield self._told(sign, noun)

    def _possessed(self, noun: Token) -> Iterator[Told]:
        for kind, sign in (("misdeed", Sign.MISBEHAVES), ("ordeal", Sign.SUFFERS)):
            if self._is(noun, kind):
                yield self._told(sign, noun)

    def _before_preposition(self, noun: Token, preposition: str) -> Iterator[Told]:
        if preposition == OF:
            yield from [self._told(Sign.HARMS, noun)] if self._is(noun, "victim") else self._possessed(noun)
        elif preposition in TOWARD and self._is_harm(noun):
            yield self._told(Sign.ENDANGERED, noun)

    def _is(self, noun: Token, kind: str) -> bool:
        return noun.lemma_.lower() in self._nouns[kind]

    def _is_harm(self, noun: Token) -> bool:
        lemma = noun.lemma_.lower()
        phrases = (f"{child.lower_} {lemma}" for child in noun.children if child.dep_ in MODIFIERS)
        return lemma in self._nouns["harm"] or any(phrase in self._nouns["harm"] for phrase in phrases)

    def _told(self, sign: Sign, token: Token) -> Told:
        return Told(sign, token, UNREAL if self._is_unreal(token) else 1.0, self._is_judged(token))

    def _is_unreal(self, token: Token) -> bool:
        """Whether something could or might happen, is asked ("whether it lied"), or is wanted ("for them to help")."""
        before = [child for child in token.children if child.dep_ in ("aux", "mark")]
        wanted = any(child.tag_ == "TO" for child in before) and any(child.dep_ in SUBJECTS for child in token.children)
        return wanted or any(child.lower_ in self._deeds["unreal"] for child in before)

    def _is_judged(self, token: Token) -> bool:
        """Whether a word is a verb of blame or praise or stands below one ("accused of starving schools")."""
        return any(
            each.pos_ == "VERB" and self._kind(each) in ("blame", "praise") for each in (token, *token.ancestors)
        )


def _deeds_alleged(verb: Token) -> Iterator[Token]:
    """Yield what somebody is accused of or praised for doing: "of starving schools", "for failing to help"."""
    # The parser hangs "for saving the boy" now on the verb, now on its object.
    for word in (verb, *(child for child in verb.children if child.dep_ == "dobj")):
        for preposition in word.children:
            for deed in preposition.children if preposition.dep_ == "prep" else ():
                if deed.dep_ == "pcomp":
                    yield from (deed, *(child for child in deed.children if child.dep_ == "xcomp"))


def _objects(verb: Token) -> Iterator[Token]:
    """Yield what a verb is done to, with what stands in line with it: objects, passive subjects, nouns before it."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass") and child.tag_ not in RELATIVE_PRONOUNS:
            yield from (child, *child.conjuncts)
        elif child.dep_ == "prep" and child.lower_ in ("for", "against"):
            yield from (word for word in child.children if word.dep_ == "pobj")
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    if verb.dep_ == "relcl" and any(child.tag_ not in RELATIVE_PRONOUNS for child in subjects):
        yield verb.head  # "the homes that the fire destroyed"
    elif verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield verb.head  # "homes destroyed by the fire"
