"""Whom descriptions and pronouns refer to, decided in reading order from what has been said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from analysis.actor_words import ActorKind, ActorNoun
from analysis.cast import Figure
from analysis.lexicon import Lexicons
from analysis.mentions import Candidate

# Salience: subjects are taken up again more often than objects (Lappin and Leass 1994 order them so); it halves with
# every sentence and is gone after three.
SALIENCE = {"nsubj": 2.0, "nsubjpass": 2.0, "dobj": 1.2, "agent": 1.2, "poss": 0.8}
OTHER_SALIENCE = 1.0
DECAY = 0.5
MEMORY = 3
# "They" for an organisation is rarer than for a group.
ORGANISATION_AS_THEY = 0.5
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# A noun that fits every organisation of unknown class ("the company" for a name that tells nothing).
OPEN_FAMILIES = frozenset({"company", "group", "agency", "association"})


@dataclass
class Scene:
    """What has been said so far in one part."""

    lexicons: Lexicons
    sentence_of: Sequence[int]
    figures: list[Figure] = field(default_factory=list)
    by_token: dict[int, Figure] = field(default_factory=dict)
    history: list[tuple[Figure, Token]] = field(default_factory=list)

    def place(self, figure: Figure, candidate: Candidate) -> None:
        """Record that a mention belongs to a figure."""
        figure.add(candidate)
        if figure not in self.figures:
            self.figures.append(figure)
        self.by_token[candidate.token.i] = figure
        self.history.append((figure, candidate.token))

    def recent(self) -> Iterator[Figure]:
        """Yield the figures, the last mentioned first, then those not mentioned yet in this part."""
        seen: set[int] = set()
        for figure in (*(figure for figure, _ in reversed(self.history)), *self.figures):
            if id(figure) not in seen:
                seen.add(id(figure))
                yield figure

    def salient(self, token: Token) -> list[tuple[float, Figure]]:
        """Return the figures of the last sentences with their salience for a pronoun, highest first."""
        here = self.sentence_of[token.i]
        scores: dict[int, float] = {}
        figures: dict[int, Figure] = {}
        for figure, mention in reversed(self.history):
            distance = here - self.sentence_of[mention.i]
            if distance > MEMORY:
                break
            figures.setdefault(id(figure), figure)
            weight = SALIENCE.get(mention.dep_, OTHER_SALIENCE) * DECAY**distance
            scores[id(figure)] = scores.get(id(figure), 0.0) + weight
        ranked = sorted(figures, key=lambda key: -scores[key])
        return [(scores[key], figures[key]) for key in ranked]


def describe(candidate: Candidate, scene: Scene) -> Figure:
    """Return whom a description refers to, or a new figure."""
    noun = candidate.nouns[0]
    if (apposed := _apposed(candidate.token, scene)) is not None and _may_be(apposed, noun):
        return apposed
    if candidate.determiner == "a":
        return _new(candidate)
    owner = _owner(candidate.token, scene)
    if noun.kind is ActorKind.GROUP:
        found = _group(candidate, noun, scene)
    elif noun.kind is ActorKind.PERSON:
        found = _person(candidate, noun, owner, scene)
    else:
        found = _body(noun, scene)
    if found is None:
        found = _new(candidate)
        found.owner = owner
    return found


def _new(candidate: Candidate) -> Figure:
    noun = candidate.nouns[0]
    return Figure(noun.kind, gender=noun.gender, plural=noun.plural)


def _apposed(token: Token, scene: Scene) -> Figure | None:
    """Return the figure that the parse sets in apposition to a noun, on either side."""
    if token.dep_ == "appos":
        return scene.by_token.get(token.head.i)
    return next(
        (scene.by_token[child.i] for child in token.children if child.dep_ == "appos" and child.i in scene.by_token),
        None,
    )


def _may_be(figure: Figure, noun: ActorNoun) -> bool:
    if figure.kind is ActorKind.PERSON:
        return noun.kind is ActorKind.PERSON and figure.gender.fits(noun.gender)
    return noun.kind is not ActorKind.PERSON or figure.kind is ActorKind.ORGANISATION


def _owner(token: Token, scene: Scene) -> Figure | None:
    return next((scene.by_token.get(child.i) for child in token.children if child.dep_ == "poss"), None)


def _group(candidate: Candidate, noun: ActorNoun, scene: Scene) -> Figure | None:
    """A group of the same noun whose origin ("Kenyan") does not contradict."""
    if noun.lemma in scene.lexicons.words("crowd_nouns") and candidate.determiner not in ("the", "its"):
        return None
    for figure in scene.recent():
        if figure.kind is ActorKind.GROUP and any(known.lemma == noun.lemma for known, _ in figure.nouns):
            return figure
    return None


def _person(candidate: Candidate, noun: ActorNoun, owner: Figure | None, scene: Scene) -> Figure | None:
    lesser = candidate.qualifiers & scene.lexicons.words("lesser_titles")
    for figure in scene.recent():
        if figure.kind is not ActorKind.PERSON or not figure.gender.fits(candidate.gender):
            continue
        if owner is not None and (figure is owner or (figure.owner is not None and figure.owner is not owner)):
            continue
        for known, qualifiers in figure.nouns:
            held = qualifiers & scene.lexicons.words("lesser_titles")
            if known.lemma == noun.lemma and (lesser == held or not lesser <= {"former"} and lesser <= held):
                return figure
    if candidate.determiner == "the" and noun.lemma in scene.lexicons.words("generic_persons"):
        people = (figure for _, figure in scene.salient(candidate.token) if figure.kind is ActorKind.PERSON)
        return next((figure for figure in people if figure.gender.fits(candidate.gender)), None)
    return None


def _body(noun: ActorNoun, scene: Scene) -> Figure | None:
    """An organisation or place: by the same word, then by its class, then by an open class."""
    bodies = [figure for figure in scene.recent() if figure.kind in (ActorKind.ORGANISATION, ActorKind.PLACE)]
    for figure in bodies:
        if figure.called(noun.lemma):
            return figure
    families = {id(figure): figure.family(scene.lexicons) for figure in bodies}
    for figure in bodies:
        if noun.family and families[id(figure)] == noun.family:
            return figure
    if noun.family in OPEN_FAMILIES:
        return next((f for f in bodies if f.kind is ActorKind.ORGANISATION and not families[id(f)]), None)
    return None


def refer(candidate: Candidate, scene: Scene) -> Figure | None:
    """Return whom a third-person pronoun refers to, or None if that is not clear."""
    token, form = candidate.token, candidate.pronoun
    subject = _subject(token, scene)
    if token.lower_.endswith(("self", "selves")):
        return subject if subject is not None and _fits(form, subject) else None
    excluded = subject if token.dep_ != "poss" and token.dep_ not in SUBJECTS else None
    choices = [(score, f) for score, f in scene.salient(token) if f is not excluded and _fits(form, f)]
    if form == "neuter":
        return _neuter(token, [figure for _, figure in choices], scene)
    if form == "plural":
        choices = [(s * (ORGANISATION_AS_THEY if f.kind is ActorKind.ORGANISATION else 1), f) for s, f in choices]
    return max(choices, key=lambda choice: choice[0])[1] if choices else None


def _fits(form: str, figure: Figure) -> bool:
    if form == "neuter":
        return figure.kind in (ActorKind.ORGANISATION, ActorKind.PLACE)
    if form == "plural":
        return figure.kind in (ActorKind.ORGANISATION, ActorKind.GROUP)
    return figure.kind is ActorKind.PERSON and (figure.gender.value in (form, "either"))


def _neuter(token: Token, choices: Iterable[Figure], scene: Scene) -> Figure | None:
    """ "It" mostly means a thing: take it for an actor only where a clause takes up the subject of the one before."""
    choices = list(choices)
    if token.dep_ == "poss":
        return next(iter(choices), None)
    if token.dep_ not in SUBJECTS or token.head.pos_ != "VERB":
        return None
    above = token.head
    while above.head.i != above.i:
        above = above.head
        subject = _subject_of(above, scene)
        if subject is not None:
            return subject if subject in choices else None
    if token.is_sent_start and scene.history:
        here = scene.sentence_of[token.i]
        for figure, mention in reversed(scene.history):
            if here - scene.sentence_of[mention.i] > 1:
                break
            if mention.dep_ in SUBJECTS:
                return figure if figure in choices else None
    return None


def _subject(token: Token, scene: Scene) -> Figure | None:
    """Return the subject of the clause that a word stands in."""
    verb = token
    while verb.head.i != verb.i and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    return _subject_of(verb, scene)


def _subject_of(verb: Token, scene: Scene) -> Figure | None:
    return next((scene.by_token.get(child.i) for child in verb.children if child.dep_ in SUBJECTS), None)
