"""Are articles on the same event put together, and only these?

Run with ``python -m benchmarks.stories DATA_FOLDER``; benchmarks/stories_data.py tells of the data. What is to be
chosen (likeness, days, weights) was chosen on the tuning halves. The baseline joins articles within the same window
whose cosine of TF-IDF, over all words, reaches the threshold with the best F1 in the tuning half.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as arrow
from pyarrow import parquet
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.article import Article
from analysis.corpus.duplicates import SIGNATURE_FIELDS, signature_of
from analysis.corpus.groups import GROUPS, find_groups
from analysis.corpus.groups.stories import ALIKE, LESS_A_DAY, WINDOW
from analysis.corpus.tables import SIGNATURES
from benchmarks.results import table, write_section
from benchmarks.stories_data import HALVES, SEED, allsides, events_of, judged, newswcl50, samples

THRESHOLDS = np.arange(0.1, 0.61, 0.02)
WITH_TRUTH = (
    "articles",
    "system",
    "precision",
    "recall",
    "F1",
    "B³ precision",
    "B³ recall",
    "B³ F1",
    "others that joined",
)
OF_JUDGED = ("half", "system", "same", "related", "other", "not judged", "precision", "recall")
Stories = list[int | None]


def main(data: Path) -> None:
    """Measure and write the section of RESULTS.md."""
    events, others, own = newswcl50(data), list(allsides(data)), samples()
    background = [article for _, article in others]
    together = [article for _, article in events] + background
    ours, by_cosine = found_in(together), by_cosines(together)
    truth = {half: [event if event in events_of(half) else None for event, _ in events] for half in HALVES}
    threshold = max(THRESHOLDS, key=lambda t: pair_scores(truth["tuning"], by_cosine(t))[2])
    lines = []
    for half in HALVES:
        for system, stories in (("ours", ours), (f"TF-IDF ≥ {threshold:.2f}", by_cosine(threshold))):
            lines.append(_with_truth(f"NewsWCL50, {half}, among AllSides", system, truth[half], stories))
        alone = found_in([article for event, article in events if event in events_of(half)])
        names = [event for event, _ in events if event in events_of(half)]
        lines.append(_with_truth(f"NewsWCL50, {half}, alone", "ours", names, alone))
    lines.append(_with_truth("sample articles", "ours", [name for name, _ in own], found_in([one for _, one in own])))
    write_section("Stories", _text(lines, _judged_lines([name for name, _ in others], background)))


def found_in(articles: Sequence[Article]) -> Stories:
    """Return the story of each article, as a corpus run finds it."""
    schema = arrow.schema([(name, kind) for name, kind, _ in SIGNATURE_FIELDS])
    rows = [signature_of(number, article) for number, article in enumerate(articles)]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / SIGNATURES).mkdir()
        parquet.write_table(arrow.Table.from_pylist(rows, schema), Path(folder) / SIGNATURES / "part-000000.parquet")
        find_groups(Path(folder))
        groups = parquet.read_table(Path(folder) / GROUPS)
    stories: Stories = groups["story"].to_pylist()
    return stories


def by_cosines(articles: Sequence[Article]) -> Callable[[float], Stories]:
    """Return what tells the baseline's stories at a threshold."""
    texts = [f"{article.headline}\n{article.body}" for article in articles]
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    cosines = (vectors @ vectors.T).tocoo()
    days = np.array([date.fromisoformat(one.date).toordinal() if one.date else np.nan for one in articles])
    apart = np.nan_to_num(np.abs(days[cosines.row] - days[cosines.col]))
    near = (cosines.data >= THRESHOLDS[0]) & (apart <= WINDOW) & (cosines.row < cosines.col)
    rows, columns, values = cosines.row[near], cosines.col[near], cosines.data[near]

    def stories(threshold: float) -> Stories:
        kept = values >= threshold
        edges = (np.ones(kept.sum()), (rows[kept], columns[kept]))
        _, labels = connected_components(coo_array(edges, shape=(len(articles), len(articles))), directed=False)
        sizes = Counter(labels.tolist())
        return [label if sizes[label] > 1 else None for label in labels.tolist()]

    return stories


