"""What the grade model looks at in a passage: counts, how common its words are, its sentences and its parse.

Every feature is a share, a mean or a quantile, never a sum, and is taken over passages of one length, that of the
excerpts that teachers judged: so a long article is read as they read, a passage at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from analysis.document import Sentence
from analysis.intervals import Numbers
from analysis.readability.formulas import FORMULAS, Counts, count_sentence, total
from analysis.readability.hard_sentences import token_depths
from analysis.words import zipf

Mask = NDArray[np.bool_]

# The length of the excerpts of the CLEAR corpus, on which the model is fitted.
PASSAGE_WORDS = 170
# A rest of less than half a passage goes with the passage before it.
SHORTEST_REST = PASSAGE_WORDS / 2
# Labels of spaCy's English pipelines that are not too rare to learn from; counted a word.
LABELS: Mapping[str, tuple[str, ...]] = {
    "POS": tuple("NOUN VERB ADJ ADV PRON PROPN ADP DET AUX CCONJ SCONJ NUM PART INTJ PUNCT".split()),
    "TAG": tuple("VBD VBZ VBP VBN VBG VB MD JJR JJS WDT WRB NNS POS , : `` HYPH -LRB-".split()),
    "DEP": tuple(
        "ccomp xcomp advcl relcl acl pcomp csubj nsubj nsubjpass auxpass agent conj cc mark prep pobj amod advmod "
        "compound appos nmod npadvmod parataxis neg poss dobj dative prt attr acomp det expl".split()
    ),
    "ENT_TYPE": tuple("PERSON ORG GPE NORP LOC DATE TIME CARDINAL QUANTITY".split()),
}
PRONOUNS = ("Person=1", "Person=2", "Person=3", "Gender=Masc", "Gender=Fem", "Gender=Neut", "Number=Plur")
# Of nouns and adjectives made from other words, mostly Latin and Greek, and of plain inflection.
ENDINGS = tuple("tion sion ment ness ity ance ence ism ship ology ical ive ous al ful ly ing ed er est".split())
# "Nation" and "thing" end like made words and are not.
SHORTEST_STEM = 3
MARKS = tuple('? ! ; : ( — -- - " “ ...'.split())
CLAUSES = ("ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj")
LONG_LETTERS = (3, 6, 8, 10)
FAR_TOKENS = 5
# Zipf frequencies below which a word counts as rare: from once in a million words to three hundred times.
RARE = (3.0, 3.5, 4.0, 4.5, 5.0, 5.5)
QUANTILES = (5, 10, 25, 50, 75)
# The kinds of words whose frequencies are taken; None: every word that is not a name.
KINDS = (None, "NOUN", "VERB", "ADJ", "ADV", "PROPN")
# What stands for a kind of word that a passage has none of: about the mean of all words without names.
USUAL_ZIPF = 5.0
# Type-token ratios fall with length, so they are taken over a window that slides in steps (Covington and McFall 2010).
WINDOW, STEP = 50, 5
SHORT_SENTENCE, LONG_SENTENCE = 8, 25


def passages(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Yield sentences in passages of about 170 words; all of them, in order, each in one passage."""
    passage: list[Sentence] = []
    words, left = 0, sum(map(length, sentences))
    for sentence in sentences:
        passage.append(sentence)
        words, left = words + length(sentence), left - length(sentence)
        if words >= PASSAGE_WORDS and left >= SHORTEST_REST:
            yield passage
            passage, words = [], 0
    if passage:
        yield passage


def length(sentence: Sentence) -> int:
    """Return the number of words of a sentence, at least 1."""
    return max(1, sentence.own_words + sentence.quoted_words)


@dataclass(frozen=True)
class Tokens:
    """A parsed text as arrays with one row a token.

    Attributes:
        lower: each token in lower case.
        words: which begin with a letter.
        kinds: which are common words of each of :data:`KINDS`.
        zipf: how common each is.
        counted: the names of the things that are counted a word.
        shares: which tokens are such a thing, a row for each of the names.
        depths: steps below the root of the sentence.
    """

    lower: tuple[str, ...]
    words: Mask
    kinds: tuple[Mask, ...]
    zipf: Numbers
    counted: tuple[str, ...]
    shares: Mask
    depths: NDArray[np.int64]


def tokens_of(doc: Doc) -> Tokens:
    """Return the arrays of a parsed text, from which the features of any of its passages are taken."""
    lower = tuple(token.lower_ for token in doc)
    words = np.array([word[0].isalpha() for word in lower], dtype=bool)
    shares = {
        f"{kind}={label}": labels == np.uint64(doc.vocab.strings[label])
        for kind, labels in zip(LABELS, doc.to_array(list(LABELS)).reshape(len(doc), len(LABELS)).T, strict=True)
        for label in LABELS[kind]
    }
    common = words & ~shares["POS=PROPN"]
    kinds = tuple(words & shares[f"POS={kind}"] if kind else common for kind in KINDS)
    lengths = np.array([len(word) for word in lower]) * words
    shares |= _pronouns(doc)
    shares |= {f"letters>={letters}": lengths >= letters for letters in LONG_LETTERS}
    forms = np.array(lower, dtype=np.str_)
    shares |= {f"mark={mark}": forms == mark for mark in MARKS}
    shares |= {
        f"ending={ending}": np.strings.endswith(forms, ending) & (lengths > len(ending) + 2) for ending in ENDINGS
    }
    shares["clauses"] = np.logical_or.reduce([shares[f"DEP={label}"] for label in CLAUSES])
    shares["far"] = np.abs(doc.to_array("HEAD").astype(np.int64)) > FAR_TOKENS
    frequencies = np.array([zipf(word) for word in lower])
    return Tokens(lower, words, kinds, frequencies, tuple(shares), np.array([*shares.values()]), token_depths(doc))


