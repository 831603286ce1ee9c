"""Which words one text, or group of texts, uses more than others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Weight of the prior, as a share of an average text's length: enough to steady rare words, too little to drown the
# text.
PRIOR_SHARE = 0.2


def log_odds(counts: Numbers) -> Numbers:
    """Return how typical each word is of each text, as z: higher = more typical, 1.96 is the usual 5 % limit.

    Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words",
    equations 16, 20 and 22). The prior is all texts together, scaled to a fraction of one.

    Args:
        counts: how often each text (row) uses each word (column); at least two words, each used by somebody.
    """
    together = counts.sum(axis=0)
    prior = PRIOR_SHARE * together / len(counts)
    here, rest = counts + prior, together - counts + prior
    odds = _log_odds(here) - _log_odds(rest)
    return np.asarray(odds / np.sqrt(1 / here + 1 / rest))


def _log_odds(counts: Numbers) -> Numbers:
    return np.asarray(np.log(counts / (counts.sum(axis=1, keepdims=True) - counts)))