def pair_scores(truth: Sequence[str | None], stories: Stories) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the pairs of articles with a known story that are put together."""
    places = [place for place, name in enumerate(truth) if name is not None]
    pairs = Counter(
        (truth[one] == truth[other], stories[one] is not None and stories[one] == stories[other])
        for one, other in combinations(places, 2)
    )
    return _scores(pairs[True, True], pairs[False, True], pairs[True, False])


def b_cubed(truth: Sequence[str | None], stories: Stories) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 (Bagga and Baldwin 1998), averaged over articles with a known story."""
    places = [place for place, name in enumerate(truth) if name is not None]
    precisions, recalls = [], []
    for place in places:
        same = {other for other in places if truth[other] == truth[place]}
        put = {
            other
            for other in places
            if other == place or (stories[place] is not None and stories[other] == stories[place])
        }
        precisions.append(len(same & put) / len(put))
        recalls.append(len(same & put) / len(same))
    precision, recall = float(np.mean(precisions)), float(np.mean(recalls))
    return precision, recall, 2 * precision * recall / (precision + recall)


def _scores(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return precision, recall, 2 * right / max(1, 2 * right + wrong + missed)


def _with_truth(name: str, system: str, truth: Sequence[str | None], stories: Stories) -> tuple[str, ...]:
    known = {stories[place] for place, event in enumerate(truth) if event is not None} - {None}
    joined = sum(story in known for story in stories[len(truth) :])
    figures = (*pair_scores(truth, stories), *b_cubed(truth, stories))
    return name, system, *(f"{figure:.3f}" for figure in figures), str(joined)


def _judged_lines(names: Sequence[str], articles: Sequence[Article]) -> list[tuple[str, ...]]:
    ours, by_cosine = found_in(articles), by_cosines(articles)

    def tallied(half: str, stories: Stories) -> Counter[str]:
        """Count pairs put together in a half by their judgement, and those that are the same but apart."""
        months = {"tuning": 0, "test": 1}
        dates = [date.fromisoformat(article.date or "") for article in articles]
        places = [place for place, day in enumerate(dates) if (day.year * 12 + day.month) % 2 == months[half]]
        members: dict[int, list[str]] = {}
        for place in places:
            if stories[place] is not None:
                members.setdefault(stories[place] or 0, []).append(names[place])
        judgements = judged(half)
        pairs = [frozenset(pair) for story in members.values() for pair in combinations(story, 2)]
        counts = Counter(judgements.get(pair, "not judged") for pair in pairs)
        counts["missed"] = Counter(judgements.values())["same"] - counts["same"]
        return counts

    def f1(threshold: float) -> float:
        counts = tallied("tuning", by_cosine(threshold))
        return _scores(counts["same"], counts["other"], counts["missed"])[2]

    threshold = max(THRESHOLDS, key=f1)
    lines = []
    for half in HALVES:
        for system, stories in (("ours", ours), (f"TF-IDF ≥ {threshold:.2f}", by_cosine(threshold))):
            counts = tallied(half, stories)
            precision, recall, _ = _scores(counts["same"], counts["other"], counts["missed"])
            shown = (str(counts[name]) for name in OF_JUDGED[2:6])
            lines.append((half, system, *shown, f"{precision:.3f}", f"{recall:.3f}"))
    return lines


def _text(with_truth: Sequence[tuple[str, ...]], of_judged: Sequence[tuple[str, ...]]) -> str:
    return "\n\n".join(
        (
            f"Likeness from {ALIKE}, less {LESS_A_DAY} a day, {WINDOW} days at most; chosen on the tuning halves. Seed "
            f"of the halves of NewsWCL50: {SEED}. Pairs of articles put together; `stories_data.py` tells of the data.",
            "NewsWCL50 (phrases for articles, ten events, five in each half), among the AllSides articles as others "
            "and alone; and the sample articles, undated. How little English decides on what is rare was settled after "
            "NewsWCL50 alone had been seen once, by the tuning half of AllSides cut into months.",
            table(WITH_TRUTH, with_truth),
            "AllSides, pairs judged once from headline and date, in part after they were put together. Precision is of "
            "pairs of the same event among these and others, without related ones; recall is of those judged to be of "
            "the same event, which were found by TF-IDF, and in the test half by us too.",
            table(OF_JUDGED, of_judged),
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
