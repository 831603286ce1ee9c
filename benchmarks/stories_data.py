"""Articles whose stories are known: NewsWCL50, AllSides with judged pairs, and the sample articles.

From the data folder (not part of this repository):

- ``newswcl50/``: Hamborg, Zhukova and Gipp 2019 (CC BY-SA 4.0): ten events of April and May 2018 told by five outlets
  each. It holds no texts, only the phrases that were annotated; these, in their order, stand for the article, those of
  the first sentence for its headline. Dates are taken from the addresses; a quarter of the articles have none.
- ``allsides_baly/``: Baly et al. 2020 (Apache-2.0): whole articles with dates, of 2012 to 2020.

``story_pairs.csv`` judges pairs of AllSides articles, at most some days apart: *same* event, *related* (another step of
a running story, or comment on it at large) or *other*. Judged once, from headlines and dates, without a second opinion:
in both halves all pairs whose whole texts are most alike (cosine of TF-IDF from 0.21 in the tuning half, 0.265 in the
test half), before stories were found in that half; then, in the tuning half, again those that scored high and were
judged to be other; and in the test half all pairs besides that were put together. Even months tune, odd ones test.
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from analysis.article import Article
from analysis.readers import read_file

ROOT = Path(__file__).resolve().parent
PAIRS = ROOT / "story_pairs.csv"
HALVES = ("tuning", "test")
SEED = 7
EVENTS = 10
LONGEST_FIELD = 10_000_000
DAY_IN_ADDRESS = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)/")


def events_of(half: str) -> set[str]:
    """Return the events of NewsWCL50 in a half."""
    events = [str(event) for event in range(EVENTS)]
    random.Random(SEED).shuffle(events)  # noqa: S311 (a reproducible order, not a secret)
    return set(events[: EVENTS // 2] if half == "tuning" else events[EVENTS // 2 :])


def newswcl50(data: Path) -> list[tuple[str, Article]]:
    """Return each article with its event."""
    with (data / "newswcl50" / "urls.tsv").open(encoding="utf-8") as file:
        urls = {(row["Event ID"], row["Outlet"]): row["URL"] for row in csv.DictReader(file, delimiter="\t")}
    sentences: dict[tuple[str, str], dict[tuple[int, int], list[tuple[int, int, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    with gzip.open(data / "newswcl50" / "annotations.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = int(row["paragraph"]), int(row["sentence"])
            phrase = int(row["start"]), -int(row["end"]), row["code_mention"]
            sentences[row["event_id"], row["publisher_id"]][place].append(phrase)
    return [(key[0], _of_phrases(sentences[key], urls[key])) for key in sorted(sentences)]


def allsides(data: Path) -> Iterator[tuple[str, Article]]:
    """Yield each article that has a date, with its identifier."""
    csv.field_size_limit(LONGEST_FIELD)
    for name in ("train_sample_6000.csv.gz", "test.csv.gz"):
        with gzip.open(data / "allsides_baly" / name, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if _is_date(row["date"]):
                    yield row["ID"], Article(row["title"], row["text"], date=row["date"])


def judged(half: str) -> dict[frozenset[str], str]:
    """Return the judgement of each pair of AllSides articles in a half."""
    with PAIRS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["half"] == half]
    return {frozenset((row["one"], row["other"])): row["judgement"] for row in rows}


def samples() -> list[tuple[str, Article]]:
    """Return the sample articles, each with its story; they have no dates."""
    folder = ROOT.parent / "sample_articles"
    return [(place.parent.name, read_file(place).articles[0]) for place in sorted(folder.glob("*/*.txt"))]


def _of_phrases(sentences: dict[tuple[int, int], list[tuple[int, int, str]]], url: str) -> Article:
    texts = {place: " ".join(_outermost(phrases)) for place, phrases in sorted(sentences.items())}
    found = DAY_IN_ADDRESS.search(url)
    return Article(texts.pop((0, 0), ""), "\n\n".join(texts.values()), date="-".join(found.groups()) if found else None)


def _outermost(phrases: list[tuple[int, int, str]]) -> Iterator[str]:
    """Yield the phrases that are in no other."""
    covered = -1
    for _, end, text in sorted(phrases):
        if -end > covered:
            covered = -end
            yield text


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
