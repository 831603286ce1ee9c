"""Is bad news told apart from loaded wording? Pairs of invented sentences, of which one is the more loaded.

Run with ``python -m benchmarks.contrast``. The pairs stand in ``contrast_pairs``, one file a kind:

- ``grave_event``: a plain report of a grave event against a loaded telling of a mild everyday matter.
- ``figurative``: a strong word used literally against the same word as a figure that judges.
- ``negated``: a charge denied or not found against the charge made.
- ``quoted``: strong words quoted from somebody against such words in the outlet's own voice.

A scorer gives each sentence a number, higher for more loaded. A pair is ordered rightly if the loaded sentence has the
higher number; a tie counts as half, which is what guessing would earn. Nothing may be tuned on these pairs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import loaded_language
from analysis.article import Article
from analysis.document import Document, parse_many
from analysis.in_context import VoicedSentence, voiced_sentences
from analysis.models import MODELS_FOLDER, Models
from analysis.quotations import QuotationKind, Voice
from analysis.reading import Resources, load_resources, read_closely
from benchmarks.results import table, write_section

PAIRS = Path(__file__).with_name("contrast_pairs")
KINDS = ("grave_event", "figurative", "negated", "quoted")
SIDES = frozenset({"plain", "loaded"})
# What stands between the marks of a quotation that is left out.
LEFT_OUT = "…"
PROTOCOL = (
    "Share of invented sentence pairs whose loaded sentence is scored above the plain one; a tie counts as half, so "
    "guessing earns 0.500. “Own words”: direct quotations are left out before scoring, as the scores of the outlet's "
    "own voice do. Nothing is tuned on these pairs."
)

Scorer = Callable[[Sequence[str]], Sequence[float]]


@dataclass(frozen=True)
class Pair:
    """Two sentences of one kind; ``loaded`` should score higher than ``plain``."""

    kind: str
    plain: str
    loaded: str


def main(models: Path = MODELS_FOLDER) -> None:
    """Score the pairs with every method there is and write the section of RESULTS.md."""
    resources = load_resources(models=models)
    scorers = baselines(resources)
    if resources.models:
        scorers |= model_scorers(resources.models, resources)
    write_section("Bad news against loaded wording", in_table(scorers, load_pairs()))


def load_pairs(folder: Path = PAIRS) -> tuple[Pair, ...]:
    """Read and check the pairs.

    Raises:
        ValueError: if a pair lacks a side or has another key, a side is empty, or a sentence stands there twice.
    """
    pairs = tuple(pair for kind in KINDS for pair in _pairs_of(kind, folder / f"{kind}.toml"))
    seen: set[str] = set()
    for sentence in (side for pair in pairs for side in (pair.plain, pair.loaded)):
        if sentence.casefold() in seen:
            raise ValueError(f"this sentence stands twice among the pairs: {sentence}")
        seen.add(sentence.casefold())
    return pairs


def _pairs_of(kind: str, path: Path) -> Iterator[Pair]:
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["pairs"], start=1):
        if row.keys() != SIDES or not all(isinstance(side, str) and side.strip() for side in row.values()):
            raise ValueError(f"{path.name}, pair {number}: a pair has two sentences, “plain” and “loaded”")
        yield Pair(kind, **row)


def ordered_rightly(score: Scorer, pairs: Sequence[Pair]) -> dict[str, float]:
    """Return the share of pairs, 0 to 1, whose loaded sentence scores higher: by kind, and of ``all``.

    A tie counts as half. The scorer is called once, with every sentence.
    """
    plain, loaded = np.reshape(score([*(p.plain for p in pairs), *(p.loaded for p in pairs)]), (2, -1))
    credit = (np.sign(loaded - plain) + 1) / 2
    kinds = np.array([pair.kind for pair in pairs])
    shares = {kind: float(credit[kinds == kind].mean()) for kind in dict.fromkeys(kinds.tolist())}
    return {**shares, "all": float(credit.mean())}


def own_words(texts: Iterable[str], resources: Resources) -> list[str]:
    """Return the sentences with an ellipsis for what stands inside the marks of a direct quotation."""
    articles = (Article("", text) for text in texts)
    return [_without_quotations(document) for document in parse_many(articles, resources.pipeline, resources.lexicons)]


def _without_quotations(document: Document) -> str:
    text = document.article.body
    for quotation in reversed(document.quotations):
        if quotation.kind is QuotationKind.DIRECT:
            text = text[: quotation.inner.start] + LEFT_OUT + text[quotation.inner.end :]
    return text


def of_own_words(score: Scorer, resources: Resources) -> Scorer:
    """Return the scorer that reads only the outlet's own words."""
    return lambda texts: score(own_words(texts, resources))


def baselines(resources: Resources) -> dict[str, Scorer]:
    """Return what needs no model: the project's lexicon, and VADER (Hutto and Gilbert 2014).

    VADER rates sentiment, not wording: "more loaded" is read as "more negative" and as "further from neutral".
    """
    analyser = SentimentIntensityAnalyzer()

    def negative(texts: Sequence[str]) -> list[float]:
        return [-analyser.polarity_scores(text)["compound"] for text in texts]

    def emotional(texts: Sequence[str]) -> list[float]:
        return [abs(rating) for rating in negative(texts)]

    return {
        "lexicon of this project, own words": lambda texts: _weights(texts, resources, {Voice.OWN}),
        "lexicon of this project": lambda texts: _weights(texts, resources, set(Voice)),
        "VADER, more negative, own words": of_own_words(negative, resources),
        "VADER, more negative": negative,
        "VADER, further from neutral, own words": of_own_words(emotional, resources),
        "VADER, further from neutral": emotional,
    }


def model_scorers(models: Models, resources: Resources) -> dict[str, Scorer]:
    """Return the loaded-language model's probability of a sentence: of its own words as the app reads them, and of all.

    A sentence that the parser cuts in two is as loaded as the more loaded part.
    """

    def probability(texts: Sequence[str]) -> list[float]:
        return [sentence.loaded for sentence in models.sentences.read(texts)]

    def of_own(texts: Sequence[str]) -> list[float]:
        articles = (Article("", text) for text in texts)
        documents = parse_many(articles, resources.pipeline, resources.lexicons)
        asked = [(document, document.sentences) for document in documents]
        return [_most_loaded(read) for read in voiced_sentences(asked, models)]

    return {"model, own words": of_own, "model": probability}


def _most_loaded(sentences: Iterable[VoicedSentence]) -> float:
    return max((voiced.loaded for voiced in sentences if voiced.voice is Voice.OWN), default=0.0)


def _weights(texts: Sequence[str], resources: Resources, voices: set[Voice]) -> list[float]:
    """Return how much each sentence's lexicon findings in these voices weigh together."""
    readings = read_closely((Article("", text) for text in texts), resources)
    measured = (loaded_language.measure(reading, resources).findings for reading in readings)
    return [sum(f.weight for f in findings if f.voice in voices and not f.by_model) for findings in measured]


def in_table(scorers: Mapping[str, Scorer], pairs: Sequence[Pair]) -> str:
    """Return the protocol, and one row a scorer."""
    counts = {kind: sum(pair.kind == kind for pair in pairs) for kind in KINDS} | {"all": len(pairs)}
    rows = []
    for name, score in scorers.items():
        shares = ordered_rightly(score, pairs)
        rows.append((name, *(f"{shares[kind]:.3f}" for kind in counts)))
    columns = [f"{kind.replace('_', ' ')} ({count})" for kind, count in counts.items()]
    return f"{PROTOCOL}\n\n{table(('method', *columns), rows)}"


if __name__ == "__main__":
    main()
