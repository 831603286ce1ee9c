"""Judge what a headline names: actors, topics, numbers, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from analysis.article import Part, Span
from analysis.headline.body_index import letters
from analysis.headline.case import Case, Judgement, Verdict
from analysis.headline.elements import Element
from analysis.headline.judge_roles import Cast, cast_of, doer
from analysis.headline.roles import roles_of
from analysis.quantities import Quantity, load_quantity_reader
from analysis.vocabulary import initials

# Rarity-weighted share of a topic's words that one sentence, or the whole body, must have.
TOPIC_TOGETHER, TOPIC_ANYWHERE = 0.6, 0.5
# Share of a quotation's words in one sentence from which it counts as the same quotation in other words.
QUOTATION_SHARE = 0.6
# An actor whose sentences have less than this share of the rest of the headline is there for something else.
ELSEWHERE = 0.35
# "3 million" for 2.97 million is rounding.
ROUNDING = 0.05


def judge_actor(element: Element, case: Case) -> Judgement:
    """Judge an actor: is it in the story, under this name or another?"""
    word = case.reading.article.quote(element.span)
    sentences = case.actor_sentences(element)
    if (number := case.best(element, sentences)) is None:
        return _judge_words(element, case, word)
    if case.nearness(element, sentences) < ELSEWHERE:
        reason = f"“{word}” is in the story, but not where it tells the rest of the headline."
        return case.judgement(element, Verdict.WEAKENED, reason, number)
    if said := _said_by_another(element, case):
        reason = f"“{word}” is in the story, but the headline's quotation is said by “{said[0]}” there."
        return case.judgement(element, Verdict.CONTRADICTED, reason, said[1])
    if told := _told_of_another(element, case):
        who, what, sentence = told
        reason = f"“{word}” is in the story, but “{what}” is said of “{who}” there."
        return case.judgement(element, Verdict.CONTRADICTED, reason, sentence)
    return case.judgement(element, Verdict.SUPPORTED, f"“{word}” is in the story.", number)


def _said_by_another(element: Element, case: Case) -> tuple[str, int] | None:
    """Return who says in the story what an actor is quoted with in the headline, if it is another; and where."""
    quotations = case.reading.document.quotations
    for ours in quotations:
        if ours.span.part is Part.BODY or ours.speaker is None or not _within(element.span, ours.speaker):
            continue
        words = letters(case.reading.article.quote(ours.inner))
        for theirs in quotations:
            if theirs.span.part is Part.BODY and words and words in letters(case.reading.article.quote(theirs.inner)):
                actor = case.reading.actor_speaking(theirs)
                if (
                    actor is not None
                    and actor is not element.actor
                    and actor is not case.reading.actor_at(element.span)
                ):
                    return actor.name, min(case.index.sentences_of([theirs.span]), default=0)
    return None


def _within(one: Span, other: Span) -> bool:
    return one.part is other.part and one.start < other.end and other.start < one.end


def _told_of_another(element: Element, case: Case) -> tuple[str, str, int] | None:
    """Return who does in the story what an actor does in the headline, if it is always another; the verb; where."""
    members = {token.i for token in element.tokens}
    for verb in case.verbs:
        if members.isdisjoint(agent.i for agent in roles_of(verb).agents):
            continue
        found = case.on_topic(element, case.key(verb))
        casts = [cast_of(verb, occurrence, case) for occurrence in found]
        if casts and all(cast is Cast.OTHER_DOER for cast in casts):
            return doer(found[0], case), verb.text, found[0].sentence
    return None


def _by_initials(element: Element, case: Case) -> frozenset[int]:
    """Return the sentences that have the initials of a name of several words: "United Nations", "UN"."""
    names = [token for token in element.tokens if token.is_alpha and token.text[0].isupper()]
    key = case.vocabulary.key_of_initials(initials("".join(token.text[0] for token in names)))
    return case.index.where(key) if len(names) > 1 else frozenset()


def judge_topic(element: Element, case: Case) -> Judgement:
    """Judge a thing that the headline names: does a sentence name it, and not to say that there is none?"""
    word = case.reading.article.quote(element.span)
    found = case.on_topic(element, case.key(element.tokens[-1]))
    if found and all(_is_none(occurrence.token) for occurrence in found):
        reason = f"The story says that there is none: “{_negation(found[0].token)} {found[0].token.text}”."
        return case.judgement(element, Verdict.CONTRADICTED, reason, found[0].sentence)
    return _judge_words(element, case, word)


def _is_none(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "no" for child in token.children)


def _negation(token: Token) -> str:
    return next(child.text for child in token.children if child.dep_ == "det")


def _judge_words(element: Element, case: Case, word: str) -> Judgement:
    keys = case.keys(element.tokens)
    together = _coverage(keys, case)
    share = max(together.values(), default=0.0)
    if share < TOPIC_TOGETHER and (sentences := _by_initials(element, case)):
        reason = f"The story has “{word}” by its initials."
        return case.judgement(element, Verdict.SUPPORTED, reason, case.best(element, sentences))
    if share >= TOPIC_TOGETHER:
        number = case.best(element, [number for number, reached in together.items() if reached == share])
        return case.judgement(element, Verdict.SUPPORTED, f"The story names “{word}”.", number)
    anywhere = sum(weight for key, weight in keys.items() if case.index.where(key)) / (sum(keys.values()) or 1)
    if anywhere >= TOPIC_ANYWHERE:
        number = case.best(element, together)
        return case.judgement(element, Verdict.WEAKENED, f"The story has only parts of “{word}”, apart.", number)
    return case.judgement(element, Verdict.MISSING, f"“{word}” is not in the story, nor a listed synonym of it.")


def _coverage(keys: Mapping[str, float], case: Case) -> dict[int, float]:
    """Return the share of the keys' weight in each sentence that has any of them.

    A rest that stands in the sentence before or after counts too: "the ferry … Its fares".
    """
    total = sum(keys.values())
    if not total:
        return {}
    where = {key: case.index.where(key) for key in keys}
    return {
        number: sum(keys[key] for key, found in where.items() if found & {number - 1, number, number + 1}) / total
        for number in frozenset().union(*where.values())
    }


def judge_quotation(element: Element, case: Case) -> Judgement:
    """Judge a quotation: does the story have it, in quotation marks, in these words?"""
    word = case.reading.article.quote(element.span)
    wanted = letters(word)
    own: int | None = None
    for number, sentence in enumerate(case.index.sentences):
        if wanted in letters(sentence.text):
            if sentence.quoted_words:
                return case.judgement(element, Verdict.SUPPORTED, "The story quotes these words.", number)
            own = number if own is None else own
    if own is not None:
        reason = "The story has these words, but not as a quotation."
        return case.judgement(element, Verdict.WEAKENED, reason, own)
    shares = _coverage(case.keys(element.tokens), case)
    closest = max(sorted(shares), key=lambda number: shares[number], default=None)
    if closest is not None and shares[closest] >= QUOTATION_SHARE:
        reason = "The story has most of these words, but not this wording."
        return case.judgement(element, Verdict.WEAKENED, reason, closest)
    return case.judgement(element, Verdict.MISSING, "The story does not have this quotation.")


def judge_number(element: Element, case: Case) -> Judgement:
    """Judge a number or date: does the story have it, nearly, or another one for the same thing?"""
    wanted, word = element.quantity, case.reading.article.quote(element.span)
    if wanted is None:
        return _judge_date(element, case, word)
    context = case.context(element)
    best: dict[Verdict, tuple[str, int]] = {}
    for found, number in sorted(_body_quantities(case), key=lambda pair: -context[pair[1]]):
        compared = _compare(wanted, found, case, near=context[number] > 0)
        if compared:
            reason = compared[1].format(word=word, other=_in_words(found, case))
            best.setdefault(compared[0], (reason, number))
    for verdict in (Verdict.SUPPORTED, Verdict.WEAKENED, Verdict.CONTRADICTED):
        if verdict in best:
            return case.judgement(element, verdict, *best[verdict])
    return case.judgement(element, Verdict.MISSING, f"The story does not have “{word}”, nor another number for it.")


def _judge_date(element: Element, case: Case, word: str) -> Judgement:
    if other := _other_date(element, case):
        found = case.index.occurrences[other][0]
        reason = f"The headline says “{word}”, the story “{found.token.text}”."
        return case.judgement(element, Verdict.CONTRADICTED, reason, found.sentence)
    return _judge_words(element, case, word)


def _other_date(element: Element, case: Case) -> str:
    """Return the only other month (or day) of the story, if a headline's is not in it; else nothing."""
    for names in case.lexicons.values("calendar").values():
        keys = {case.vocabulary.key(name) for name in names}
        here = [key for key in case.keys(element.tokens) if key in keys]
        there = [key for key in keys if case.index.where(key)]
        if here and here[0] not in there and len(there) == 1:
            return there[0]
    return ""


