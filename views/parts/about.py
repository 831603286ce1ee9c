"""What the Method view tells: bands, word lists, versions; as tables, computed from what is loaded, never typed in."""

from __future__ import annotations

from importlib import metadata

from analysis.export.bundle import stamp_of
from analysis.lexicon import Lexicons
from analysis.pages import MEASURES_PAGE, introduction, sections
from analysis.reading import Resources
from analysis.results import DimensionResult, Row, Table
from views.parts.numbers import number

# The packages whose version can change a number.
PACKAGES = ("spacy", "onnxruntime", "tokenizers", "textstat", "vaderSentiment", "wordfreq", "trafilatura", "streamlit")
EXAMPLE_TERMS = 5


def explained(label: str) -> str:
    """Return what ``docs/measures.md`` says about a measure, by its label; empty if it says nothing."""
    return sections(MEASURES_PAGE).get(label, "")


def common_ground() -> str:
    """Return what ``docs/measures.md`` says about every measure: the text between its title and the first section."""
    return introduction(MEASURES_PAGE)


def bands_table(result: DimensionResult) -> Table:
    """Return one row a band of each score: up to where it reaches, and why there."""
    scores = {score.name: score for score in reversed(result.scores) if score.bands}
    rows = []
    for score in reversed(scores.values()):
        for band in score.bands:
            limit = "no limit" if band.upper is None else f"below {number(band.upper)} {score.unit}".strip()
            rows.append(Row((score.label, score.direction, band.label, limit, band.reason)))
    columns = ("Score", "Direction", "Band", "Range", "Why there")
    return Table("bands", "Bands", "How each score is put into words:", columns, tuple(rows))


def lexicon_table(lexicons: Lexicons) -> Table:
    """Return one row a word list."""
    rows = []
    for category in lexicons.categories.values():
        examples = ", ".join(term.text for term in category.terms[:EXAMPLE_TERMS]) or "found by a rule"
        dimension = category.dimension.replace("_", " ").capitalize()
        count = len(category.terms)
        cells = (category.label, dimension, category.explanation, count, examples, category.source, category.licence)
        rows.append(Row(cells))
    columns = ("List", "Dimension", "What it holds", "Terms", "For example", "Source", "Licence")
    total = sum(len(category.terms) for category in lexicons.categories.values())
    explanation = f"{len(rows)} lists with {total:,} terms in all; version {lexicons.digest}."
    return Table("lexicons", "Word lists", explanation, columns, tuple(rows))


def versions(resources: Resources) -> Table:
    """Return versions of this program, its data and the packages that its numbers rest on, with their licences."""
    stamp = stamp_of(resources)
    own = [
        Row(("This program", stamp.version, "Apache-2.0")),
        Row(("Word lists", stamp.lexicons, "see each list")),
        Row(("Parser", stamp.pipeline, str(resources.pipeline.meta.get("license") or "not stated"))),
    ]
    models = [Row((_model_label(key), name, "see its card")) for key, name in (stamp.models or {}).items()]
    packages = [Row((name, metadata.version(name), _licence(name))) for name in PACKAGES]
    return Table(
        "versions", "Versions", "What the numbers rest on.", ("What", "Version", "Licence"), (*own, *models, *packages)
    )


def _model_label(key: str) -> str:
    return f"Model: {key.replace('_', ' ')}"


def _licence(package: str) -> str:
    """Return a package's licence as it names it itself."""
    fields = metadata.metadata(package)
    if "License-Expression" in fields:
        return fields["License-Expression"]
    classified = [line for line in fields.get_all("Classifier", []) if line.startswith("License ::")]
    return classified[0].rpartition(" :: ")[2] if classified else "not stated"
