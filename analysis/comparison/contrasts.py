"""What sets the tellings of one story apart: facts told by one only, naming, voices, distinctive words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from analysis.actors import Actor, MentionKind
from analysis.article import Part, Span
from analysis.comparison.alignment import CONTENT, Passage, sentence_vectors
from analysis.document import WORD, Sentence
from analysis.lexicon import Lexicons
from analysis.quotations import QuotationKind
from analysis.reading import Reading
from analysis.results import Row, Table

# Best similarity to any sentence of another article below which a sentence counts as told by one only.
NOT_TOLD_ELSEWHERE = 0.2
# z from which a word is listed. Beyond chance means 1.96, which texts of a few hundred words seldom reach.
DISTINCTIVE = 1.0
DISTINCTIVE_PER_ARTICLE = 12
# Weight of the prior, as a share of an article's length: enough to steady rare words, too little to drown the text.
PRIOR_SHARE = 0.2
# A single use says nothing about a habit.
FEWEST_USES = 2
NUMBER = re.compile(r"[$€£]?\d[\d,.]*\d?%?")


def told_by_one_only(readings: Sequence[Reading], names: Sequence[str], passages: Iterable[Passage]) -> Table:
    """List the sentences with a fact (a number, a name or a quotation) that no other article reports."""
    shared = {place for passage in passages for place in passage.places}
    groups = [reading.document.body_sentences for reading in readings]
    vectors = sentence_vectors(readings)
    rows = []
    for article, sentences in enumerate(groups):
        others = [vectors[other] for other in range(len(readings)) if other != article and len(vectors[other])]
        for row, sentence in enumerate(sentences):
            closest = max((float((vectors[article][row] @ other.T).max()) for other in others), default=0.0)
            what = _what_it_tells(readings[article], sentence)
            if what and closest < NOT_TOLD_ELSEWHERE and not _overlaps(article, sentence.span, shared):
                place = place_in_text(sentence, len(sentences))
                rows.append(Row((names[article], what, place, sentence.text), (sentence.span,), (article,)))
    return Table(
        "told_by_one_only",
        "Told by one only",
        "Sentences with a number, a name or a quotation that no other article here reports, in the order of each text.",
        ("Told by", "What", "Place", "Sentence"),
        tuple(rows),
    )


def _what_it_tells(reading: Reading, sentence: Sentence) -> str:
    kinds = []
    if sentence.quoted_words:
        kinds.append("voice")
    if NUMBER.search(sentence.text):
        kinds.append("number")
    if any(entity.label_ in ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC") for entity in sentence.tokens.ents):
        kinds.append("name")
    return ", ".join(kinds)


def _overlaps(article: int, span: Span, places: set[tuple[int, Span]]) -> bool:
    return any(
        article == other and span.part is place.part and span.start < place.end and place.start < span.end
        for other, place in places
    )


def place_in_text(sentence: Sentence, count: int) -> str:
    """Return where a sentence of the body stands: lead (first paragraph), upper half, or lower half."""
    if sentence.paragraph == 0:
        return "lead"
    return "upper half" if sentence.index < count / 2 else "lower half"


def naming(readings: Sequence[Reading], names: Sequence[str], lexicons: Lexicons) -> Table:
    """List what each article calls the same actor, group or matter, where the articles differ."""
    rows = [*_actor_rows(readings), *_family_rows(readings, lexicons)]
    return Table(
        "naming",
        "Naming",
        "What each article calls the same person, group or matter; the number says how often.",
        ("Who or what", *names),
        tuple(rows),
    )


def _actor_rows(readings: Sequence[Reading]) -> Iterator[Row]:
    linked: list[dict[int, Actor]] = []
    for article, reading in enumerate(readings):
        for actor in reading.actors:
            if any(mention.kind is MentionKind.NAME for mention in actor.mentions):
                same = (group for group in linked if article not in group and _same(actor, group.values()))
                group = next(same, None)
                if group is None:
                    linked.append(group := {})
                group[article] = actor
    for actors in linked:
        if len(actors) < 2:
            continue
        labels = {article: _labels(readings[article], actor) for article, actor in actors.items()}
        if len({frozenset(label.keys()) for label in labels.values()}) > 1:
            yield _naming_row(max((a.name for a in actors.values()), key=len), labels, len(readings))


def _same(actor: Actor, others: Iterable[Actor]) -> bool:
    """Whether names fit together: of one kind, ending alike, one's words among the other's ("Hale", "Tomas Hale")."""
    words = _without_article(actor.name).lower().split()
    for other in others:
        theirs = _without_article(other.name).lower().split()
        nested = set(words) <= set(theirs) or set(theirs) <= set(words)
        if other.kind is actor.kind and nested and words[-1:] == theirs[-1:]:
            return True
    return False


def _labels(reading: Reading, actor: Actor) -> dict[str, list[Span]]:
    labels: dict[str, list[Span]] = defaultdict(list)
    for mention in actor.mentions:
        if mention.kind is not MentionKind.PRONOUN:
            labels[_without_article(reading.article.quote(mention.span))].append(mention.span)
    return labels


def _without_article(text: str) -> str:
    words = " ".join(text.split()).removesuffix("'s").removesuffix("’s")
    return re.sub(r"^(?:the|a|an|its|his|her|their|our|some|these|those)\s+", "", words, flags=re.IGNORECASE)


def _family_rows(readings: Sequence[Reading], lexicons: Lexicons) -> Iterator[Row]:
    families = lexicons.values("naming_families")
    found: dict[str, dict[int, dict[str, list[Span]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for article, reading in enumerate(readings):
        for part in Part:
            for chunk in reading.document.parsed[part].noun_chunks:
                compound = " ".join(t.lemma_.lower() for t in chunk if t.dep_ == "compound" or t.i == chunk.root.i)
                family = families.get(compound) or families.get(chunk.root.lemma_.lower())
                if family:
                    span = Span(part, chunk.start_char, chunk.end_char)
                    found[family][article][_without_article(chunk.text)].append(span)
    for family, labels in sorted(found.items()):
        if len(labels) > 1 and len({frozenset(label) for label in labels.values()}) > 1:
            yield _naming_row(family, labels, len(readings))


def _naming_row(name: str, labels: dict[int, dict[str, list[Span]]], count: int) -> Row:
    cells = [name]
    places: list[tuple[Span, int]] = []
    for article in range(count):
        found = sorted(labels.get(article, {}).items(), key=lambda item: (-len(item[1]), item[1]))
        cells.append(", ".join(f"{label} ({len(spans)})" for label, spans in found) or "—")
        places += [(span, article) for _, spans in found for span in spans]
    return Row(tuple(cells), tuple(span for span, _ in places), tuple(article for _, article in places))


def voices(readings: Sequence[Reading], names: Sequence[str]) -> Table:
    """List who is quoted in each article, with words quoted and reporting verbs."""
    rows = []
    for article, reading in enumerate(readings):
        by_speaker: dict[str, list[tuple[Span, int, str]]] = defaultdict(list)
        for quotation in reading.document.quotations:
            if quotation.kind is QuotationKind.DIRECT:
                verb = reading.article.quote(quotation.verb) if quotation.verb else ""
                words = len(WORD.findall(reading.article.quote(quotation.inner)))
                by_speaker[reading.speaker_of(quotation) or "nobody named"].append((quotation.span, words, verb))
        total = max(1, sum(words for pieces in by_speaker.values() for _, words, _ in pieces))
        for speaker, pieces in sorted(by_speaker.items(), key=lambda item: -sum(n for _, n, _ in item[1])):
            words = sum(n for _, n, _ in pieces)
            verbs = ", ".join(dict.fromkeys(verb for _, _, verb in pieces if verb)) or "—"
            spans = tuple(span for span, _, _ in pieces)
            cells = (names[article], speaker, words, round(100 * words / total), verbs)
            rows.append(Row(cells, spans, (article,) * len(spans)))
    return Table(
        "voices",
        "Whose voice",
        "Who is quoted, in how many words, what share of all quoted words of that article, and with which verbs.",
        ("Article", "Speaker", "Words quoted", "% of quoted words", "Verbs"),
        tuple(rows),
    )


def distinctive_words(readings: Sequence[Reading], names: Sequence[str]) -> Table:
    """List the words that set each article apart from the others.

    Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words",
    equations 16, 20 and 22). The prior is all articles together, scaled to a fraction of one. z: higher = more typical
    of this article; 1.96 is the usual 5 % limit.
    """
    occurrences = [_occurrences(reading) for reading in readings]
    vocabulary = sorted(set().union(*occurrences))
    if not vocabulary:
        return _distinctive_table(())
    counts = np.array([[len(found.get(word, ())) for word in vocabulary] for found in occurrences], dtype=float)
    prior = PRIOR_SHARE * counts.sum(axis=0) / len(readings)
    rows = []
    for article, name in enumerate(names):
        here, rest = counts[article] + prior, counts.sum(axis=0) - counts[article] + prior
        odds = np.log(here / (here.sum() - here)) - np.log(rest / (rest.sum() - rest))
        z = odds / np.sqrt(1 / here + 1 / rest)
        for index in np.argsort(-z, kind="stable")[:DISTINCTIVE_PER_ARTICLE]:
            spans = tuple(occurrences[article].get(vocabulary[index], ()))
            if z[index] < DISTINCTIVE or len(spans) < FEWEST_USES:
                continue
            elsewhere = int(counts[:, index].sum() - counts[article, index])
            cells = (name, vocabulary[index], float(z[index]), len(spans), elsewhere)
            rows.append(Row(cells, spans, (article,) * len(spans)))
    return _distinctive_table(tuple(rows))


def _distinctive_table(rows: tuple[Row, ...]) -> Table:
    return Table(
        "distinctive_words",
        "Distinctive words",
        "Words that one article uses more than the others (weighted log-odds); beyond chance from a z of 1.96.",
        ("Article", "Word", "z", "Times here", "Times elsewhere"),
        rows,
    )


def _occurrences(reading: Reading) -> dict[str, list[Span]]:
    table: dict[str, list[Span]] = defaultdict(list)
    for part in Part:
        for token in reading.document.parsed[part]:
            if token.pos_ in CONTENT and token.is_alpha and not token.is_stop:
                table[token.lemma_.lower()].append(Span(part, token.idx, token.idx + len(token)))
    return table
