"""An account of a corpus run for the methods section of a paper: what was analysed, with what, how, and how well.

Everything in it is read: from the result folder, from the pages that the dashboard shows too (``docs/measures.md``,
``benchmarks/RESULTS.md``) and from the models' cards. The words between stand in ``account.txt``, the works to cite in
``bibliography.toml``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, StrictUndefined

from analysis.corpus.manifest import MANIFEST, Manifest, read_manifest
from analysis.corpus.options import CorpusError
from analysis.corpus.tables import ARTICLES
from analysis.methods_section.accuracy import load_choice
from analysis.methods_section.bibliography import bibtex, load_bibliography, with_keys
from analysis.methods_section.counting import MOST_NAMED, Counted, Named, counted, plain_name
from analysis.methods_section.measures import measures_told, score_columns
from analysis.methods_section.plain import plain_text
from analysis.models import MODELS_FOLDER
from analysis.models.cards import Weights, weights_in
from analysis.pages import LEXICONS_PAGE, MEASURES_PAGE, README, introduction, sections, tables

TEMPLATE = Path(__file__).with_name("account.txt")


def described_corpus(folder: Path) -> str:
    """Return an account of a corpus run as plain text; the same for the same folder, every time.

    Args:
        folder: the result folder of a run, finished or not; an unfinished one is said to be so.

    Raises:
        CorpusError: if the folder holds no result, or a damaged one.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise CorpusError(f"{folder}: holds no result of a corpus run; name the folder that “--out” was given.")
    try:
        found = counted(folder, score_columns(manifest.columns.get(ARTICLES, {})))
    except duckdb.Error as error:
        raise CorpusError(f"{folder}: a table is damaged, or is not the one that {MANIFEST} describes.") from error
    works = load_bibliography()
    account = with_keys(_account(manifest, found), works)
    return account + bibtex(account, works, version=manifest.made_with.library) + "\n"


def _account(manifest: Manifest, found: Counted | None) -> str:
    environment = Environment(
        # Plain text: nothing is escaped, and nothing in it is ever interpreted.
        autoescape=False,  # noqa: S701
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"of": _of, "named": _named, "kinds": _kinds}
    models = manifest.made_with.models or {}
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        manifest=manifest,
        made_with=manifest.made_with,
        input=manifest.input.model_copy(update={"name": plain_name(manifest.input.name)}),
        own_lists=_own_lists(manifest),
        models=[_model(name) for name in models.values()],
        counted=found,
        common_ground=plain_text(introduction(MEASURES_PAGE)),
        measures=measures_told(manifest.columns, found.values if found else {}, models, load_choice()),
        limits=plain_text(sections(README)["Limits"]),
        sources=list(_lexicon_sources()),
    )


def _of(number: int, noun: str) -> str:
    """Return a number with its noun: ``"1 article"``, ``"2,000 articles"``; “more” has no plural."""
    return f"{number:,} {noun}{'' if number == 1 or noun == 'more' else 's'}"


def _named(names: Sequence[Named], different: int) -> str:
    """Return names with their numbers of articles, as the end of a sentence."""
    if not names:
        return ""
    listed = ", ".join(f"{one.name} ({one.articles:,})" for one in names)
    return f"{'; the most frequent ' if different > MOST_NAMED else ': '}{listed}"


def _kinds(left_out: Mapping[str, int]) -> str:
    """Return the endings of files with their numbers."""
    return ", ".join(f"{plain_name(ending) or 'no ending'} ({number:,})" for ending, number in left_out.items())


def _own_lists(manifest: Manifest) -> dict[str, Any]:
    """Return which word lists of a person's own were used, and how; no lists if there were none."""
    if manifest.made_with.own_lexicons is None:
        return {"lists": []}
    own: dict[str, Any] = json.loads(manifest.made_with.own_lexicons)
    return own | {"lists": [one | {"name": plain_name(one["name"])} for one in own["lists"]]}


def _model(name: str) -> Weights:
    """Return the model of this name that the program comes with, or one of which nothing but the name is known."""
    found = next((model for model in weights_in(MODELS_FOLDER) if model.name == name), None)
    return found or Weights(name, "", 0, "")


def _lexicon_sources() -> Iterator[str]:
    """Yield the works that informed the word lists, each with its licence and what it informed."""
    [page] = tables(sections(LEXICONS_PAGE)["Sources and licences"])
    for row in page.rows:
        yield f"{row['source']} ({row['licence']}): {row['informed']}."