def _pronouns(doc: Doc) -> dict[str, Mask]:
    morphs = doc.to_array("MORPH")
    said = {number: doc.vocab.strings[int(number)] for number in np.unique(morphs)}
    return {
        trait: np.isin(morphs, [number for number, text in said.items() if trait in text and "PronType=Prs" in text])
        for trait in PRONOUNS
    }


def passage_features(tokens: Tokens, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return the features of a passage by name, always the same names in the same order.

    Args:
        tokens: of the whole text.
        sentences: the passage's, at least one.
    """
    places = np.concatenate([np.arange(sentence.tokens.start, sentence.tokens.end) for sentence in sentences])
    n_words = max(1, int(tokens.words[places].sum()))
    shares = np.count_nonzero(tokens.shares[:, places], axis=1) / n_words
    return {
        **_formulas(sentences),
        **_frequencies(tokens, places),
        **dict(zip(tokens.counted, shares.tolist(), strict=True)),
        **_sentence_lengths(sentences),
        **_depths(tokens, sentences),
    }


def _formulas(sentences: Sequence[Sentence]) -> dict[str, float]:
    counts = total([count_sentence(sentence.text.split()) for sentence in sentences])
    # Arrays, as the formulas take the totals of many resamples at once; no column that is divided by may be 0.
    totals = Counts(*np.maximum(np.array(counts, dtype=float), 1)[:, np.newaxis])
    ratios = {
        f"{name} a word": getattr(counts, name) / max(1, counts.words)
        for name in ("syllables", "letters", "difficult", "complex", "polysyllabic")
    }
    return {**{formula.name: float(formula.compute(totals)[0]) for formula in FORMULAS}, **ratios}


def _frequencies(tokens: Tokens, places: NDArray[np.int64]) -> dict[str, float]:
    found: dict[str, float] = {}
    for kind, mask in zip(KINDS, tokens.kinds, strict=True):
        numbers = np.sort(tokens.zipf[places[mask[places]]])
        numbers = numbers if numbers.size else np.array([USUAL_ZIPF])
        name = f"zipf of {kind or 'words'}"
        found |= {f"{name}, mean": float(numbers.mean()), f"{name}, spread": float(numbers.std())}
        found |= {f"{name}, {of} %": value for of, value in zip(QUANTILES, _quantiles(numbers), strict=True)}
        rarer = np.searchsorted(numbers, RARE) / numbers.size
        found |= {f"{name}, below {limit}": share for limit, share in zip(RARE, rarer.tolist(), strict=True)}
        found[f"{name}, unknown"] = float(np.searchsorted(numbers, 0, side="right")) / numbers.size
    distinct = {tokens.lower[place]: tokens.zipf[place] for place in places[tokens.kinds[0][places]]}
    of_distinct = np.array(list(distinct.values()) or [USUAL_ZIPF])
    found["zipf of distinct words, mean"] = float(of_distinct.mean())
    found["zipf of distinct words, 25 %"] = float(np.percentile(of_distinct, 25))
    words = [tokens.lower[place] for place in places[tokens.words[places]]]
    windows = [words[start : start + WINDOW] for start in range(0, max(1, len(words) - WINDOW + 1), STEP)]
    found["type-token ratio"] = float(np.mean([len(set(window)) / max(1, len(window)) for window in windows]))
    return found


def _quantiles(ordered: Numbers) -> list[float]:
    """Return the quantiles of numbers in rising order, as numpy does; which takes ten times as long."""
    places = np.array(QUANTILES) / 100 * (ordered.size - 1)
    found: list[float] = np.interp(places, np.arange(ordered.size), ordered).tolist()
    return found


def _sentence_lengths(sentences: Sequence[Sentence]) -> dict[str, float]:
    lengths = np.array([length(sentence) for sentence in sentences], dtype=float)
    return {
        "log of mean length": float(np.log(lengths.mean())),
        "log of median length": float(np.log(np.median(lengths))),
        "log of greatest length": float(np.log(lengths.max())),
        "spread of lengths": float(lengths.std()),
        "length around a word": float((lengths**2).sum() / lengths.sum()),
        "short sentences": float((lengths <= SHORT_SENTENCE).mean()),
        "long sentences": float((lengths > LONG_SENTENCE).mean()),
        "quoted words": sum(sentence.quoted_words for sentence in sentences) / float(lengths.sum()),
    }


def _depths(tokens: Tokens, sentences: Sequence[Sentence]) -> dict[str, float]:
    stretches = [tokens.depths[sentence.tokens.start : sentence.tokens.end] for sentence in sentences]
    deepest = np.array([stretch.max() for stretch in stretches], dtype=float)
    words = np.concatenate([tokens.words[sentence.tokens.start : sentence.tokens.end] for sentence in sentences])
    return {
        "depth of a sentence": float(deepest.mean()),
        "greatest depth": float(deepest.max()),
        "depth of a word": float((np.concatenate(stretches) * words).sum()) / max(1, int(words.sum())),
        # The root is the one token at depth 0; the later it comes, the more a reader holds in mind until then.
        "tokens before the verb": float(np.mean([int(stretch.argmin()) for stretch in stretches])),
    }