def _compare(wanted: Quantity, found: Quantity, case: Case, *, near: bool) -> tuple[Verdict, str] | None:
    """Compare a number of the headline with one of the body; None if they are about different things."""
    units = [case.vocabulary.concepts.get(quantity.unit, quantity.unit) for quantity in (wanted, found)]
    same_thing = all(units) and units[0] == units[1]
    if all(units) and not same_thing and not (near and wanted.low == found.low):
        return None
    if (wanted.low, wanted.high) == (found.low, found.high):
        if found.exact or not wanted.exact:
            return Verdict.SUPPORTED, "The story has the same number: “{other}”."
        return Verdict.WEAKENED, "The headline says “{word}”, the story only about as much: “{other}”."
    if same_thing and wanted.rounds(found):
        return Verdict.SUPPORTED, "The headline says “{word}”, rounded; the story “{other}”."
    if same_thing and wanted.allows(found):
        return Verdict.SUPPORTED, "The story's “{other}” fits “{word}”."
    if wanted.vague or found.vague:
        return _compare_vague(wanted, found, same_thing=same_thing)
    if same_thing and abs(wanted.low - found.low) <= ROUNDING * wanted.low:
        verdict = Verdict.WEAKENED if wanted.exact else Verdict.SUPPORTED
        return verdict, "The headline says “{word}”, the story “{other}”."
    if same_thing and near:
        return Verdict.CONTRADICTED, "The headline says “{word}”, the story “{other}” for the same thing."
    return None


def _compare_vague(wanted: Quantity, found: Quantity, *, same_thing: bool) -> tuple[Verdict, str] | None:
    if wanted.low <= found.low and found.high <= wanted.high:
        return Verdict.SUPPORTED, "The story's “{other}” fits “{word}”."
    if same_thing and found.low <= wanted.low and wanted.high <= found.high:
        return Verdict.WEAKENED, "The headline says “{word}”, the story only “{other}”."
    return None


def _body_quantities(case: Case) -> Iterable[tuple[Quantity, int]]:
    reader = load_quantity_reader(case.lexicons)
    for number, sentence in enumerate(case.index.sentences):
        tokens = [token for token in sentence.tokens if not token.is_space]
        for quantity in reader.read(tokens):
            yield quantity, number


def _in_words(quantity: Quantity, case: Case) -> str:
    """Return a quantity of the body as it stands there, with the word that makes it inexact ("nearly 40")."""
    return case.reading.document.parsed[Part.BODY][quantity.opening : quantity.last + 1].text
