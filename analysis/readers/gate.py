"""The gate: what is no article is refused with a plain reason and a remedy, whichever way it came in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from analysis.article import Article
from analysis.lexicon import load_word_list
from analysis.readers.boilerplate import COOKIE_NOTICE, PAYWALL_NOTICE, WEBSITE_MESSAGE
from analysis.readers.cleaning import paragraphs

# Under twenty words there are not two sentences to set beside each other.
MINIMUM_WORDS = 20
# Long magazine features reach 20,000 words; what is far longer is a book or several articles in one file.
MAXIMUM_WORDS = 50_000
# The longest headlines, those of scandal sheets and court reports, stay under sixty words.
MAXIMUM_HEADLINE_WORDS = 100
_LONGEST_WORD = 20
# A page that says "subscribe to continue" and shows less than this shows an opening, not the article.
STUB_WORDS = 150
_PASTE = "open it in a browser and paste the article's text."
# On a list page nearly all paragraphs are titles. Poems and transcripts have full sentences in far more than a fifth.
_SENTENCE_SHARE = 0.2
_LIST_PARAGRAPHS = 6
# In English prose about 45 % of the words are function words; in other languages 0-10 % look like English ones.
_FUNCTION_WORD_SHARE = 0.2
_LANGUAGE_SAMPLE = 5_000
# Latin letters, those with accents included, stand before this character (Unicode blocks to Latin Extended-B).
_AFTER_LATIN = "\u0250"
_NOT_ENGLISH = "is not in English; only English text can be scored, so give an English article."


def refusal(article: Article) -> str | None:
    """Return why an article cannot be scored and what to do about it; None if it can.

    May be asked again after a person has corrected headline and body.
    """
    return next((reason for check in _CHECKS if (reason := check(article))), None)


def _wall(article: Article) -> str | None:
    left = len(article.body.split())
    words = dict.fromkeys(_WALLS, 0)
    for piece in article.dropped:
        if piece.reason in words:
            words[piece.reason] += len(piece.text.split())
    if words[PAYWALL_NOTICE] and left < STUB_WORDS:
        return _WALLS[PAYWALL_NOTICE]
    return next((_WALLS[reason] for reason, count in words.items() if left < MINIMUM_WORDS and count), None)


_WALLS = {
    PAYWALL_NOTICE: "shows only the opening of an article behind a paywall; if you can read it all, paste it.",
    COOKIE_NOTICE: f"is a consent page (cookies, privacy), not the article; {_PASTE}",
    WEBSITE_MESSAGE: f"is a message from the website, not the article; {_PASTE}",
}


def _letters(article: Article) -> str | None:
    letters = [character for character in article.body[:_LANGUAGE_SAMPLE] if character.isalpha()]
    if sum(character < _AFTER_LATIN for character in letters) >= len(letters) / 2:
        return None
    return _NOT_ENGLISH


def _length(article: Article) -> str | None:
    count = sum(any(map(str.isalpha, word)) for word in article.body.split())
    if not count and article.headline:
        return "has a headline but no text under it; add the article's text."
    if not count:
        return "has no text; add the article's text."
    if count < MINIMUM_WORDS:
        words = "1 word" if count == 1 else f"{count} words"
        return f"is too short to be an article ({words}; {MINIMUM_WORDS} at least); paste the whole text."
    return too_long(article.body)


def _headline(article: Article) -> str | None:
    count = len(article.headline.split())
    if count <= MAXIMUM_HEADLINE_WORDS:
        return None
    return f"has a headline of {count:,} words ({MAXIMUM_HEADLINE_WORDS} at most); put the text under the headline."


def too_long(text: str) -> str | None:
    """Return why a text is longer than any article; None if it is not. Cheap, so that it can be asked first."""
    count = len(text.split())
    most = MAXIMUM_WORDS * _LONGEST_WORD
    if count <= MAXIMUM_WORDS and len(text) <= most:
        return None
    found = f"{count:,} words; {MAXIMUM_WORDS:,}" if count > MAXIMUM_WORDS else f"{len(text):,} characters; {most:,}"
    return f"is too long to be one article ({found} at most); split it into single articles."


def _list_page(article: Article) -> str | None:
    pieces = paragraphs(article.body)
    if len(pieces) < _LIST_PARAGRAPHS:
        return None
    sentences = sum(piece.rstrip("\"'”’)]").endswith((".", "!", "?", "…")) for piece in pieces)
    if sentences >= _SENTENCE_SHARE * len(pieces):
        return None
    return "is a list of titles or links, not one article; open a single article and give that."


def _language(article: Article) -> str | None:
    words = article.body[:_LANGUAGE_SAMPLE].lower().replace("’", "'").split()
    english = sum(word.strip(".,;:!?\"'“”‘’()") in _function_words() for word in words)
    if english >= _FUNCTION_WORD_SHARE * len(words):
        return None
    import py3langid  # here, since its model takes half a second to load and most texts are settled above

    if py3langid.classify(article.body[:_LANGUAGE_SAMPLE])[0] == "en":
        return None
    return _NOT_ENGLISH


@cache  # read-only data of the project, needed for every article
def _function_words() -> frozenset[str]:
    return frozenset(load_word_list("english_function_words")["words"])


_CHECKS: tuple[Callable[[Article], str | None], ...] = (_wall, _letters, _length, _headline, _list_page, _language)
