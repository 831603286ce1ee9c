"""Judge what a headline names: actors, topics, numbers, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis.article import Part
from analysis.headline.body_index import letters
from analysis.headline.desk import Desk, Judgement, Verdict
from analysis.headline.elements import Element
from analysis.headline.quantities import Quantity, load_quantity_reader

# Rarity-weighted share of a topic's words that one sentence, or the whole body, must have.
TOPIC_TOGETHER, TOPIC_ANYWHERE = 0.6, 0.5
# Share of a quotation's words in one sentence from which it counts as the same quotation in other words.
QUOTATION_SHARE = 0.6
# "3 million" for 2.97 million is rounding.
ROUNDING = 0.05


def judge_actor(element: Element, desk: Desk) -> Judgement:
    """Judge an actor: is it in the story, under this name or another?"""
    word = desk.reading.article.quote(element.span)
    if (number := desk.best(element, desk.actor_sentences(element))) is not None:
        return desk.judgement(element, Verdict.SUPPORTED, f"“{word}” is in the story.", number)
    return _judge_words(element, desk, word)


def judge_topic(element: Element, desk: Desk) -> Judgement:
    """Judge a thing that the headline names: does a sentence name it?"""
    return _judge_words(element, desk, desk.reading.article.quote(element.span))


def _judge_words(element: Element, desk: Desk, word: str) -> Judgement:
    keys = desk.keys(element.tokens)
    together = _coverage(keys, desk)
    share = max(together.values(), default=0.0)
    if share >= TOPIC_TOGETHER:
        number = desk.best(element, [number for number, reached in together.items() if reached == share])
        return desk.judgement(element, Verdict.SUPPORTED, f"The story names “{word}”.", number)
    anywhere = sum(weight for key, weight in keys.items() if desk.index.where(key)) / (sum(keys.values()) or 1)
    if anywhere >= TOPIC_ANYWHERE:
        number = desk.best(element, together)
        return desk.judgement(element, Verdict.WEAKENED, f"The story has only parts of “{word}”, apart.", number)
    return desk.judgement(element, Verdict.MISSING, f"“{word}” is not in the story, nor a listed synonym of it.")


def _coverage(keys: Mapping[str, float], desk: Desk) -> dict[int, float]:
    """Return the share of the keys' weight in each sentence that has any of them.

    A rest that stands in the sentence before or after counts too: "the ferry … Its fares".
    """
    total = sum(keys.values())
    if not total:
        return {}
    where = {key: desk.index.where(key) for key in keys}
    return {
        number: sum(keys[key] for key, found in where.items() if found & {number - 1, number, number + 1}) / total
        for number in frozenset().union(*where.values())
    }


def judge_quotation(element: Element, desk: Desk) -> Judgement:
    """Judge a quotation: does the story have it, in quotation marks, in these words?"""
    word = desk.reading.article.quote(element.span)
    wanted = letters(word)
    own: int | None = None
    for number, sentence in enumerate(desk.index.sentences):
        if wanted in letters(sentence.text):
            if sentence.quoted_words:
                return desk.judgement(element, Verdict.SUPPORTED, "The story quotes these words.", number)
            own = number if own is None else own
    if own is not None:
        reason = "The story has these words, but not as a quotation."
        return desk.judgement(element, Verdict.WEAKENED, reason, own)
    shares = _coverage(desk.keys(element.tokens), desk)
    closest = max(sorted(shares), key=lambda number: shares[number], default=None)
    if closest is not None and shares[closest] >= QUOTATION_SHARE:
        reason = "The story has most of these words, but not this wording."
        return desk.judgement(element, Verdict.WEAKENED, reason, closest)
    return desk.judgement(element, Verdict.MISSING, "The story does not have this quotation.")


def judge_number(element: Element, desk: Desk) -> Judgement:
    """Judge a number: does the story have it, nearly, or another one for the same thing?"""
    wanted, word = element.quantity, desk.reading.article.quote(element.span)
    context = desk.context(element)
    best: dict[Verdict, tuple[str, int]] = {}
    for found, number in sorted(_body_quantities(desk), key=lambda pair: -context[pair[1]]):
        compared = _compare(wanted, found, desk, near=context[number] > 0) if wanted is not None else None
        if compared:
            reason = compared[1].format(word=word, other=_in_words(found, desk))
            best.setdefault(compared[0], (reason, number))
    for verdict in (Verdict.SUPPORTED, Verdict.WEAKENED, Verdict.CONTRADICTED):
        if verdict in best:
            return desk.judgement(element, verdict, *best[verdict])
    return desk.judgement(element, Verdict.MISSING, f"The story does not have “{word}”, nor another number for it.")


def _compare(wanted: Quantity, found: Quantity, desk: Desk, *, near: bool) -> tuple[Verdict, str] | None:
    """Compare a number of the headline with one of the body; None if they are about different things."""
    units = [desk.vocabulary.concepts.get(quantity.unit, quantity.unit) for quantity in (wanted, found)]
    same_thing = all(units) and units[0] == units[1]
    if all(units) and not same_thing and not (near and wanted.low == found.low):
        return None
    if (wanted.low, wanted.high) == (found.low, found.high):
        if found.exact or not wanted.exact:
            return Verdict.SUPPORTED, "The story has the same number: “{other}”."
        return Verdict.WEAKENED, "The headline says “{word}”, the story only about as much: “{other}”."
    if wanted.vague or found.vague:
        return _compare_vague(wanted, found, same_thing=same_thing)
    if same_thing and abs(wanted.low - found.low) <= ROUNDING * wanted.low:
        return Verdict.WEAKENED, "The headline says “{word}”, the story “{other}”."
    if same_thing and near:
        return Verdict.CONTRADICTED, "The headline says “{word}”, the story “{other}” for the same thing."
    return None


def _compare_vague(wanted: Quantity, found: Quantity, *, same_thing: bool) -> tuple[Verdict, str] | None:
    if wanted.low <= found.low and found.high <= wanted.high:
        return Verdict.SUPPORTED, "The story's “{other}” fits “{word}”."
    if same_thing and found.low <= wanted.low and wanted.high <= found.high:
        return Verdict.WEAKENED, "The headline says “{word}”, the story only “{other}”."
    return None


def _body_quantities(desk: Desk) -> Iterable[tuple[Quantity, int]]:
    reader = load_quantity_reader(desk.lexicons)
    for number, sentence in enumerate(desk.index.sentences):
        tokens = [token for token in sentence.tokens if not token.is_space]
        if any(token.like_num or token.lower_ in reader.vague for token in tokens):
            for quantity in reader.read(tokens):
                yield quantity, number


def _in_words(quantity: Quantity, desk: Desk) -> str:
    """Return a quantity of the body as it stands there, with the word that makes it inexact ("nearly 40")."""
    return desk.reading.document.parsed[Part.BODY][quantity.opening : quantity.last + 1].text
