"""The word knowledge of every measure: terms in categories, and plain word lists, loaded from ``lexicons/``."""

from analysis.lexicon.loader import LEXICONS_FOLDER, WORD_LISTS, load_lexicons, load_word_list
from analysis.lexicon.terms import Category, LexiconError, Lexicons, ListInUse, OwnInUse, Term

__all__ = [
    "LEXICONS_FOLDER",
    "WORD_LISTS",
    "Category",
    "LexiconError",
    "Lexicons",
    "ListInUse",
    "OwnInUse",
    "Term",
    "load_lexicons",
    "load_word_list",
]
