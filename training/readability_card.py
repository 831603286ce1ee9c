"""The model card of the readability grade model, with the figures of the run that wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.models.grade import Regression

ABOUT = """# Readability grade model

Name: `{name}`. Licence of the weights: Apache-2.0.

Training data: CLEAR, excerpts in the public domain or under CC BY 3.0 or 4.0.

Predicts how easy teachers find a passage of about 170 words (`ease`, higher = easier), and the US school grade that
this stands for. Kernel ridge regression; run time is numpy. Sentence embeddings come from {encoder}. A longer
text is read in passages, and their ease averaged.

## Data

CLEAR (Crossley, Heintz, Choi, Batchelor, Karimi, Malatinszky 2022, Behavior Research Methods): teachers compared pairs
of excerpts. The corpus as a whole is CC BY-NC-SA 4.0, so the shipped weights are fitted only on excerpts whose own row
names CC BY 3.0, CC BY 4.0 or the public domain, or names no licence and a year of publication before 1927. Rows under
SA, NC, ND or GFDL, without a year, or with the year of an electronic edition, are left out. The teachers' scores belong
to the corpus; the weights hold no text and no score, but the excerpts' places among the features, and how much each
of them pulls.

## Figures

Pearson r with the teachers' score. Five folds, seeded; settings are chosen inside the training folds. Folds are random,
so excerpts by one author may stand on both sides.

| inputs | excerpts | r | r, informational | RMSE |
|---|---|---|---|---|
{rows}

## Grade and interval

The grade is ease put through a straight line that gives the cross-validated predictions, over the excerpts fitted on,
the mean and spread of the formulas' median grade there: "as hard as what the formulas call grade 8", in the order of
teachers' judgements. The interval holds 95 % of the cross-validated residuals; it is that of one passage, and includes
the teachers' own disagreement (mean standard error 0.49 of the score).

{line}

## Limits

Excerpts are English, most of them literary and older than 1927; news is not among them. Read the grade beside the
formulas.
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one set of inputs reaches on some excerpts: Pearson r, r on the informational ones, RMSE."""

    label: str
    excerpts: int
    r: float
    r_informational: float
    error: float


def card(name: str, encoder: str, figures: Sequence[Figures], regression: Regression) -> str:
    """Return the card as Markdown."""
    rows = "\n".join(
        f"| {of.label} | {of.excerpts:,} | {of.r:.3f} | {of.r_informational:.3f} | {of.error:.3f} |" for of in figures
    )
    line = (
        f"Grade = {regression.intercept:.2f} − {-regression.slope:.2f} × ease, interval ± {regression.error:.2f} in "
        f"ease (± {-regression.slope * regression.error:.1f} grades)."
    )
    return ABOUT.format(name=name, encoder=encoder, rows=rows, line=line)
