"""What others have reached on the same data, and what a plain model reaches: printed beside our own figures.

Nothing here is measured by the scripts in this folder. A floor is TF-IDF of words and characters with logistic
regression (scikit-learn), fitted once for this project on the training data that its row names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FLOOR = "floor"
UNCHECKED = "from memory, not re-checked"
HORYCH = "Horych et al. 2025"
SPINDE = "Spinde et al. 2021"
HAMBORG = "Hamborg and Donnay 2021"
SUBMISSIONS = "rescored from the participants' submissions"


@dataclass(frozen=True)
class Published:
    """One row of figures that were not measured here.

    Attributes:
        system: what was trained, and on what if not on the data's own training split.
        figures: by the name of the measure, as in the table's columns.
        source: the publication, or ``FLOOR``.
    """

    system: str
    figures: Mapping[str, float]
    source: str


def rows(published: Sequence[Published], columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Return table rows: system, the columns' figures (a dash where there is none), source."""
    return [(p.system, *(_figure(p.figures.get(column)) for column in columns), p.source) for p in published]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


BABE_TEST = (
    Published("RoBERTa-base on Anno-Lexical", {"F1": 0.843, "MCC": 0.662}, HORYCH),
    Published("RoBERTa-base on BABE", {"F1": 0.838, "MCC": 0.678}, HORYCH),
    Published("three large language models, majority", {"F1": 0.837, "MCC": 0.639}, HORYCH),
    Published("MAGPIE", {"F1": 0.836, "MCC": 0.664}, HORYCH),
    Published("TF-IDF on BABE train_dev and Anno-Lexical", {"F1": 0.805, "MCC": 0.556}, FLOOR),
    Published("TF-IDF on BABE train_dev", {"F1": 0.791, "MCC": 0.515}, FLOOR),
    Published("TF-IDF on Anno-Lexical", {"F1": 0.775, "MCC": 0.454}, FLOOR),
)
# The papers' "weighted macro F1" weights each class with its share, over all sentences of five folds.
BABE_SG2_FOLDS = (
    Published("MAGPIE", {"weighted F1": 0.841}, f"Horych et al. 2024, {UNCHECKED}"),
    Published("DA-RoBERTa", {"weighted F1": 0.814}, "Krieger et al. 2022"),
    Published("BERT and distant supervision", {"weighted F1": 0.804}, SPINDE),
    Published("RoBERTa-base", {"weighted F1": 0.799}, SPINDE),
    Published("BERT-base", {"weighted F1": 0.789}, SPINDE),
    Published("DistilBERT", {"weighted F1": 0.777}, SPINDE),
    Published("TF-IDF", {"weighted F1": 0.736}, FLOOR),
    Published("features made by hand, XGBoost", {"weighted F1": 0.569}, SPINDE),
    Published("majority", {"weighted F1": 0.341}, FLOOR),
)
BABE_WORDS = (
    Published("negative words of a sentiment lexicon", {"F1": 0.40}, SPINDE),
    Published("features made by hand, XGBoost", {"precision": 0.22, "recall": 0.62, "F1": 0.32}, SPINDE),
    Published("lexicon of bias words", {"F1": 0.20}, SPINDE),
    Published(
        "features made by hand, XGBoost; MBIC",
        {"precision": 0.29, "recall": 0.77, "F1": 0.43, "AUC": 0.79},
        f"{SPINDE} (MBIC)",
    ),
)
CHECKTHAT_2024 = (
    Published("winner", {"macro F1": 0.744}, UNCHECKED),
    Published("BERT-base", {"macro F1": 0.741}, SUBMISSIONS),
    Published("RoBERTa, best of several", {"macro F1": 0.733}, SUBMISSIONS),
    Published("organisers' sentence embeddings", {"macro F1": 0.63}, UNCHECKED),
    Published("TF-IDF on its train and dev", {"macro F1": 0.628, "F1": 0.471}, FLOOR),
    Published("parts of speech, logistic regression", {"macro F1": 0.585}, SUBMISSIONS),
)
CHECKTHAT_2025 = (
    Published("winner", {"macro F1": 0.805}, UNCHECKED),
    Published("ClimateSense", {"macro F1": 0.723}, SUBMISSIONS),
    Published("AI-Wizards (19th)", {"macro F1": 0.66}, "their paper, 2025"),
    Published("TF-IDF on its train and dev", {"macro F1": 0.542}, FLOOR),
    Published("organisers' baseline", {"macro F1": 0.537}, UNCHECKED),
)
ANNO_LEXICAL = (Published("TF-IDF on Anno-Lexical", {"F1": 0.734, "MCC": 0.462}, FLOOR),)
NEWSMTSC_RW = (
    Published("RoBERTa-base, GRU-TSC", {"macro F1": 0.831}, HAMBORG),
    Published("RoBERTa-base, TD", {"macro F1": 0.817}, HAMBORG),
    Published("RoBERTa-base, LCF", {"macro F1": 0.814}, HAMBORG),
    Published("RoBERTa-base, SPC", {"macro F1": 0.811}, HAMBORG),
    Published("BERT-base, SPC", {"macro F1": 0.801}, HAMBORG),
)
NEWSMTSC_MT = (
    Published("RoBERTa-base, GRU-TSC", {"macro F1": 0.825}, HAMBORG),
    Published("RoBERTa-base, LCF", {"macro F1": 0.812}, HAMBORG),
    Published("RoBERTa-base, SPC", {"macro F1": 0.794}, HAMBORG),
    Published("RoBERTa-base, TD", {"macro F1": 0.784}, HAMBORG),
    Published("BERT-base, SPC", {"macro F1": 0.737}, HAMBORG),
)
MASKED = "TF-IDF, target masked"
NEWSMTSC_FLOORS: Mapping[str, Published] = {
    "devtest_rw": Published(MASKED, {"macro F1": 0.608}, FLOOR),
    "devtest_mt": Published(MASKED, {"macro F1": 0.589}, FLOOR),
    "official_rw_test": Published(MASKED, {"macro F1": 0.607}, FLOOR),
    "official_mt_test": Published(MASKED, {"macro F1": 0.586}, FLOOR),
}
