"""Headlines in Title Case or CAPITALS, parsed as if they were written like a sentence.

Capitals make a tagger take verbs for names ("Mayor Slams Council"). The parse is made of a copy in sentence case, and
its annotations are carried over to the headline as supplied, so that no offset and no character changes.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from analysis.words import is_ordinary

# Share of capitalised words above which a headline is set in title case rather than naming many names.
TITLE_CASE_SHARE = 0.6
# In fewer words a single name makes up a third of them.
FEWEST_WORDS = 3
# Words that title case leaves small carry no sign of it.
SHORT_WORD = 3
# A capitalised word within a sentence of the body.
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]+(?:[’'][^\W\d_]+)?")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


def sentence_case(headline: str, body: str) -> str:
    """Return the headline with the capitals that its design gave it made small, at equal length.

    A word keeps its capital if it begins the headline or a part of it, if the body writes it with one within a
    sentence, or if it is too rare to be an ordinary word. A headline in sentence case is returned as it is, except for
    words in capitals of which the body writes at least one without ("RIOTERS STORM hall").
    """
    words = [match.group() for match in WORD.finditer(headline) if len(match.group()) > SHORT_WORD]
    capitalised = sum(word[0].isupper() for word in words)
    designed = len(words) >= FEWEST_WORDS and capitalised >= TITLE_CASE_SHARE * len(words)
    if not designed and not any(word.isupper() for word in words):
        return headline
    written = {match.group() for match in WORD.finditer(body)}
    names = {match.group() for match in NAME.finditer(body)}
    # One word in capitals that is none of the body's initials, and the others are a shout, too.
    shouts = any(word.isupper() and _is_written_small(word, written, names) for word in words)
    characters = list(headline)
    for match in WORD.finditer(headline):
        word = match.group()
        if not designed and not (word.isupper() and len(word) > SHORT_WORD):
            continue
        if _is_written_small(word, written, names) or (
            (designed or (shouts and word not in written)) and _is_no_name(word, names)
        ):
            start = match.start() + int(not word.isupper() and _begins(headline, match.start()))
            characters[start : match.end()] = headline[start : match.end()].lower()
    lowered = "".join(characters)
    return lowered if len(lowered) == len(headline) else headline


def _is_written_small(word: str, written: set[str], names: set[str]) -> bool:
    """Whether the body writes the word without a capital, or with one only where a sentence begins."""
    return word.lower() in written or (word.capitalize() in written and not names & {word, word.capitalize()})


def _is_no_name(word: str, names: set[str]) -> bool:
    return not names & {word, word.capitalize()} and is_ordinary(word)


def _begins(headline: str, start: int) -> bool:
    before = headline[:start].rstrip(" “\"‘'")
    return not before or before[-1] in ".:?!"


def with_text(doc: Doc, text: str) -> Doc:
    """Return the annotations of ``doc`` on ``text``, which differs from its text in letter case only."""
    if doc.text == text:
        return doc
    return Doc(
        doc.vocab,
        words=[text[token.idx : token.idx + len(token)] for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ for token in doc],
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
        sent_starts=[token.is_sent_start for token in doc],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc],
    )
