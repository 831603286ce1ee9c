"""Whom descriptions and pronouns refer to, decided in reading order from what has been said before."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from analysis.actors.figures import Figure
from analysis.actors.mentions import Candidate
from analysis.actors.scene import Scene
from analysis.actors.vocabulary import ActorKind, ActorNoun, Gender
from analysis.grammar import SUBJECTS

# "They" for an organisation is rarer than for a group.
ORGANISATION_AS_THEY = 0.5
# "The group", "the bloc": any organisation.
ANY_ORGANISATION = "any"


def referent_of_description(candidate: Candidate, scene: Scene) -> Figure | None:
    """Return whom a description refers to, or a new figure; None if its noun probably means something else."""
    noun = candidate.nouns[0]
    if (apposed := _apposed(candidate.token, scene)) is not None and _may_be(apposed, noun):
        return apposed
    owner = _owner(candidate.token, scene)
    found = _known(candidate, noun, owner, scene)
    if found is not None or candidate.tentative:
        return found
    return Figure(noun.kind, gender=noun.gender, plural=noun.plural, owner=owner)


def _known(candidate: Candidate, noun: ActorNoun, owner: Figure | None, scene: Scene) -> Figure | None:
    if candidate.determiner == "a":
        return None
    if noun.kind is ActorKind.GROUP:
        return _group(candidate, noun, scene)
    if noun.kind is ActorKind.PERSON:
        return _person(candidate, noun, owner, scene)
    return _organisation_or_place(candidate, noun, owner, scene)


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
    """Find a group of the same noun; general nouns ("people") name new people each time unless "the" stands there."""
    if noun.lemma in scene.lexicons.words("crowd_nouns") and candidate.determiner not in ("the", "its"):
        return None
    for figure in scene.recent():
        if figure.kind is ActorKind.GROUP and any(known.lemma == noun.lemma for known, _ in figure.nouns):
            return figure
    return None


def _person(candidate: Candidate, noun: ActorNoun, owner: Figure | None, scene: Scene) -> Figure | None:
    """Find a person of the same office and rank; a former or deputy one is somebody else, if there is a choice."""
    people = [f for f in scene.recent() if f.kind is ActorKind.PERSON and f.gender.fits(candidate.gender)]
    if owner is not None:
        people = [figure for figure in people if figure is not owner and figure.owner in (None, owner)]
    past, lesser = scene.lexicons.words("past_titles"), scene.lexicons.words("lesser_titles")
    for ranks in (past | lesser, lesser):
        for figure in people:
            for known, qualifiers in figure.nouns:
                if known.lemma == noun.lemma and qualifiers & ranks == candidate.qualifiers & ranks:
                    return figure
    if candidate.determiner == "the" and noun.lemma in scene.lexicons.words("generic_persons"):
        return next((figure for _, figure in scene.salient(candidate.token) if figure in people), None)
    return None


def _organisation_or_place(candidate: Candidate, noun: ActorNoun, owner: Figure | None, scene: Scene) -> Figure | None:
    """Find an organisation or place: by the same word, then by its class ("the agency", not "the water agency")."""
    bodies = [f for f in scene.recent() if f.kind in (ActorKind.ORGANISATION, ActorKind.PLACE)]
    named = [figure for figure in bodies if figure.called(noun.lemma) and (owner is None or figure.owner is owner)]
    tells_which = any(child.dep_ == "compound" for child in candidate.token.children)
    if named or owner is not None or candidate.tentative or candidate.determiner == "its" or tells_which:
        return next(iter(named), None)
    families = [(figure, figure.family(scene.lexicons)) for figure in bodies if figure.kind is noun.kind]
    same = (figure for figure, family in families if noun.family and family == noun.family != ANY_ORGANISATION)
    is_open = noun.family in scene.lexicons.words("open_families")
    fits = (figure for figure, family in families if noun.family == ANY_ORGANISATION or (is_open and not family))
    return next(same, None) or next(fits, None)


def learn_role(candidate: Candidate, scene: Scene) -> None:
    """Learn a role from what is said of the subject of a clause ("took over as chief executive")."""
    figure = _subject(candidate.token, scene)
    if figure is not None and _may_be(figure, candidate.nouns[0]):
        figure.nouns.extend((noun, candidate.qualifiers) for noun in candidate.nouns)


def referent_of_pronoun(candidate: Candidate, scene: Scene) -> Figure | None:
    """Return whom a third-person pronoun refers to, or None if that is not clear."""
    token, form = candidate.token, candidate.pronoun
    subject = _subject(token, scene)
    if token.lower_.endswith(("self", "selves")):
        return subject if subject is not None and _fits(form, subject) else None
    excluded = {scene.speaker_at(token)}
    if token.dep_ != "poss" and token.dep_ not in SUBJECTS:
        excluded.add(subject)
    choices = [(score, f) for score, f in scene.salient(token) if f not in excluded and _fits(form, f)]
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
    return figure.kind is ActorKind.PERSON and figure.gender.value in (form, Gender.EITHER)


def _neuter(token: Token, choices: Sequence[Figure], scene: Scene) -> Figure | None:
    """Take "it" for an actor only where it takes up the subject of the clause before: mostly it means a thing."""
    if token.dep_ == "poss":
        return next(iter(choices), None)
    if token.dep_ not in SUBJECTS or _is_empty(token.head):
        return None
    subject = next(filter(None, (_subject_of(verb, scene) for verb in token.head.ancestors)), None)
    if subject is None and token.is_sent_start:
        subject = scene.last_subject(token)
    return subject if subject in choices else None


def _is_empty(verb: Token) -> bool:
    """Whether "it" may stand for a clause that follows ("it was unclear why", "it is time to")."""
    clauses = ("ccomp", "xcomp", "csubj", "advcl", "acl", "relcl")
    complements = [child for child in verb.children if child.dep_ in ("acomp", "attr", *clauses)]
    inner = (grandchild for child in complements for grandchild in child.children)
    return verb.pos_ == "AUX" and any(word.dep_ in clauses for word in (*complements, *inner))


def _subject(token: Token, scene: Scene) -> Figure | None:
    """Return the subject of the clause that a word stands in."""
    verb = token
    while verb.head.i != verb.i and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    return _subject_of(verb, scene)


def _subject_of(verb: Token, scene: Scene) -> Figure | None:
    return next((scene.by_token.get(child.i) for child in verb.children if child.dep_ in SUBJECTS), None)
