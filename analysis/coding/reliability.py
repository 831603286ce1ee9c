"""Agreement of coders, code by code: how often they agree, and how much more than chance would.

Percent agreement needs no assumption and flatters rare codes. Cohen's kappa (1960) is for two coders; Krippendorff's
alpha (2018, nominal) is for any number and for units that some have left out. Both are 1 for full agreement and 0 for
what chance would give.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analysis.coding.agreement import alpha
from analysis.coding.code_tables import value_of
from analysis.coding.codings import Coder, Coding, Verdict
from analysis.coding.sheet import Sheet
from analysis.intervals import Numbers
from analysis.results import Row, Table
from analysis.spreadsheet import csv_text

ALL_CODES = "All codes"
# With fewer, a single unit moves the percentage by 20 points or more.
MINIMUM_UNITS = 5
NUMBERS = ("percent", "kappa", "alpha", "low", "high")

TOO_FEW = f"Too few units that two coders have judged: {{n_units}} of at least {MINIMUM_UNITS}."
ONE_VALUE = "With one value, agreement cannot be told from chance: {how}."
FULL = "The coders agree on every unit; drawing units anew cannot tell how sure that is."
TOO_SELDOM = "Given too seldom for an interval."


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one code.

    Attributes:
        code: its key; None for all codes of an exclusive codebook together.
        label: its name for people.
        n_units: units that at least two of the coders have judged; the others do not count.
        uses: how often each coder gave it in these units.
        percent: pairs of coders and units that agree, in %, 0 to 100.
        kappa: Cohen's, −1 to 1; only of two coders.
        alpha: Krippendorff's, nominal, at most 1.
        low: lower end of alpha's 95 % interval, by resampling units.
        high: upper end.
        note: why a number is missing.
    """

    code: str | None
    label: str
    n_units: int
    uses: tuple[int, ...]
    percent: float | None = None
    kappa: float | None = None
    alpha: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""


def agreement(sheet: Sheet, coders: Sequence[str]) -> tuple[Agreement, ...]:
    """Return the agreement on each code, and, where a unit gets one code at most, first on all of them together.

    Args:
        sheet: with the codes.
        coders: names of two or more of its coders.

    Raises:
        ValueError: if there are fewer than two.
        KeyError: if one of them is not in the sheet.
    """
    if len(coders) < 2:
        raise ValueError("agreement needs two coders")
    work = [sheet.coder(name) for name in coders]
    whole = [agreement_on(None, ALL_CODES, _choices(sheet, work))] if sheet.codebook.exclusive else []
    single = (agreement_on(code.code, code.label, _values(work, code.code)) for code in sheet.codebook.codes)
    return (*whole, *single)


def _values(coders: Sequence[Coder], key: str) -> Numbers:
    """Return a row a coder and a column a unit: 1, 0, or NaN where the coder does not say."""
    return np.array([[value_of(coding, key) for coding in coder.codings] for coder in coders], dtype=float)


def _choices(sheet: Sheet, coders: Sequence[Coder]) -> Numbers:
    """Return the same for the one code of each unit: its number from 1, 0 for none of them."""
    numbers = {key: number for number, key in enumerate(sheet.codebook.keys, start=1)}

    def choice(coding: Coding) -> float:
        if not coding.is_judged:
            return np.nan
        return numbers[coding.codes[0]] if coding.verdict is Verdict.CODED else 0

    return np.array([[choice(coding) for coding in coder.codings] for coder in coders], dtype=float)


def agreement_on(code: str | None, label: str, values: Numbers) -> Agreement:
    """Return the agreement on one code.

    Args:
        code: its key; None for all codes together.
        label: its name.
        values: a row a coder and a column a unit: 1, 0, or NaN where the coder does not say.
    """
    judged = values[:, (~np.isnan(values)).sum(axis=0) >= 2]
    n_units = judged.shape[1]
    uses = tuple(int(row) for row in (judged > 0).sum(axis=1))
    if n_units < MINIMUM_UNITS:
        return Agreement(code, label, n_units, uses, note=TOO_FEW.format(n_units=n_units))
    percent = 100 * float(np.mean(list(_pairs(judged))))
    found = set(judged[~np.isnan(judged)])
    if len(found) == 1:
        how = "nobody gave it" if found == {0} else "everybody gave the same to every unit"
        return Agreement(code, label, n_units, uses, percent, note=ONE_VALUE.format(how=how))
    beyond_chance = alpha(_counts(judged), np.arange(n_units))
    note = "" if beyond_chance.low is not None else FULL if percent == 100 else TOO_SELDOM
    numbers = (percent, _kappa(judged), beyond_chance.value, beyond_chance.low, beyond_chance.high)
    return Agreement(code, label, n_units, uses, *numbers, note)


def _pairs(judged: Numbers) -> Iterator[bool]:
    """Yield whether two coders agree, for each pair of them and unit that both have judged."""
    for first, second in combinations(judged, 2):
        both = ~np.isnan(first) & ~np.isnan(second)
        yield from first[both] == second[both]


def _kappa(judged: Numbers) -> float | None:
    if len(judged) > 2:
        return None
    from sklearn.metrics import cohen_kappa_score  # here, to keep the start of the program fast

    return float(cohen_kappa_score(*judged))


def _counts(judged: Numbers) -> NDArray[np.int64]:
    """Return how many coders gave each unit (row) each value (column)."""
    domain = np.unique(judged[~np.isnan(judged)])
    return np.asarray((judged[..., np.newaxis] == domain).sum(axis=0), dtype=np.int64)


def agreement_table(agreements: Sequence[Agreement], coders: Sequence[str]) -> Table:
    """Return agreements as a table for people, with the coders' names."""
    uses = (f"Given by {name}" for name in coders)
    rows = (
        Row((one.label, one.n_units, *one.uses, one.percent, _two_digits(one.kappa), _with_interval(one), one.note))
        for one in agreements
    )
    return Table(
        "agreement",
        "Agreement of the coders",
        "How often the coders agree on each code, and how much more than chance would: 1 is fully, 0 is no more than "
        "chance. Units that are missing or unsure do not count. Krippendorff (2004) draws no conclusions from an alpha "
        "below 0.667, and only tentative ones below 0.8.",
        ("Code", "Units", *uses, "Agreement, %", "Cohen’s kappa", "Krippendorff’s alpha (95 % interval)", "Note"),
        tuple(rows),
    )


def _two_digits(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}".replace("-", "−")


def _with_interval(one: Agreement) -> str | None:
    if one.alpha is None or one.low is None:
        return _two_digits(one.alpha)
    return f"{_two_digits(one.alpha)} ({_two_digits(one.low)} to {_two_digits(one.high)})"


def agreement_csv(agreements: Sequence[Agreement], coders: Sequence[str]) -> str:
    """Return agreements with all their digits as CSV."""
    columns = ("code", "label", "units", *(f"uses_{name}" for name in coders), *NUMBERS, "note")
    rows = (
        (one.code, one.label, one.n_units, *one.uses, *(getattr(one, number) for number in NUMBERS), one.note)
        for one in agreements
    )
    return csv_text(columns, rows)
