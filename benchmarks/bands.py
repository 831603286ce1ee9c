"""How is the share of loaded sentences spread over real articles? The limits of the model's bands come from here.

Run with ``python -m benchmarks.bands DATA_FOLDER [--articles 250]``; reads the test articles of AllSides (Baly et al.
2020), without their labels. Prints percentiles; writes nothing.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from analysis.article import Part
from analysis.document import parse_many
from analysis.in_context import voiced_sentences
from analysis.loaded_language.in_context import LOADED_SENTENCE
from analysis.models import load_models
from analysis.quotations import Voice
from analysis.reading import load_resources
from benchmarks.progress import progress
from benchmarks.speed import from_file

FILE = Path("allsides_baly") / "test.csv.gz"
PERCENTILES = (5, 25, 50, 75, 95)
# In fewer sentences of one voice a single one decides the share.
FEWEST_SENTENCES = 5


def main(data: Path, articles: int) -> None:
    """Print the percentiles of the share of sentences that the model finds loaded, by voice."""
    resources, models = load_resources(models=None), load_models()
    shares: dict[Voice, list[float]] = {voice: [] for voice in Voice}
    chosen = from_file(data / FILE, articles)
    documents = parse_many(chosen, resources.pipeline, resources.lexicons)
    for document in progress(documents, "articles", len(chosen)):
        body = [sentence for sentence in document.sentences if sentence.span.part is Part.BODY]
        (found,) = voiced_sentences([(document, body)], models)
        for voice in Voice:
            loaded = [sentence.loaded >= LOADED_SENTENCE for sentence in found if sentence.voice is voice]
            if len(loaded) >= FEWEST_SENTENCES:
                shares[voice].append(100 * float(np.mean(loaded)))
    for voice, values in shares.items():
        reached = zip(PERCENTILES, np.percentile(values, PERCENTILES), strict=True)
        spread = ", ".join(f"{percentile}th {value:.0f} %" for percentile, value in reached)
        print(f"{voice.value} words, {len(values)} articles: {spread}")


def arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the public data sets")
    parser.add_argument("--articles", type=int, default=250)
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    main(options.data, options.articles)
