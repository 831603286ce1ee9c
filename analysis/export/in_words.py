"""Numbers, cells, origins and stamps as people read them."""

from __future__ import annotations

from analysis.article import Article
from analysis.export.bundle import Stamp
from analysis.lexicon import OwnInUse
from analysis.results import Cell, Score

# Units of whole things, which have no digits after the point.
COUNTED = frozenset({"mentions", "words"})
# Units that name the ends of a scale.
SCALES = frozenset({"−1 to 1", "0 to 1"})


def score_in_words(score: Score) -> str:
    """Return a score as people read it: value, unit, interval and band, or the reason why there is none."""
    if score.value is None:
        return score.note
    interval = f" ({score.low:.1f} to {score.high:.1f})" if score.low is not None and score.high is not None else ""
    band = f", {score.band.label}" if score.band else ""
    return f"{_with_unit(score.value, score.unit)}{interval}{band}"


def _with_unit(value: float, unit: str) -> str:
    if unit in COUNTED:
        return f"{value:.0f} {unit.removesuffix('s') if value == 1 else unit}"
    if unit in SCALES:
        return f"{value:.1f} on a scale of {unit}"
    return f"{value:.1f}{unit}" if unit == "%" else f"{value:.1f} {unit}"


def cell_in_words(value: Cell) -> str:
    """Return a table cell: a dash for nothing, one digit after the point."""
    if value is None:
        return "—"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def origin_in_words(article: Article) -> str:
    """Return where an article is from, as far as it is known: outlet, author, date, address."""
    return " · ".join(filter(None, (article.outlet, article.byline, article.date, article.url or article.source)))


def stamp_in_words(stamp: Stamp) -> str:
    """Return what an export was made with, on one line."""
    models = f"models {', '.join(stamp.models.values())}" if stamp.models else "without models"
    lexicons = f"lexicons {stamp.lexicons}{_own_in_words(stamp.own_lexicons)}"
    return f"version {stamp.version}, {lexicons}, parser {stamp.pipeline}, {models}"


def _own_in_words(own: OwnInUse | None) -> str:
    if own is None:
        return ""
    built_in = "beside the built-in ones" if own.use == "beside" else "instead of the built-in ones"
    named = ", ".join(f"“{one.name}” {one.digest}" for one in own.lists)
    return f" (own lists {built_in}: {named})"
