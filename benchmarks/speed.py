"""Speed and memory of the whole analysis, as ratios to the bare spaCy parse of the same texts in the same run.

    python -m benchmarks.speed [--data ARTICLES.csv.gz] [--articles 40] [--rounds 5] [--bare FILE.onnx]

The file has the columns ``title`` and ``text``. Without it, longer articles are put together from the sample stories.
The loaded-language model is timed against a bare MiniLM-L6; see ``model_speed.py`` for which file that is.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from analysis.actors import find_actors
from analysis.article import Article, Part
from analysis.comparison import compare, compare_tellings, tell
from analysis.document import parse_many
from analysis.export import results_of, to_html
from analysis.models import MODELS_FOLDER, load_models
from analysis.readers import read_article
from analysis.reading import Reading, Resources, find_terms, load_resources
from analysis.report import MEASURES, analyse_many
from benchmarks.model_speed import yardstick
from benchmarks.progress import progress
from benchmarks.results import table, write_section

SEED = 13
# As many as some ten articles have: enough for a steady rate.
SENTENCES = 400
PARSE, WITHOUT, WITH, BARE, MODEL = "bare parse", "analysis without models", "analysis", "bare encoder", "model"
ONE_THREAD = "analysis on one thread"
SAMPLES = Path(__file__).resolve().parent.parent / "sample_articles"
COLD_START = (
    "import time; start = time.perf_counter(); from analysis import analyse, load_resources, Article; "
    "r = load_resources(); ready = time.perf_counter(); analyse(Article('Mayor speaks', 'The mayor spoke. ' * 40), r); "
    "print(ready - start, time.perf_counter() - ready)"
)


def vector_instructions(flags: Path = Path("/proc/cpuinfo")) -> str:
    """Return whether the processor multiplies bytes in hardware; without it encoders may take four times as long."""
    if not flags.exists():
        return "instructions of the processor unknown"
    return "with VNNI" if "vnni" in flags.read_text(encoding="utf-8") else "without VNNI"


def main() -> None:
    """Measure and write the section "Speed"."""
    options = arguments()
    articles = from_file(options.data, options.articles) if options.data else from_samples(options.articles)
    without, models = load_resources(models=None), load_models(options.models)
    resources = replace(without, models=models)
    of_worker = replace(without, models=load_models(options.models, threads=1))
    bare, bare_name = yardstick(options.bare, options.models, threads=os.cpu_count() or 1)
    sentences = sentences_of(articles, resources)
    words = [len(article.body.split()) for article in articles]
    list(analyse_many(articles[:2], resources))  # fill the caches that every later article shares
    runs = {
        PARSE: lambda: bare_parse(articles, without),
        WITHOUT: lambda: whole_analysis(articles, without),
        WITH: lambda: whole_analysis(articles, resources),
        ONE_THREAD: lambda: whole_analysis(articles, of_worker),
        BARE: lambda: bare.embed(sentences),
        MODEL: lambda: models.sentences.read(sentences),
    }
    times = timed(runs, options.rounds)
    source = options.data.name if options.data else "sample stories put together"
    about = (
        f"{len(articles)} articles ({source}, seed {SEED}), median {statistics.median(words):.0f} words; "
        f"{len(sentences)} of their sentences for the encoders; {options.rounds} rounds in alternating order; median "
        f"(min to max). Bare MiniLM-L6: {bare_name}; tokenising included in both. "
        f"Python {platform.python_version()}, {platform.machine()}, {vector_instructions()}."
    )
    figures = table(["figure", "value"], rows(times, len(articles), len(sentences), resources))
    stages = table(["stage", "share of the time"], stage_shares(articles, without, times))
    write_section("Speed", f"{about}\n\n{figures}\n\n{stages}")


def timed(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return how many seconds each kind of work took in each round; every other round goes the other way about."""
    times: dict[str, list[float]] = defaultdict(list)
    for number in progress(range(rounds), "rounds", rounds):
        for name in runs if number % 2 == 0 else reversed(runs):
            times[name].append(seconds(runs[name]))
    return times


