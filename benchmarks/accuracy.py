"""Every accuracy figure, with one command: measures all there is and writes RESULTS.md.

    python -m benchmarks.accuracy DATA_FOLDER [--only NAME ...] [--models FOLDER] [--look NOTE]
    python -m benchmarks.accuracy DATA_FOLDER --dev [--models FOLDER]

The data folder holds the public data sets that the single benchmarks name; none is part of this repository. ``--dev``
scores the loaded-language model on development data, prints the figures and writes nothing: use it to choose between
models, as often as you like. Every other run of a model is a look at test splits and is logged, with the note given.

Weights trained with BABE have seen the development set and most of BABE SG2: of their figures only those on the test
split of BABE v3, CheckThat and Anno-Lexical mean anything.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.models import MODELS_FOLDER, ModelError
from benchmarks import (
    actors,
    comparison,
    contrast,
    framing,
    headline_cases,
    headline_mutations,
    in_domain,
    loaded_language,
    loaded_model,
    readability,
    second_reader,
    stories,
    target_sentiment,
)


@dataclass(frozen=True)
class Run:
    """What the command line asks for.

    Attributes:
        data: folder of the public data sets.
        models: folder of the models.
        note: why test splits are looked at, for the log.
    """

    data: Path
    models: Path
    note: str


BENCHMARKS: Mapping[str, Callable[[Run], None]] = {
    "actors": lambda run: actors.main(),
    "comparison": lambda run: comparison.main(run.models),
    "contrast": lambda run: contrast.main(run.models),
    "framing": lambda run: framing.main(run.data, run.models),
    "headline_cases": lambda run: headline_cases.main(run.models),
    "headline_mutations": lambda run: headline_mutations.main(run.data, models=run.models),
    "in_domain": lambda run: in_domain.main(),
    "loaded_language": lambda run: loaded_language.main(run.data),
    "loaded_model": lambda run: loaded_model.main(run.data, run.models, note=run.note),
    "readability": lambda run: readability.main(run.data, run.models),
    "second_reader": lambda run: second_reader.main(),
    "stories": lambda run: stories.main(run.data),
    "target_sentiment": lambda run: target_sentiment.main(run.data, run.models, note=run.note),
}


def main() -> None:
    """Run the chosen benchmarks, or the development figures."""
    options = arguments()
    run = Run(options.data, options.models, options.look)
    try:
        if options.dev:
            loaded_model.development(run.data, run.models)
            return
        for name in options.only or BENCHMARKS:
            print(f"{name} …", file=sys.stderr)
            BENCHMARKS[name](run)
    except (ModelError, FileNotFoundError) as error:
        sys.exit(str(error))


def arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the public data sets")
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--models", type=Path, default=MODELS_FOLDER, help="folder of the models")
    parser.add_argument("--look", default="", metavar="NOTE", help="why test splits are looked at, for the log")
    parser.add_argument("--dev", action="store_true", help="score development data only; write nothing")
    options = parser.parse_args()
    if options.dev and (options.only or options.look):
        parser.error("--dev scores one thing and looks at no test split: leave out --only and --look")
    return options


if __name__ == "__main__":
    main()
