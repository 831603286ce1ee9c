"""What the training recipe reaches on BABE itself, in five folds: written from the file that the long run left.

The weights of that run are not shipped, for BABE's licence, and training them takes a quarter of an hour; so the
figures come from ``cross_validation.json``, which ``python -m training.cross_validation`` writes beside this file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks import published
from benchmarks.results import table, write_section

TITLE = "Loaded-language model: in-domain, BABE SG2 in folds"
FILE = Path(__file__).with_name("cross_validation.json")
COLUMNS = ("macro F1", "weighted F1")
ABOUT = (
    "The recipe of the loaded-language model, trained and tested on BABE SG2. These weights are not shipped, and "
    "training them takes a quarter of an hour: the figures come from the last run of "
    "`python -m training.cross_validation`, not from `python -m benchmarks.accuracy`."
)


def main(path: Path = FILE) -> None:
    """Write the section from the file of the long run; without that file, say so and leave the section as it is."""
    if not path.exists():
        print(f"{path.name} is not there: run python -m training.cross_validation first.", file=sys.stderr)
        return
    run = json.loads(path.read_text(encoding="utf-8"))
    spread = f"{min(run['per_fold']):.3f} to {max(run['per_fold']):.3f}"
    about = f"{run['data']}, {run['folds']} folds, seed {run['seed']}; macro F1 of single folds {spread}. {run['note']}"
    about += f" MCC {run['mcc']:.3f}; words: F1 {run['word_f1']:.3f}."
    ours = ("this recipe", f"{run['macro_f1']:.3f}", f"{run['weighted_f1']:.3f}", "that run")
    lines = [ours, *published.rows(published.BABE_SG2_FOLDS, COLUMNS)]
    write_section(TITLE, f"{ABOUT}\n\n{about}\n\n{table(('system', *COLUMNS, 'source'), lines)}")