def rows(
    times: Mapping[str, Sequence[float]], n_articles: int, n_sentences: int, resources: Resources
) -> list[tuple[str, str]]:
    """Return the figures: ratios within each round, rates, start and memory."""
    start, first = cold_start()
    return [
        (
            "Whole analysis without models ÷ bare spaCy parse (lower is better; goal at most 1.30)",
            spread(ratios(times[WITHOUT], times[PARSE])),
        ),
        ("Whole analysis ÷ bare spaCy parse (lower is better)", spread(ratios(times[WITH], times[PARSE]))),
        (
            "Articles per second without models ÷ bare parse, one thread (higher is better; goal at least 0.70)",
            spread(ratios(times[PARSE], times[WITHOUT])),
        ),
        (
            "Articles per second with models ÷ bare parse, one thread (higher is better; goal at least 0.40)",
            spread(ratios(times[PARSE], times[ONE_THREAD])),
        ),
        (
            "Loaded-language model ÷ bare MiniLM-L6, sentences per second (higher is better; goal at least 0.90)",
            spread(ratios(times[BARE], times[MODEL])),
        ),
        ("Sentences per second, loaded-language model", spread([n_sentences / time for time in times[MODEL]])),
        ("Sentences per second, bare MiniLM-L6", spread([n_sentences / time for time in times[BARE]])),
        ("Articles per second, whole analysis", spread([n_articles / time for time in times[WITH]])),
        ("Articles per second, without models", spread([n_articles / time for time in times[WITHOUT]])),
        ("Articles per second, bare parse", spread([n_articles / time for time in times[PARSE]])),
        ("Cold start, s (imports, lexicons, pipeline, models)", f"{start:.2f}"),
        ("First article after the cold start, s", f"{first:.2f}"),
        (
            "A pair of 800-word articles: analysis, comparison and marked text, s (goal 2)",
            spread(pair_times(resources)),
        ),
        ("Comparing four 1,500-word articles ÷ analysing them (goal at most 1)", spread(comparison_ratios(resources))),
        ("50 articles of about 650 words analysed and compared pairwise, s (goal 60)", f"{pairwise(resources):.1f}"),
        ("Peak memory, MB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"),
    ]


def ratios(upper: Sequence[float], lower: Sequence[float]) -> list[float]:
    """Return the ratio of two kinds of work within each round."""
    return [one / other for one, other in zip(upper, lower, strict=True)]


def arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="csv or csv.gz with the columns title and text")
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--models", type=Path, default=MODELS_FOLDER, help="folder of the models")
    parser.add_argument("--bare", type=Path, metavar="FILE.onnx", help="a MiniLM-L6 in int8 to compare with")
    return parser.parse_args()


def from_file(path: Path, count: int) -> list[Article]:
    """Return a seeded sample of articles of 300 to 1,500 words."""
    csv.field_size_limit(10_000_000)
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        articles = [Article(row["title"], row["text"]) for row in csv.DictReader(lines)]
    usual = [article for article in articles if 300 <= len(article.body.split()) <= 1500]
    return random.Random(SEED).sample(usual, min(count, len(usual)))  # noqa: S311 - a sample, not a secret


def from_samples(count: int) -> list[Article]:
    """Return articles of about 650 words, each made of two tellings of one sample story."""
    tellings = [read_article(path) for path in sorted(SAMPLES.glob("*/*.txt"))]
    pairs = [
        Article(first.headline, f"{first.body}\n\n{second.body}")
        for first, second in zip(tellings, tellings[1:] + tellings[:1], strict=True)
    ]
    return [pairs[number % len(pairs)] for number in range(count)]


def sentences_of(articles: Sequence[Article], resources: Resources) -> list[str]:
    """Return a seeded sample of the articles' sentences."""
    parsed = resources.pipeline.pipe(article.body for article in articles)
    every = [sentence.text.strip() for document in parsed for sentence in document.sents]
    return random.Random(SEED).sample(every, min(SENTENCES, len(every)))  # noqa: S311 - a sample, not a secret


