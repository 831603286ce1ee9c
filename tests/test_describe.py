"""The account of a corpus run: what it says is read from the result and the project's pages, and can be cited."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from analysis.__main__ import app
from analysis.corpus.manifest import MANIFEST
from analysis.corpus.options import CorpusError
from analysis.methods_section.account import described_corpus
from analysis.methods_section.accuracy import Wanted, figures_of, load_choice
from analysis.methods_section.bibliography import bibtex, load_bibliography, with_keys
from analysis.methods_section.counting import plain_name
from analysis.methods_section.plain import plain_text
from analysis.models import FOLDERS, MODELS_FOLDER
from analysis.models.cards import weights_in
from analysis.models.files import checked
from analysis.pages import RESULTS_PAGE, introduction, sections, tables
from analysis.report import MEASURES
from tests.conftest import ROOT
from tests.corpus_data import N_ANALYSED, N_BAD, N_STORIES

# Only comparisons use this model, no corpus run; and it learned from what was invented for the project alone.
OF_THE_PROJECT = "tellings"
MODELS = {folder: checked(MODELS_FOLDER / folder).name for folder in FOLDERS}
KEY_IN_TEXT = re.compile(r"\[@(\w+)(?:; @(\w+))?\]")
ENTRY = re.compile(r"^@(\w+)\{(\w+),\n((?:  \w+ = \{.*\},\n)+)\}$", re.MULTILINE)
Changed = Callable[..., Path]


@pytest.fixture
def changed(corpus_folder: Path, tmp_path: Path) -> Changed:
    """Make a copy of the result whose manifest says something else."""

    def change(**fields: Any) -> Path:
        folder = tmp_path / "result"
        shutil.copytree(corpus_folder, folder, dirs_exist_ok=True)
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        for name, value in fields.items():
            manifest[name] = manifest[name] | value if isinstance(value, Mapping) else value
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        return folder

    return change


def test_it_counts_what_the_result_holds(corpus_folder: Path) -> None:
    account = described_corpus(corpus_folder)
    assert f"- {N_ANALYSED + N_BAD} articles: {N_ANALYSED} analysed, 1 refused" in account
    assert "1 failed (the analysis broke off)." in account
    assert "  - 1: is no article: it has no text.\n  - 1: the analysis took too long.\n" in account
    assert "- Dates: 15 articles with a date, from 2026-02-05 to 2026-06-15." in account
    assert "- Sections: 2, named by 11 articles: Local (8), Education (3)." in account
    assert (
        "1 article with exactly the words of an earlier one, 1 more with nearly its words; 14 articles without"
        in account
    )
    assert f": {N_STORIES} groups of articles that seem to tell of the same event, with 15 articles in all." in account
    words = parquet.read_table(corpus_folder / "articles", columns=["words_own", "words_quoted", "sentences"])
    own, quoted, sentences = (arrow.compute.sum(words[name]).as_py() for name in words.column_names)
    assert f"{own:,} in the outlets' own voice, {quoted:,} in direct quotations; {sentences} sentences." in account
    assert f"with {own + quoted:,} words in {sentences} sentences" in account


def test_it_says_of_how_many_articles_a_score_has_a_value(corpus_folder: Path) -> None:
    name = "loaded_language_loaded_sentence_share"
    table = parquet.read_table(corpus_folder / "articles", columns=[f"{name}_own", f"{name}_quoted"])
    own, quoted = (len(column) - column.null_count for column in table.columns)
    line = next(line for line in described_corpus(corpus_folder).splitlines() if f"columns {name}_own" in line)
    assert line.startswith("- Sentences with loaded wording (%); higher = more loaded wording. Table articles")
    assert line.endswith(f"With a value: {own} articles in own words, {quoted} articles in quoted words.")


def test_it_is_the_same_every_time_and_says_nothing_of_the_time_it_is_made(corpus_folder: Path) -> None:
    account = described_corpus(corpus_folder)
    assert account == described_corpus(corpus_folder)
    assert "begun 2026-03-20T10:00:00+00:00, finished 2026-03-20T10:00:09+00:00; 9.0 seconds" in account


def test_it_tells_of_every_measure_with_formula_scores_and_known_failures(corpus_folder: Path) -> None:
    account = described_corpus(corpus_folder)
    for measure in MEASURES:
        told = account.partition(f"\n{measure.label}\n~~~")[2].partition("\n\n\n")[0]
        assert "\n    " in told, measure.key
        assert "Known failures." in told
        assert f"columns {measure.key}_" in told
        assert "How good it is" in told


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_it_names_each_model_with_its_digest_training_data_and_accuracy(folder: str, changed: Changed) -> None:
    account = described_corpus(changed(made_with={"models": MODELS}))
    model = next(model for model in weights_in(MODELS_FOLDER) if model.name == MODELS[folder])
    line = next(line for line in account.splitlines() if line.startswith(f"- Model {model.name}; "))
    assert model.digest in line
    if folder == OF_THE_PROJECT:
        assert "invented for this project" in line
    else:
        assert line.count("[@") >= 1
        assert any(wanted.model == folder and wanted.what in account for wanted in load_choice())


def test_a_model_that_is_not_the_programs_has_no_figures(changed: Changed) -> None:
    account = described_corpus(changed(made_with={"models": dict.fromkeys(MODELS, "own@7")}))
    assert "- Model own@7; it is none of those that this copy of the program comes with." in account
    assert "Sentences called loaded by the model" not in account
    assert "Sentences called loaded by the word lists alone" in account


def test_every_figure_is_found_in_the_results_and_stands_nowhere_else() -> None:
    results = RESULTS_PAGE.read_text(encoding="utf-8")
    choice = load_choice()
    for measure in MEASURES:
        wanted = [one for one in choice if one.measure == measure.key]
        found = list(figures_of(measure.key, MODELS, choice))
        assert [figure.what for figure in found] == [one.what for one in wanted]
        for figure in found:
            numbers = re.findall(r"\d\.\d{2,3}", figure.values)
            assert numbers
            assert all(number in results for number in numbers)
    typed = (ROOT / "analysis" / "methods_section" / "accuracy.toml").read_text(encoding="utf-8")
    assert re.findall(r"\d\.\d", typed) == []


@pytest.mark.parametrize("wanted", load_choice(), ids=lambda wanted: wanted.what)
def test_the_sizes_of_data_sets_are_those_of_the_results(wanted: Wanted) -> None:
    results = sections(RESULTS_PAGE)[wanted.section].replace(",", "")
    sizes = re.findall(r"\b\d{2,}\b", re.sub(r"\([^)]*\)|,", "", wanted.data))
    assert [size for size in sizes if not re.search(rf"\b{size}\b", results)] == []


def test_figures_come_from_the_row_that_was_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    rows = "| a@1 | {} | 0.2 | 0.3 | 0.4 |\n| b@2 | {} | 1 | 1 | 1 |"
    table = f"| system | F1 | MCC | AUC | ECE |\n|---|---|---|---|---|\n{rows}"
    page.write_text(
        "# Results\n\n## Loaded-language model: sentences\n\nWith lexicons 0123456789ab.\n\n"
        f"**BABE v3 dev**: no.\n\n{table.format(0.91, 0.92)}\n\n**BABE v3 test**: all.\n\n{table.format(0.51, 0.52)}\n",
        encoding="utf-8",
    )
    [figure] = figures_of("loaded_language", {"loaded_language": "a@1"}, load_choice(), page)
    assert figure.values == "F1 0.51, MCC 0.2, AUC 0.3, ECE 0.4"
    assert figure.lexicons == "0123456789ab"
    assert list(figures_of("loaded_language", {"loaded_language": "c@1"}, load_choice(), page)) == []
    assert list(figures_of("loaded_language", {}, load_choice(), tmp_path / "none.md")) == []


def test_figures_of_other_word_lists_say_so(corpus_folder: Path, changed: Changed) -> None:
    digest = re.findall(r"Lexicons ([0-9a-f]{12})", RESULTS_PAGE.read_text(encoding="utf-8"))[0]
    assert f"Measured with word lists of digest {digest}." in described_corpus(
        changed(made_with={"lexicons": "0" * 12})
    )
    assert "Measured with word lists of" not in described_corpus(changed(made_with={"lexicons": digest}))


def test_own_word_lists_are_named(changed: Changed) -> None:
    lists = [{"name": "Verbs of @price\n", "digest": "a1b2c3d4e5f6"}]
    own = json.dumps({"use": "beside", "dimensions": ["loaded_language"], "lists": lists})
    account = described_corpus(changed(made_with={"own_lexicons": own}))
    line = "- Word list of the researchers' own, used beside the built-in ones: Verbs of @ price, digest a1b2c3d4e5f6."
    assert line in account
    assert "with your own they are not known" in account


@pytest.mark.parametrize(("status", "words"), [("stopped", "was stopped"), ("running", "is still at work")])
def test_an_unfinished_run_says_so_first(status: str, words: str, changed: Changed) -> None:
    account = described_corpus(changed(status=status, finished=None, articles=40))
    assert account.splitlines()[3].startswith(f"This run is not finished: it {words}")
    assert "18 articles are done of 40" in account


def test_a_run_without_a_finished_shard_is_described_too(changed: Changed) -> None:
    folder = changed(status="running", finished=None, articles=None, counts={"analysed": 0, "refused": 0, "failed": 0})
    shutil.rmtree(folder / "articles")
    shutil.rmtree(folder / "groups")
    account = described_corpus(folder)
    assert "No article is analysed yet." in account
    assert "- 0 articles: 0 analysed, 0 refused" in account


def test_a_folder_without_a_result_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no result of a corpus run; name the folder"):
        described_corpus(tmp_path)


def test_a_damaged_table_is_named_as_such(changed: Changed) -> None:
    folder = changed()
    next((folder / "articles").iterdir()).write_bytes(b"PAR1 no table")
    with pytest.raises(CorpusError, match="a table is damaged"):
        described_corpus(folder)


def test_a_column_that_the_manifest_invents_is_never_run_as_a_query(changed: Changed) -> None:
    name = 'x") FROM articles; DROP TABLE articles; --'
    with pytest.raises(CorpusError, match="a table is damaged"):
        described_corpus(changed(columns={"articles": {name: "?", f"{name}_low": "?"}}))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Two\nlines", "Two lines"),
        ("\x1b[31mred", "[31mred"),
        ("a\u202eb", "ab"),
        ("[@mbfa]", "[@ mbfa]"),
        ("x" * 300, "x" * 200),
    ],
)
def test_names_from_articles_cannot_break_out_of_their_line(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_every_key_has_an_entry_and_every_entry_is_cited(changed: Changed) -> None:
    folder = changed(made_with={"models": MODELS})
    text, _, entries = described_corpus(folder).partition("References (BibTeX)")
    cited = {key for found in KEY_IN_TEXT.findall(text) for key in found if key}
    keys = [key for _, key, _ in ENTRY.findall(entries)]
    assert keys == sorted(cited)
    assert cited == load_bibliography().keys()
    assert ENTRY.sub("", entries).strip("-\n") == ""


def test_bibtex_entries_are_whole() -> None:
    for work in load_bibliography().values():
        assert {"title", "author", "year"} <= work.fields.keys()
        assert re.fullmatch(r"(18|19|20)\d\d", work.fields["year"])
        for value in work.fields.values():
            assert value.count("{") == value.count("}")
            assert not re.search(r"[&%#$_\\]", value.replace("10.1", "")) or value.startswith("10.")
        assert re.fullmatch(r"10\.\d{4,}/\S+", work.fields.get("doi", "10.1000/none"))
        assert ENTRY.fullmatch(work.as_bibtex())


def test_the_programs_own_entry_says_what_the_citation_file_says() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    fields = load_bibliography()["mbfa"].fields
    assert f'title: "{fields["title"].strip("{}")}"' in citation
    assert f'name: "{fields["author"].strip("{}")}"' in citation
    assert f'date-released: "{fields["year"]}-' in citation
    assert f"license: {fields['license']}" in citation
    assert "  version = {3.2.1},\n" in bibtex("see [@mbfa]", load_bibliography(), version="3.2.1")


def test_a_key_follows_the_longest_name_of_a_work() -> None:
    works = load_bibliography()
    assert with_keys("so Entman 1993 says", works) == "so Entman 1993 [@entman1993framing] says"
    assert with_keys("MBIC (Spinde et al. 2021)", works) == "MBIC (Spinde et al. 2021) [@spinde2021mbic]"


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("*One*\nand **two** `three`.", "One and two three."),
        ("See [models](models.md).", "See models."),
        ("> a = 1 × b\n>\n> c = 2", "    a = 1 × b\n    c = 2"),
        ("- one\n  more\n- two", "- one more\n- two"),
        ("a * b and c", "a * b and c"),
    ],
)
def test_markdown_becomes_plain_text(markdown: str, plain: str) -> None:
    assert plain_text(markdown) == plain


def test_pages_fall_into_an_introduction_sections_and_tables(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# T\n\nFirst.\n\n## A\n\nWhy.\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n## B\n\nEnd.\n", encoding="utf-8"
    )
    assert introduction(page) == "First."
    assert list(sections(page)) == ["A", "B"]
    [table] = tables(sections(page)["A"])
    assert (table.caption, table.rows) == ("Why.", ({"x": "1", "y": "2"},))
    assert introduction(tmp_path / "none.md") == ""
    assert sections(tmp_path / "none.md") == {}


def test_the_command_writes_to_a_file_or_to_standard_output(corpus_folder: Path, tmp_path: Path) -> None:
    account = described_corpus(corpus_folder)
    out = tmp_path / "account.txt"
    assert CliRunner().invoke(app, ["describe", str(corpus_folder)]).stdout == account
    assert CliRunner().invoke(app, ["describe", str(corpus_folder), "--out", str(out)]).exit_code == 0
    assert out.read_text(encoding="utf-8") == account


def test_the_command_refuses_what_is_no_result_and_what_it_reads(corpus_folder: Path, tmp_path: Path) -> None:
    refused = CliRunner().invoke(app, ["describe", str(tmp_path)])
    assert refused.exit_code == 2
    assert "holds no result" in refused.stderr
    before = (corpus_folder / MANIFEST).read_bytes()
    over = CliRunner().invoke(app, ["describe", str(corpus_folder), "--out", str(corpus_folder / MANIFEST)])
    assert over.exit_code == 2
    assert (corpus_folder / MANIFEST).read_bytes() == before
