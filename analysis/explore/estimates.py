"""Means over articles, and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from scipy import stats

from analysis.intervals import CONFIDENCE

# With fewer articles the interval rests on a guess of how much articles differ, and spans most of the scale.
FEWEST_ARTICLES = 5
ALL_ALIKE = "All values are the same, so that how sure the mean is cannot be told from them."
METHOD = (
    "A mean counts every article the same, whatever its length. Its 95 % interval is Student’s t over articles: it "
    "takes them as drawn one by one, which articles on one event are not, so it is rather too narrow."
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over articles.

    Attributes:
        n: how many articles have a value.
        mean: of these; None if there is none.
        low: lower end of its 95 % interval; None where ``note`` says why.
        high: upper end.
        note: why there is no mean, or no interval.
    """

    n: int
    mean: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""


def estimate(n: int, mean: float | None, deviation: float | None) -> Estimate:
    """Return a mean with its 95 % interval by Student's t, if there are enough articles.

    The interval is ``mean ± t(0.975, n − 1) · deviation / √n``. It can reach beyond the ends of a score's scale.

    Args:
        n: articles with a value.
        mean: of the values.
        deviation: their standard deviation, with n − 1.
    """
    if n == 0 or mean is None:
        return Estimate(0, None, note="No article has a value.")
    if n < FEWEST_ARTICLES or deviation is None:
        return Estimate(n, mean, note=f"Too few articles for an interval: {n}; it takes {FEWEST_ARTICLES}.")
    if deviation == 0:
        return Estimate(n, mean, note=ALL_ALIKE)
    reach = _quantile(n - 1) * deviation / sqrt(n)
    return Estimate(n, mean, mean - reach, mean + reach)


@lru_cache(maxsize=4096)
def _quantile(freedom: int) -> float:
    return float(stats.t.ppf((1 + CONFIDENCE) / 2, freedom))


def moments(column: str) -> str:
    """Return SQL for what :func:`estimate` takes of a known column."""
    return f'count("{column}"), avg("{column}"), stddev_samp("{column}")'