def bare_parse(articles: Sequence[Article], resources: Resources) -> None:
    """Parse the same texts with the same pipeline and nothing else."""
    for _ in resources.pipeline.pipe((a.text(part) for a in articles for part in Part), batch_size=16):
        pass


def whole_analysis(articles: Sequence[Article], resources: Resources) -> None:
    """Analyse and let each report go, as the bare parse does with each parse."""
    for _ in analyse_many(articles, resources):
        pass


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def stage_shares(
    articles: Sequence[Article], resources: Resources, times: Mapping[str, Sequence[float]]
) -> list[list[str]]:
    """Return each stage's share of the whole time, by calling the stages one after the other.

    What the models take is what the analysis on one thread took longer with them, in the median.
    """
    spent: dict[str, float] = defaultdict(float)
    spent["bare parse"] = seconds(lambda: bare_parse(articles, resources))
    start = time.perf_counter()
    documents = list(parse_many(articles, resources.pipeline, resources.lexicons))
    spent["quotations and sentences"] = max(0.0, time.perf_counter() - start - spent["bare parse"])
    for document in documents:
        clock = time.perf_counter()
        terms = find_terms(document, resources)
        spent["lexicon terms"] += time.perf_counter() - clock
        clock = time.perf_counter()
        reading = Reading(document, find_actors(document, resources.lexicons), terms)
        spent["actors found"] += time.perf_counter() - clock
        for measure in MEASURES:
            clock = time.perf_counter()
            measure.measure(reading, resources)
            spent[f"measure: {measure.key}"] += time.perf_counter() - clock
    spent["models"] = max(0.0, statistics.median(times[ONE_THREAD]) - statistics.median(times[WITHOUT]))
    total = sum(spent.values())
    return [[name, f"{100 * share / total:.1f} %"] for name, share in spent.items()]


def pair_times(resources: Resources) -> list[float]:
    """Return how long two 800-word articles take from text to marked page, five times."""
    long = [article for article in from_samples(13) if len(article.body.split()) > 600]
    pair = [Article(a.headline, (a.body + "\n\n" + a.body)[: 800 * 6]) for a in long[:2]]

    def work() -> None:
        reports = list(analyse_many(pair, resources))
        to_html(results_of(reports, resources, compare(reports, resources.lexicons, models=resources.models)))

    return [seconds(work) for _ in range(5)]


def comparison_ratios(resources: Resources) -> list[float]:
    """Return what comparing four 1,500-word articles takes, as a ratio to analysing them, three times."""
    four = [Article(a.headline, " ".join([a.body] * 3)[: 1500 * 6]) for a in from_samples(4)]
    ratios_found = []
    for _ in range(3):
        start = time.perf_counter()
        reports = list(analyse_many(four, resources))
        analysed = time.perf_counter() - start
        ratios_found.append(
            seconds(lambda compared=reports: compare(compared, resources.lexicons, models=resources.models)) / analysed
        )
    return ratios_found


def pairwise(resources: Resources) -> float:
    """Return how long it takes to analyse 50 articles and to compare each with each, every article made ready once."""
    start = time.perf_counter()
    tellings = [
        tell(report.reading, resources.lexicons, resources.models)
        for report in analyse_many(from_samples(50), resources)
    ]
    for pair in combinations(tellings, 2):
        compare_tellings(pair, ("first", "second"))
    return time.perf_counter() - start


def cold_start() -> tuple[float, float]:
    """Return seconds until ready, and for the first article, in a fresh process."""
    run = subprocess.run([sys.executable, "-c", COLD_START], capture_output=True, text=True, check=True)
    ready, first = run.stdout.split()
    return float(ready), float(first)


def spread(values: Sequence[float]) -> str:
    """Return median and range."""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


if __name__ == "__main__":
    main()
