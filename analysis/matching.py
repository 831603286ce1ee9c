"""Find lexicon terms in a parsed text: whole words, longest first, exempt phrases swallowed, negation honoured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.article import Part, Span
from analysis.grammar import is_negated
from analysis.lexicon import Category, Term
from analysis.words import normal_form

# Relations that only lead on to a noun: "slammed into [a tree]", "performed at [the circus]".
PREPOSITIONAL = frozenset({"prep", "agent", "prt"})
# Relations of a verb with a clause of its own, whose neighbours in the sentence above are another story.
CLAUSES = frozenset({"conj", "advcl", "ccomp", "relcl", "acl", "parataxis"})


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text.

    Attributes:
        span: its characters.
        term: the lexicon entry.
        category: the category that the entry belongs to.
        first: index of its first token in the parsed part.
        last: index of its last token (included).
    """

    span: Span
    term: Term
    category: Category
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Entry:
    keys: tuple[str, ...]
    term: Term | None  # None: an exempt phrase, which takes the words and yields nothing
    category: Category
    inflect: bool

    def fits(self, words: list[str], lemmas: list[str], position: int) -> bool:
        """Whether the words from a place on are those of the entry, inflected if it may be."""
        if position + len(self.keys) > len(words):
            return False
        for place, key in enumerate(self.keys, position):
            if key != words[place] and not (self.inflect and key == lemmas[place]):
                return False
        return True


