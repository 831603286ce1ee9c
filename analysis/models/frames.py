"""The frame model: how likely a sentence evokes each frame, does what Entman's functions are, and is of either scope.

It goes on from the states that the loaded-language encoder has come to half-way, so that a sentence costs only three
layers more. Made by ``python -m training.framing``; ``models/framing/card.md`` says from what, and how good it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.models.encoder import Numbers, Session
from analysis.models.files import ModelFiles
from analysis.models.sentences import SentenceInContext

# In the order of the model's outputs: categories of the dimension "framing".
KEYS = (
    "policy_economic",
    "policy_capacity_and_resources",
    "policy_morality",
    "policy_fairness_and_equality",
    "policy_legality",
    "policy_policy_prescription",
    "policy_crime_and_punishment",
    "policy_security_and_defence",
    "policy_health_and_safety",
    "policy_quality_of_life",
    "policy_cultural_identity",
    "policy_public_opinion",
    "policy_political",
    "policy_external_regulation",
    "generic_conflict",
    "generic_human_interest",
    "generic_responsibility",
    "generic_morality",
    "generic_economic_consequences",
    "function_problem",
    "function_cause",
    "function_judgement",
    "function_remedy",
    "scope_episodic",
    "scope_thematic",
)


class FrameModel:
    """Probabilities of frames, functions and scope from the states of the sentence model.

    Attributes:
        name: stable name with version; stamped on findings.
        thresholds: by key, the probability from which a sentence counts as evoking it.
    """

    def __init__(self, files: ModelFiles, session: Session) -> None:
        self.name = files.name
        self.thresholds = {key: files.settings[f"threshold_{key}"] for key in KEYS}
        self._session = session

    def read(self, sentences: Sequence[SentenceInContext]) -> list[dict[str, float]]:
        """Return for each sentence the probability, 0 to 1, of each of :data:`KEYS`.

        A sentence that was read in stretches evokes what any of them evokes.
        """
        outputs = iter(self._session.run([{"states": states} for one in sentences for states in one.states]))
        return [_probabilities([next(outputs)[0] for _ in one.states]) for one in sentences]


def _probabilities(logits: Sequence[Numbers]) -> dict[str, float]:
    likeliest = 1 / (1 + np.exp(-np.max(logits, axis=0)))
    return dict(zip(KEYS, likeliest.tolist(), strict=True))
