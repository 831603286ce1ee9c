"""The notebook of the documentation runs from beginning to end, warns of nothing and is stored without outputs."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import ROOT

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
# Seconds for a single cell; the longest starts analysing processes. Far more than it takes: only a hang ends it.
PATIENCE = 300


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Run the notebook, in a kernel that keeps what it writes to itself."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        kernels = tmp_path_factory.mktemp("jupyter")
        patch.setenv("JUPYTER_DATA_DIR", str(kernels))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(kernels))
        patch.setenv("IPYTHONDIR", str(kernels))
        patch.setenv("TMPDIR", str(kernels))
        client = NotebookClient(notebook, timeout=PATIENCE, resources={"metadata": {"path": str(NOTEBOOK.parent)}})
        client.execute()
    return notebook


def shown(notebook: Any, cell: str) -> str:
    """Return what a cell of the notebook shows: text, and a chart as JSON."""
    [found] = [one for one in notebook.cells if one["id"] == cell]
    return "".join(output.get("text") or json.dumps(output["data"], ensure_ascii=False) for output in found["outputs"])


def test_it_is_stored_without_outputs() -> None:
    stored = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(stored)
    code = [cell for cell in stored.cells if cell["cell_type"] == "code"]
    assert len(code) >= 8
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]] == []


def test_it_runs_and_warns_of_nothing(executed: Any) -> None:
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert [output["text"] for output in outputs if output.get("name") == "stderr"] == []
    assert {output["output_type"] for output in outputs} <= {"execute_result", "stream", "display_data"}


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("analyse", "Sentences with loaded wording"),
        ("findings", "quote"),
        ("tables", "Actor"),
        ("compare", "told_by_one_only"),
        ("naming", "Dispatch"),
        ("corpus", "Counts(analysed=13, refused=0, failed=0)"),
        ("articles", "Evening Star-Dispatch"),
        ("frames", "section"),
        ("chart", "Sentences with loaded wording, own words (%)"),
        ("describe", "13 news articles from 13 outlets"),
    ],
)
def test_each_cell_shows_what_the_text_around_it_promises(executed: Any, cell: str, words: str) -> None:
    assert words in shown(executed, cell)


def test_it_reads_invented_articles_and_no_address() -> None:
    source = NOTEBOOK.read_text(encoding="utf-8")
    assert "sample_articles" in source
    assert "http" not in source
