"""Imports point downwards only: a measure never knows another measure, a view is never imported by the library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Low to high. A module imports from its own row only within one family (the same first word of its comment).
LAYERS: tuple[tuple[str, ...], ...] = (
    ("article", "version"),
    ("lexicon",),
    ("readers",),
    (
        *(
            "mark_roles",
            "quotation_marks",
            "surroundings",
            "speakers",
            "attribution",
            "titles",
            "reported_speech",
            "quotations",
        ),
        *("sentence_bounds", "document", "matching", "word_frequency"),
    ),
    ("results",),
    (
        *("actor_words", "mentions", "noun_phrases", "proper_names", "descriptions", "candidates"),
        *("cast", "name_groups", "scene", "references", "actors", "reading"),
    ),
    ("loaded_language", "headline", "actor_sentiment", "readability", "framing"),
    ("report",),
    ("alignment", "contrasts", "comparison"),
    ("highlight", "export"),
    ("__main__",),
)
# Pieces of one dimension that live in files of their own: they belong to that dimension.
PIECES = {
    "readability_formulas": "readability",
    "hard_sentences": "readability",
    "headline_claims": "headline",
    "headline_desk": "headline",
    "headline_elements": "headline",
    "headline_things": "headline",
    "headline_vocabulary": "headline",
    "body_index": "headline",
    "quantities": "headline",
    "sensationalism": "headline",
    "valence": "actor_sentiment",
    "verb_roles": "actor_sentiment",
    "tied_words": "actor_sentiment",
    "actor_profile": "actor_sentiment",
    "actor_tables": "actor_sentiment",
}
DIMENSIONS = LAYERS[6]


def modules() -> dict[str, Path]:
    """Every module of the library by its name in the table: packages count as one module."""
    found = {path.stem: path for path in (ROOT / "analysis").glob("*.py") if path.stem != "__init__"}
    return found | {f"readers/{path.stem}": path for path in (ROOT / "analysis" / "readers").glob("*.py")}


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


def layer(module: str) -> int:
    """Number of the layer of a module."""
    name = module.partition("/")[0]
    name = PIECES.get(name, name)
    return next(number for number, row in enumerate(LAYERS) if name in row)


@pytest.mark.parametrize("module", sorted(modules()))
def test_a_module_imports_only_from_its_layer_or_below(module: str) -> None:
    for name in imported(modules()[module]):
        assert layer(name) <= layer(module), f"{module} imports {name} from a higher layer"


@pytest.mark.parametrize("module", sorted(modules()))
def test_dimensions_do_not_know_each_other(module: str) -> None:
    name = PIECES.get(module, module)
    if name in DIMENSIONS:
        others = {PIECES.get(other, other) for other in imported(modules()[module])} & set(DIMENSIONS)
        assert others <= {name}


def test_the_library_never_imports_streamlit_or_a_view() -> None:
    for module, path in modules().items():
        source = path.read_text(encoding="utf-8")
        assert "import streamlit" not in source, module
        assert "from views" not in source, module
