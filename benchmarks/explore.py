"""How long questions to a corpus result take: ``python -m benchmarks.explore [--articles 1000000] [--rounds 5]``.

The result is made up, with the schema and file sizes of a real one (see ``explore_data.py``), and kept in the folder
that is given, so that it need not be made again. Measured are the library's questions one by one, each with other
arguments in every round, and whole interactions: what the dashboard computes after another choice, without the browser.
On a machine that is busy with other things the time on the clock says little; the processor's is told beside it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analysis.explore import (
    By,
    Corpus,
    Filter,
    Step,
    all_rows,
    article_at,
    articles_about,
    articles_of,
    choices,
    concordance,
    count,
    distinctive_words,
    distributions,
    find_names,
    findings_of,
    frames_across,
    open_corpus,
    over_time,
    page_of,
    stories,
    treated,
)
from analysis.explore.store import STORE
from analysis.quotations import Voice
from analysis.reading import load_resources
from benchmarks.explore_data import write_made_up
from benchmarks.progress import progress
from benchmarks.results import table, write_section

GOAL = 1.0  # second
TABS = ("Table", "Distributions", "Over time", "Actors", "Frames", "Words", "Stories")
PATIENCE = 600
HEADS = ("question", "median, s", "worst, s", "processor, s")
Question = Callable[[], object]
# Of each question, in each round: seconds on the clock, and of one core.
Times = dict[str, list[tuple[float, float]]]


def main() -> None:
    """Measure and write the section "Looking into a corpus"."""
    options = arguments()
    folder: Path = options.folder or Path(tempfile.gettempdir()) / f"made-up-corpus-{options.articles}"
    if not (folder / "groups").exists():
        write_made_up(folder, load_resources(models=None), options.articles)
    shutil.rmtree(folder / STORE, ignore_errors=True)
    opened: list[Corpus] = []
    opening, worked = seconds(lambda: opened.append(open_corpus(folder)))
    (corpus,) = opened
    times: Times = defaultdict(list)
    for number in progress(range(options.rounds), "rounds", options.rounds):
        for name, question in questions(corpus, number).items():
            times[name].append(seconds(question))
    times |= interactions(folder, options.rounds)
    kept = sum(path.stat().st_size for path in (folder / STORE).glob("*.duckdb"))
    about = (
        f"{corpus.articles:,} made-up articles in {len(corpus.finished.parts):,} files; {options.rounds} rounds, each "
        f"with other arguments; goal below {GOAL:.0f} s. {os.cpu_count()} cores, of which other programs used "
        f"some: load average {os.getloadavg()[1]:.1f}. Opening it for the first time took {opening:.0f} s "
        f"({worked:.0f} s of one core), and left a database of {kept / 1e6:.0f} MB beside it."
    )
    write_section("Looking into a corpus", f"{about}\n\n{table(HEADS, rows(times))}")


def arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where the made-up result is, or is to be")
    return parser.parse_args()


def rows(times: Times) -> list[tuple[str, ...]]:
    """Return the table's rows: median and worst time of each question, and the median of the processor's."""
    found = {name: list(zip(*pairs, strict=True)) for name, pairs in times.items()}
    return [
        (name, *(f"{number:.2f}" for number in (statistics.median(clock), max(clock), statistics.median(cores))))
        for name, (clock, cores) in found.items()
    ]


def seconds(question: Question) -> tuple[float, float]:
    """Return how long an answer takes on the clock, and how much of one core."""
    begin, worked = time.perf_counter(), time.process_time()
    question()
    return time.perf_counter() - begin, time.process_time() - worked


def questions(corpus: Corpus, number: int) -> dict[str, Question]:
    """Return the questions of one round."""
    known = choices(corpus)
    score = corpus.scores[number % len(corpus.scores)]
    outlet = known.outlets[number].name
    whole = Filter(with_copies=number % 2 == 1)
    days = timedelta(days=100 + number)
    one = Filter(outlets=(outlet,))
    rare = Filter(outlets=(known.outlets[-1 - number].name,))
    recent = Filter(first=known.last - days if known.last else None)
    place = number * 1009 % corpus.articles
    actor = number * 17
    return {
        "what can be filtered": lambda: choices(corpus),
        "count, by a word in the headline and a period": lambda: count(
            corpus, Filter(headline=f"council {number}"[:-2], first=recent.first)
        ),
        "first page, by a score": lambda: page_of(corpus, whole, score, sort=score.name, falling=True),
        "a page in the middle, by headline": lambda: page_of(
            corpus, whole, score, sort="headline", number=corpus.articles // 100 - number
        ),
        "distribution by outlet": lambda: distributions(corpus, whole, score, By.OUTLET),
        "distribution of one outlet by section": lambda: distributions(corpus, one, score, By.SECTION),
        "over time, by month": lambda: over_time(corpus, whole, score, By.OUTLET),
        "over time, by week": lambda: over_time(corpus, whole, score, By.OUTLET, Step.WEEK),
        "actors of most articles": lambda: find_names(corpus, whole, kinds=("person", "organisation")),
        "actors by a part of the name": lambda: find_names(corpus, whole, text="ada"[number % 3 :]),
        "an actor across outlets": lambda: treated(corpus, whole, actor, By.OUTLET),
        "articles about an actor": lambda: articles_about(corpus, whole, actor, most=50),
        "frames across outlets": lambda: frames_across(corpus, whole, Voice.OWN, By.OUTLET),
        "a frequent term in context": lambda: concordance(corpus, whole, "council*", begin=number),
        "a term that is nowhere": lambda: concordance(corpus, whole, f"nowhere{number}", begin=number),
        "words of an outlet and all others": lambda: distinctive_words(corpus, one, Filter(except_outlets=(outlet,))),
        "words of a small outlet and a large one": lambda: distinctive_words(corpus, rare, one),
        "stories": lambda: stories(corpus, recent, number=number),
        "articles of a story": lambda: articles_of(corpus, whole, place // 5 * 5),
        "findings of an article": lambda: findings_of(corpus, analysed(corpus, place)),
        "an article with its text": lambda: article_at(corpus, analysed(corpus, place)),
        "file of 50,000 articles to download": lambda: list(all_rows(corpus, whole)[1]),
    }


def analysed(corpus: Corpus, number: int) -> int:
    """Return the first analysed article from a number on."""
    ((found,),) = corpus.rows("SELECT min(article) FROM articles WHERE article >= ? AND status = 'analysed'", [number])
    return int(found)


def interactions(folder: Path, rounds: int) -> Times:
    """Return how long the dashboard computes after the filter was changed, by the tab that is open."""
    app = AppTest.from_function(page, kwargs={"folder": str(folder)}, default_timeout=PATIENCE).run()
    times: Times = defaultdict(list)
    for number in progress(range(rounds), "interactions", rounds):
        for tab in TABS:
            app.session_state["corpus-tab"] = tab
            app.session_state["corpus-term"] = "council"
            app.session_state["corpus-headline"] = "abcdefghij"[number % 10]
            times[f"interaction: {tab}, after another filter"].append(seconds(app.run))
            assert not app.exception  # noqa: S101 - a page that breaks is quick, and proves nothing
    return times


def page(folder: str) -> None:
    """Draw the page that is measured; Streamlit runs this text by itself."""
    from pathlib import Path

    from views.parts.corpus_explore import show_corpus

    show_corpus(Path(folder))


if __name__ == "__main__":
    main()
