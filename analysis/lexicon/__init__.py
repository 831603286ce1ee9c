"""The word knowledge of every measure: terms in categories, and plain word lists, loaded from ``lexicons/``."""

from analysis.lexicon.foundations import FOUNDATIONS, MORAL_GROUP, SIDES, moral_key
from analysis.lexicon.loader import LEXICONS_FOLDER, WORD_LISTS, load_lexicons, load_word_list
from analysis.lexicon.terms import Category, LexiconError, Lexicons, ListInUse, OwnInUse, Term

__all__ = [
    "FOUNDATIONS",
    "LEXICONS_FOLDER",
    "MORAL_GROUP",
    "SIDES",
    "WORD_LISTS",
    "Category",
    "LexiconError",
    "Lexicons",
    "ListInUse",
    "OwnInUse",
    "Term",
    "load_lexicons",
    "load_word_list",
    "moral_key",
]
