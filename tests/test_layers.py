"""Imports point downwards only: a measure never knows another measure, a view is never imported by the library."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from analysis.report import MEASURES

ROOT = Path(__file__).resolve().parent.parent

DIMENSIONS = frozenset(measure.measure.__module__.split(".")[1] for measure in MEASURES)
# Low to high. A package counts as one module; within it, imports are its own affair.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("article", "batches", "version", "pages"),
    ("saved",),
    ("lexicon",),
    ("readers",),
    (
        "quotations",
        "sentence_bounds",
        "document",
        "matching",
        "truecase",
        "words",
        "grammar",
        "verb_roles",
        "vocabulary",
        "quantities",
        "models",
        "place",
    ),
    ("results", "intervals", "log_odds", "spreadsheet"),
    ("decisions",),
    ("actors", "in_context", "reading", "density"),
    ("own_lexicons",),
    tuple(sorted(DIMENSIONS)),
    ("report",),
    ("comparison",),
    ("coding",),
    ("project",),
    ("highlight", "export"),
    ("dataframes",),
    ("terminal",),
    ("scoring",),
    ("corpus",),
    ("explore",),
    ("methods_section",),
    ("__main__",),
)
MODULES = sorted(path.relative_to(ROOT / "analysis") for path in (ROOT / "analysis").rglob("*.py"))
KNOWN = frozenset(name for row in LAYERS for name in row)
LIBRARY = [module for module in MODULES if module.as_posix() != "__init__.py"]


def name_of(module: Path) -> str:
    """The module's name in the table: its package, or its file."""
    return module.parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """First-level names of the library's modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            parts = node.module.split(".")
            if parts[0] == "analysis":
                names.update([parts[1]] if len(parts) > 1 else [alias.name for alias in node.names])
        elif isinstance(node, ast.Import):
            names.update(alias.name.split(".")[1] for alias in node.names if alias.name.startswith("analysis."))
    return names


def layer(name: str) -> int:
    """Number of the layer of a module."""
    return next(number for number, row in enumerate(LAYERS) if name in row)


@pytest.mark.parametrize("module", LIBRARY, ids=Path.as_posix)
def test_a_module_imports_only_from_its_layer_or_below(module: Path) -> None:
    for name in imported(ROOT / "analysis" / module):
        assert layer(name) <= layer(name_of(module)), f"{module} imports {name} from a higher layer"


def test_the_map_tells_of_every_layer_in_this_order() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").replace("\\_", "_")
    rows = page.partition("| layer | modules |")[2].partition("\n\n")[0].splitlines()[2:]
    told = [[name for name in re.findall(r"\w+", row.split("|")[2]) if name in KNOWN] for row in rows]
    places = {name: place for place, row in enumerate(told) for name in row}
    assert places.keys() == KNOWN - {"version"}
    in_order = [places[name] for row in LAYERS for name in row if name in places]
    assert in_order == sorted(in_order)


@pytest.mark.parametrize("module", LIBRARY, ids=Path.as_posix)
def test_dimensions_do_not_know_each_other(module: Path) -> None:
    if name_of(module) in DIMENSIONS:
        assert imported(ROOT / "analysis" / module) & DIMENSIONS <= {name_of(module)}


@pytest.mark.parametrize("module", MODULES, ids=Path.as_posix)
def test_the_library_never_imports_streamlit_or_a_view(module: Path) -> None:
    source = (ROOT / "analysis" / module).read_text(encoding="utf-8")
    assert "import streamlit" not in source
    assert "from views" not in source
