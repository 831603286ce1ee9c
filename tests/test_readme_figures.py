"""The README's figures are those of the benchmarks' results file."""

from __future__ import annotations

import re

from tests.conftest import ROOT

FIGURE = re.compile(r"\d\.\d{2,3}")
# Published elsewhere, not measured here.
PUBLISHED = {"0.40"}


def test_every_figure_stands_in_the_results_file() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## How good is it?")[2].partition("\n## ")[0]
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    figures = set(FIGURE.findall(section)) - PUBLISHED
    assert len(figures) >= 10
    assert {figure for figure in figures if figure not in results} == set()
