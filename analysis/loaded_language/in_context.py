"""Words that the model finds loaded in their sentence, and where it and the word lists do not agree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from analysis.article import Part, Span
from analysis.in_context import LikelyWord, VoicedSentence
from analysis.lexicon import Category
from analysis.reading import Reading, Resources
from analysis.results import Finding, Row, Table

# A sentence is called loaded from here on: the probability is calibrated, so this is "more likely than not".
LOADED_SENTENCE = 0.5
NO_WORD_STANDS_OUT = " It finds the sentence as a whole loaded; no single word stands out, this one most."


def with_probability(findings: Sequence[Finding], reading: Reading, resources: Resources) -> list[Finding]:
    """Return findings with how likely the model finds their words loaded, and whether it marks them too.

    The likeliest of the words in a finding counts; without models, and for marks without a word, nothing is added.
    """
    if resources.models is None:
        return list(findings)
    threshold = resources.models.sentences.word_threshold
    words: dict[Part, list[LikelyWord]] = {part: [] for part in Part}
    for word in sorted(
        (word for voiced in reading.in_context for word in voiced.words), key=lambda word: word.span.start
    ):
        words[word.span.part].append(word)
    marked = {word.span for voiced in reading.in_context for word in _marked(voiced, threshold)}
    return [_with_probability(finding, words[finding.span.part], marked) for finding in findings]


def _with_probability(finding: Finding, words: Sequence[LikelyWord], marked: Collection[Span]) -> Finding:
    """Add to a finding what the model makes of its words; ``words`` are its part's, in the order of the text."""
    first = bisect_right(words, finding.span.start, key=lambda word: word.span.end)
    inside = list(takewhile(lambda word: word.span.start < finding.span.end, words[first:]))
    if not inside:
        return finding
    likeliest = max(word.probability for word in inside)
    return replace(finding, probability=likeliest, marked_by_model=any(word.span in marked for word in inside))


def _marked(voiced: VoicedSentence, threshold: float) -> list[LikelyWord]:
    """Return the words that the model marks: those above its threshold.

    A sentence that it finds loaded shows at least its likeliest word, so that no verdict stands without evidence.
    """
    likely = [word for word in voiced.words if word.probability >= threshold]
    if not likely and voiced.loaded >= LOADED_SENTENCE and voiced.words:
        return [max(voiced.words, key=lambda word: word.probability)]
    return likely


def _overlap(first: Span, second: Span) -> bool:
    return first.part is second.part and first.start < second.end and second.start < first.end


def words_in_context(
    reading: Reading, resources: Resources, category: Category, *, listed: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield what only the model marks; words that stand beside each other are one finding."""
    if resources.models is None:
        return
    model = resources.models.sentences
    for voiced in reading.in_context:
        found = [finding.span for finding in listed if _overlap(finding.span, voiced.sentence.span)]
        likely = _marked(voiced, model.word_threshold)
        fresh = [word for word in likely if not any(_overlap(word.span, span) for span in found)]
        for span, probability in _joined(fresh, reading):
            reason = category.reason.replace("{quote}", reading.article.quote(span))
            yield replace(
                reading.finding(
                    span,
                    category=category.key,
                    reason=reason if probability >= model.word_threshold else reason + NO_WORD_STANDS_OUT,
                    source=f"model:{model.name}",
                    fair_when=category.fair_when,
                ),
                probability=probability,
                marked_by_model=True,
            )


def _joined(words: Sequence[LikelyWord], reading: Reading) -> list[tuple[Span, float]]:
    """Join words with nothing but white space between them; the likeliest gives the probability."""
    joined: list[tuple[Span, float]] = []
    for word in words:
        if joined and joined[-1][0].part is word.span.part:
            last, probability = joined[-1]
            if not reading.article.text(last.part)[last.end : word.span.start].strip():
                joined[-1] = replace(last, end=word.span.end), max(probability, word.probability)
                continue
        joined.append((word.span, word.probability))
    return joined


def sentence_table(reading: Reading, findings: Sequence[Finding], *, weight_needed: float) -> Table:
    """Return the sentences that the model or the word lists find loaded, most likely first; empty without models."""
    rows = [row for voiced in reading.in_context if (row := _row(voiced, findings, weight_needed)) is not None]
    return Table(
        "sentences_in_context",
        "Sentence by sentence: the model and the word lists",
        "How likely the model finds each sentence loaded, the words that it and the lists found there, and whether "
        "they agree. Neither is always right: where they differ, read the sentence.",
        (
            "Sentence",
            "Voice",
            "Probability, %",
            "Found by word lists and rules",
            "Found by the model alone",
            "Agreement",
        ),
        tuple(sorted(rows, key=lambda row: -float(row.cells[2] or 0))),
    )


def _row(voiced: VoicedSentence, findings: Sequence[Finding], weight_needed: float) -> Row | None:
    inside = [f for f in findings if f.voice is voiced.voice and _overlap(f.span, voiced.sentence.span)]
    listed = [finding for finding in inside if not finding.by_model]
    by_lists = sum(finding.weight for finding in listed) >= weight_needed
    by_model = voiced.loaded >= LOADED_SENTENCE
    if not by_lists and not by_model:
        return None
    agreement = "both" if by_lists and by_model else "only the model" if by_model else "only the word lists"
    texts = (", ".join(dict.fromkeys(f.quote for f in group)) for group in (listed, [f for f in inside if f.by_model]))
    cells = (voiced.sentence.text, voiced.voice.value, round(100 * voiced.loaded), *texts, agreement)
    return Row(cells, tuple(finding.span for finding in inside) or (voiced.sentence.span,))
