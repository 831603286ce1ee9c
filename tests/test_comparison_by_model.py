"""Things that only the tellings model takes for one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.comparison import compare_tellings, tell
from analysis.intervals import Numbers
from analysis.reading import Resources
from tests.stub_models import WrittenTellings, written_models
from tests.test_comparison import read

# The model of these tests takes words for one thing that begin alike.
FIRST = "The ferry stayed in the harbour on Monday after the gale. Divers searched the harbour. The ferry sank."
SECOND = "Divers searched the harbour. The ferry sank. The ferry left the harbour on Monday before the gust."


def naming(resources: Resources, first: str, second: str, *, models: bool = True) -> set[tuple[str | None, ...]]:
    chosen = replace(written_models({}), tellings=WrittenTellings()) if models else None
    tellings = [tell(reading, resources.lexicons, chosen) for reading in read(resources, first, second)]
    rows = compare_tellings(tellings, ("A", "B")).table("naming").rows
    return {tuple(str(cell) for cell in row.cells[1:]) for row in rows}


def test_what_the_model_takes_for_one_has_a_row(resources: Resources) -> None:
    found = ("gale (1)", "gust (1)")
    assert found in naming(resources, FIRST, SECOND)
    assert found not in naming(resources, FIRST, SECOND, models=False)


def test_two_names_are_not_made_one(resources: Resources) -> None:
    first = "Ann Grove tore down the fence on Monday, police said. Nobody saw Ann Grove."
    second = "On Monday Gus Hale tore down a wall, police said. Nobody saw Gus Hale."
    assert not any("Grove" in (a or "") and "Hale" in (b or "") for a, b in naming(resources, first, second))


def test_what_the_model_is_not_sure_of_is_left_out(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsure(_: WrittenTellings, first: Numbers, second: Numbers) -> Numbers:
        return np.full((len(first), len(second)), 1.9)

    monkeypatch.setattr(WrittenTellings, "one_thing", unsure)
    assert ("gale (1)", "gust (1)") not in naming(resources, FIRST, SECOND)