class _Index:
    """Entries by their first word, then their second, so that few have to be compared at any place in a text."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, list[_Entry]]] = defaultdict(lambda: defaultdict(list))

    def add(self, entry: _Entry) -> None:
        """File an entry; that of a single word has an empty second word."""
        self.entries[entry.keys[0]][entry.keys[1] if len(entry.keys) > 1 else ""].append(entry)

    def entries_at(self, words: list[str], lemmas: list[str], position: int) -> list[_Entry]:
        """Return the entries that fit at a place, longest first; of equal length an exempt phrase comes first."""
        after = position + 1
        seconds = dict.fromkeys(("", words[after], lemmas[after]) if after < len(words) else ("",))
        found: list[_Entry] = []
        for first in dict.fromkeys((words[position], lemmas[position])):
            by_second = self.entries.get(first, {})
            for second in seconds:
                found.extend(entry for entry in by_second.get(second, ()) if entry.fits(words, lemmas, position))
        return sorted(found, key=lambda entry: (-len(entry.keys), entry.term is not None))


class Matcher(Protocol):
    """Whatever finds terms in a text."""

    def matches(self, doc: Doc, part: Part) -> tuple[Match, ...]:
        """Return the matches in one parsed part, in the order of the text."""


class TermMatcher:
    """Terms tokenised once and ready to be matched against any number of texts.

    Categories of one dimension and group compete for a stretch of text; others match independently of each other.
    """

    def __init__(self, categories: Iterable[Category], pipeline: Language) -> None:
        self._groups: dict[tuple[str, str], _Index] = defaultdict(_Index)
        for category in categories:
            for term in category.terms:
                self._add(term.text, term, category, pipeline, inflect=term.inflect)
                for phrase in term.exempt:
                    self._add(phrase, None, category, pipeline, inflect=True)

    def _add(self, text: str, term: Term | None, category: Category, pipeline: Language, *, inflect: bool) -> None:
        keys = tuple(normal_form(token.text) for token in pipeline.tokenizer(text) if not token.is_space)
        self._groups[_rivals(category)].add(_Entry(keys, term, category, inflect))

    def matches(self, doc: Doc, part: Part) -> tuple[Match, ...]:
        """Return the matches in one parsed part, in the order of the text; within a group they never overlap."""
        text = _Words.of(doc)
        found = (match for index in self._groups.values() for match in _scan(index, text, part))
        return tuple(sorted(found, key=_place))


@dataclass(frozen=True, slots=True)
class OwnTermsFirst:
    """The user's own terms before all others: where both mark a word, the other's mark gives way.

    Attributes:
        own: the user's terms.
        others: the built-in terms.
        kept: keys of the categories among the others that still count.
    """

    own: Matcher
    others: Matcher
    kept: Collection[str]

    def matches(self, doc: Doc, part: Part) -> tuple[Match, ...]:
        """Return the matches in one parsed part, in the order of the text.

        Those of one dimension and group never overlap; an own match wins even over a longer one.
        """
        own = self.own.matches(doc, part)
        taken = {(_rivals(match.category), place) for match in own for place in range(match.first, match.last + 1)}
        others = (
            match
            for match in self.others.matches(doc, part)
            if match.category.key in self.kept
            and not any((_rivals(match.category), place) in taken for place in range(match.first, match.last + 1))
        )
        return tuple(sorted((*own, *others), key=_place))


def _rivals(category: Category) -> tuple[str, str]:
    """Return what is equal for categories that compete for a stretch of text."""
    return category.dimension, category.group


def _place(match: Match) -> tuple[Span, str]:
    return match.span, match.category.key


@dataclass(frozen=True, slots=True)
class _Words:
    """A parsed text without its white space: read in one go, since making a ``Token`` for every word is slow.

    Attributes:
        doc: the parsed text.
        places: the index in it of each word.
        forms: each word's normal form.
        lemmas: the normal form of each word's lemma.
    """

    doc: Doc
    places: list[int]
    forms: list[str]
    lemmas: list[str]

    @classmethod
    def of(cls, doc: Doc) -> _Words:
        """Read the words of a parsed text."""
        rows = cast("list[list[int]]", doc.to_array(["LOWER", "LEMMA", "IS_SPACE"]).reshape(-1, 3).tolist())
        places = [place for place, (_, _, is_space) in enumerate(rows) if not is_space]
        strings = doc.vocab.strings
        forms = [normal_form(strings[rows[place][0]]) for place in places]
        return cls(doc, places, forms, [normal_form(strings[rows[place][1]]) for place in places])


def _scan(index: _Index, text: _Words, part: Part) -> Iterator[Match]:
    free = 0  # the first word that no match or exempt phrase has taken
    firsts = index.entries
    starts = [i for i, form in enumerate(text.forms) if form in firsts or text.lemmas[i] in firsts]
    for position in starts:
        if position < free:
            continue
        for entry in index.entries_at(text.forms, text.lemmas, position):
            end = position + len(entry.keys)
            if entry.term is None:
                free = end
                break
            stretch = [text.doc[place] for place in text.places[position:end]]
            if _applies(entry.term, entry.category, stretch):
                span = Span(part, stretch[0].idx, stretch[-1].idx + len(stretch[-1]))
                yield Match(span, entry.term, entry.category, stretch[0].i, stretch[-1].i)
                free = end
                break


def _applies(term: Term, category: Category, stretch: list[Token]) -> bool:
    """Part of speech fits, the meaning is not literal, and the term is not negated."""
    head = _head(stretch)
    if term.pos and head.pos_ not in term.pos:
        return False
    if term.literal_with and not term.literal_with.isdisjoint(_tied_lemmas(head)):
        return False
    return not (category.negatable and is_negated(head))


def _head(stretch: list[Token]) -> Token:
    """Return the token that the others of the stretch depend on."""
    members = {token.i for token in stretch}
    return next((token for token in stretch if token.head.i not in members or token.head.i == token.i), stretch[0])


def _tied_lemmas(token: Token) -> set[str]:
    """Lemmas tied to a token: what depends on it, what it depends on, and what else depends on that.

    Prepositions are looked through ("the clown performed at the circus"), lists followed to their first member
    ("odd and toxic waste"). The verb of a clause of its own is tied to nothing beyond the word above it.
    """
    tied = _dependants(token)
    while token.dep_ == "conj" and token.pos_ == token.head.pos_ != "VERB":
        token = token.head
    governor = token.head.head if token.head.dep_ in PREPOSITIONAL else token.head
    if governor.i != token.i:
        tied.add(governor.lemma_.lower())
        if token.dep_ not in CLAUSES:
            tied |= _dependants(governor)
            if governor.dep_ == "xcomp":  # "the waste is known to be toxic": the subject stands with the verb above
                tied |= _dependants(governor.head)
    return tied


def _dependants(token: Token) -> set[str]:
    """Lemmas of what depends on a token, directly or behind a preposition."""
    lemmas = set()
    for child in token.children:
        lemmas.add(child.lemma_.lower())
        if child.dep_ in PREPOSITIONAL:
            lemmas.update(grandchild.lemma_.lower() for grandchild in child.children)
    return lemmas
