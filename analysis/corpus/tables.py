"""The tables of a result: what their columns hold, and how a report becomes rows of them.

Columns of scores are taken from the scores themselves, with label, unit and direction as the column's metadata, so that
a new measure needs no entry here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import pyarrow as arrow

from analysis.article import Article
from analysis.corpus.duplicates import SIGNATURE_FIELDS, signature_of
from analysis.corpus.items import Item
from analysis.export import Stamp, finding_as_dict
from analysis.quotations import Voice
from analysis.readers.cleaning import one_line
from analysis.reading import Resources
from analysis.report import Report, analyse
from analysis.results import DimensionResult, Score, table_named

FORMAT = "how-it-is-told/corpus"
VERSION = 1

ARTICLES, FINDINGS, ACTORS, FRAMES, SIGNATURES = "articles", "findings", "actors", "frames", "signatures"
MORAL_LANGUAGE = "moral_language"
ANALYSED, REFUSED, FAILED = "analysed", "refused", "failed"
# Text that repeats from row to row is kept once.
WORD = arrow.dictionary(arrow.int32(), arrow.string())
TEXT, WHOLE, NUMBER = arrow.string(), arrow.int64(), arrow.float64()
Rows = list[dict[str, Any]]

_ARTICLE_FIELDS = [
    ("article", WHOLE, "Place in the input, from 0; the key of every table"),
    ("id", TEXT, "The article’s own id, if the input has one"),
    ("source", TEXT, "File, row or archive member that it was read from"),
    (
        "status",
        WORD,
        f"{ANALYSED}, {REFUSED} (it cannot be read, or is no article) or {FAILED} (the analysis broke off)",
    ),
    ("error", TEXT, "Why it was not analysed, and what to do"),
    ("outlet", WORD, "Who published it"),
    ("section", WORD, "The part of the paper that it appeared in"),
    ("byline", TEXT, "Who wrote it"),
    ("date", arrow.date32(), "When it was published"),
    ("url", TEXT, "Its address"),
    ("headline", TEXT, "Exactly as analysed; spans of the part “headline” point into it"),
    (
        "body",
        TEXT,
        "Exactly as analysed, without what was left out as boilerplate; spans of the part “body” point into it",
    ),
    ("words_own", WHOLE, "Words of the body in the outlet’s own voice"),
    ("words_quoted", WHOLE, "Words of the body in direct quotations"),
    ("sentences", WHOLE, "Sentences of the body"),
]
_MADE_WITH_FIELDS = [
    ("library", WORD, "Version of the program"),
    ("lexicons", WORD, "Digest of all word lists in use"),
    ("pipeline", WORD, "Name and version of the spaCy pipeline"),
    ("models", WORD, "Name and version of each model, as JSON; null if there were none"),
    ("own_lexicons", WORD, "A person’s own word lists in use, as JSON; null if there were none"),
]
_FINDING_FIELDS = [
    ("article", WHOLE, "The article’s number"),
    ("dimension", WORD, "The measure that rests on it"),
    ("part", WORD, "headline or body"),
    ("start", WHOLE, "First character, counted from 0"),
    ("end", WHOLE, "The character after its last"),
    ("quote", TEXT, "Exactly the characters there"),
    ("category", WORD, "Kind of finding"),
    ("reason", WORD, "Why it is marked"),
    ("source", WORD, "Word list entry, rule or model that found it"),
    ("weight", NUMBER, "Strength of the evidence; 1 is ordinary"),
    ("voice", WORD, "own or quoted"),
    ("speaker", TEXT, "Who is quoted or paraphrased"),
    ("alternative", WORD, "A neutral wording"),
    ("fair_when", WORD, "When the wording would be fair"),
    ("subject", TEXT, "Actor, headline element or frame that it is about"),
    ("probability", NUMBER, "How likely, 0 to 1, the model finds the words loaded; null where it was not asked"),
    ("marked_by_model", arrow.bool_(), "Whether the model marks them; null where it was not asked"),
]


@dataclass(frozen=True, slots=True)
class SubjectTable:
    """A table with one row a subject of a dimension's scores.

    Attributes:
        name: of the table, and of the dimension's own table of the subjects.
        dimension: key of the dimension.
        subject: the column that names the subject.
        details: columns taken from the dimension's own table of the subjects: name, heading there, type, meaning.
        scores: names of the scores that it holds; None for all that have a subject.
    """

    name: str
    dimension: str
    subject: str
    details: tuple[tuple[str, str, arrow.DataType, str], ...]
    scores: frozenset[str] | None = None

    def scores_of(self, result: DimensionResult) -> list[Score]:
        """Return the scores that the table holds, in their order."""
        wanted = (score for score in result.scores if score.subject is not None)
        return [score for score in wanted if self.scores is None or score.name in self.scores]


SUBJECT_TABLES = (
    SubjectTable(
        ACTORS,
        "actors",
        "actor",
        (
            ("kind", "Kind", WORD, "Person, organisation, place or group"),
            ("names_used", "Names used", TEXT, "How the article names the actor"),
            ("acts", "Acts", TEXT, "What the actor does: verbs"),
            ("acted_upon", "Acted upon", TEXT, "What is done to the actor: verbs"),
            ("first_mentioned", "First mentioned", WORD, "Where in the article"),
        ),
    ),
    SubjectTable(
        FRAMES,
        "framing",
        "frame",
        (("scheme", "Scheme", WORD, "policy or generic"),),
        frozenset({"frame_share"}),
    ),
    SubjectTable(MORAL_LANGUAGE, "framing", "foundation", (), frozenset({"moral_words_per_1000_words"})),
)
# A small article with an actor and both voices, which has every score that any article has.
_PROBE = Article("Mayor answers", "Mayor Ada Quill answered the council on Monday. “We will build it,” she said.")


def schemas_of(resources: Resources) -> dict[str, arrow.Schema]:
    """Return the schema of each table, with the meaning of each column as its metadata."""
    probe = analyse(_PROBE, resources)
    whole = [
        column for key, result in probe.dimensions.items() for column in _score_fields(_whole_scores(result), f"{key}_")
    ]
    schemas = {
        ARTICLES: _schema([*_ARTICLE_FIELDS, *whole, *_MADE_WITH_FIELDS]),
        FINDINGS: _schema(_FINDING_FIELDS),
        SIGNATURES: _schema(SIGNATURE_FIELDS),
    }
    for table in SUBJECT_TABLES:
        scores = table.scores_of(probe.dimensions[table.dimension])
        first = {(score.name, score.voice): _of_any(score, table.subject) for score in reversed(scores)}
        details = [(name, kind, meaning) for name, _, kind, meaning in table.details]
        heads = [("article", WHOLE, "The article’s number"), (table.subject, TEXT, "The subject of the scores")]
        schemas[table.name] = _schema([*heads, *details, *_score_fields(reversed(first.values()), "")])
    return schemas


def rows_of(item: Item, report: Report, stamp: Stamp) -> dict[str, Rows]:
    """Return the rows of an analysed article, by table."""
    article, document = report.article, report.reading.document
    row = _head(item, article) | {
        "status": ANALYSED,
        "words_own": document.words(Voice.OWN),
        "words_quoted": document.words(Voice.QUOTED),
        "sentences": len(document.body_sentences),
    }
    for key, result in report.dimensions.items():
        for score in _whole_scores(result):
            row |= _score_cells(score, f"{key}_")
    findings = [
        {"article": item.number, "dimension": key} | finding_as_dict(finding)
        for key, result in report.dimensions.items()
        for finding in result.findings
    ]
    tables = {
        ARTICLES: [row | made_with_cells(stamp)],
        FINDINGS: findings,
        SIGNATURES: [signature_of(item.number, article)],
    }
    for table in SUBJECT_TABLES:
        tables[table.name] = _subject_rows(table, item.number, report.dimensions[table.dimension])
    return tables


def error_row(item: Item, status: str, error: str, stamp: Stamp) -> dict[str, Any]:
    """Return the row of an article that was not analysed: what is known of it, and why."""
    headline, outlet, byline, url = (
        one_line(text or "") for text in (item.headline, item.outlet, item.byline, item.url)
    )
    found = Article(headline, "", outlet=outlet or None, byline=byline or None, url=url or None)
    return _head(item, found) | {"status": status, "error": error} | made_with_cells(stamp)


def _head(item: Item, article: Article) -> dict[str, Any]:
    return {
        "article": item.number,
        "id": item.identifier,
        "source": item.source,
        "outlet": article.outlet,
        "section": item.section,
        "byline": article.byline,
        "date": date.fromisoformat(article.date) if article.date else None,
        "url": article.url,
        "headline": article.headline,
        "body": article.body,
    }


def made_with_cells(stamp: Stamp) -> dict[str, Any]:
    """Return what a row is made with, as its cells."""
    return {
        "library": stamp.version,
        "lexicons": stamp.lexicons,
        "pipeline": stamp.pipeline,
        "models": json.dumps(dict(stamp.models)) if stamp.models else None,
        "own_lexicons": json.dumps(asdict(stamp.own_lexicons)) if stamp.own_lexicons else None,
    }


def _whole_scores(result: DimensionResult) -> list[Score]:
    return [score for score in result.scores if score.subject is None]


def _score_fields(scores: Iterable[Score], prefix: str) -> list[tuple[str, arrow.DataType, str]]:
    fields: list[tuple[str, arrow.DataType, str]] = []
    for score in scores:
        name, voice = f"{prefix}{score.name}_{score.voice.value}", f"{score.voice.value} words"
        fields += [
            (name, NUMBER, f"{score.label}, {voice} ({score.unit}); {score.direction}"),
            (f"{name}_low", NUMBER, "Lower end of its 95 % interval"),
            (f"{name}_high", NUMBER, "Upper end of its 95 % interval"),
            (f"{name}_note", WORD, "Why there is no value, or what to bear in mind"),
        ]
    return fields


def _of_any(score: Score, subject: str) -> Score:
    """Return a score with a label that holds for every subject: "Mentions of the actor"."""
    name = score.subject or ""
    return replace(score, label=score.label.replace(f"“{name}”", name).replace(name, f"the {subject}"))


def _score_cells(score: Score, prefix: str) -> dict[str, Any]:
    name = f"{prefix}{score.name}_{score.voice.value}"
    return {name: score.value, f"{name}_low": score.low, f"{name}_high": score.high, f"{name}_note": score.note or None}


def _subject_rows(table: SubjectTable, number: int, result: DimensionResult) -> Rows:
    """Return one row a subject, in the order of the dimension's scores."""
    rows: dict[str, dict[str, Any]] = {}
    for score in table.scores_of(result):
        row = rows.setdefault(str(score.subject), {"article": number, table.subject: score.subject})
        row |= _score_cells(score, "")
    details = _details(table, result)
    return [row | details.get(subject, {}) for subject, row in rows.items()]


def _details(table: SubjectTable, result: DimensionResult) -> Mapping[str, dict[str, Any]]:
    own = table_named(table.name, result.tables)
    places = [(name, own.columns.index(heading)) for name, heading, _, _ in table.details]
    return {str(row.cells[0]): {name: row.cells[place] for name, place in places} for row in own.rows}


def _schema(fields: Iterable[tuple[str, arrow.DataType, str]]) -> arrow.Schema:
    marks = {"format": FORMAT, "version": str(VERSION)}
    return arrow.schema(
        [arrow.field(name, kind, metadata={"meaning": meaning}) for name, kind, meaning in fields], marks
    )
