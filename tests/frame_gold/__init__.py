"""Hand-made sentences and what each of them does, by which framing measures are judged: README.md states the rules."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

POLICY_FRAMES = (
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
)
GENERIC_FRAMES = (
    "generic_conflict",
    "generic_human_interest",
    "generic_responsibility",
    "generic_morality",
    "generic_economic_consequences",
)
FRAMES = POLICY_FRAMES + GENERIC_FRAMES
FUNCTIONS = ("function_problem", "function_cause", "function_judgement", "function_remedy")
EPISODIC, THEMATIC = SCOPES = ("scope_episodic", "scope_thematic")
NEITHER = "neither"
LISTS = ("frames", "functions", "arguable")
SALT = "frames-70:"
"""Put before every identifier that is hashed. Chosen, before any measure was run, so that both sides hold every key."""


class Side(StrEnum):
    """The third that may be looked at while a measure is tuned, and the rest."""

    SEEN = "seen"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence and all that two trained coders would agree it does.

    `frames` may come from both schemes, the primary one first, and are empty where nothing is framed. `scope` is
    episodic, thematic or "neither" where that is plain, and None where it is not. `arguable` holds the frames and
    functions that one coder might mark and another not: the sentence is no example of them, for or against.
    """

    identifier: str
    topic: str
    text: str
    frames: tuple[str, ...]
    functions: tuple[str, ...]
    scope: str | None
    arguable: tuple[str, ...]

    def does(self, key: str) -> bool | None:
        """Whether the sentence is an example of a frame, a function or a scope; None where that can be argued."""
        if key in self.arguable or (key in SCOPES and self.scope is None):
            return None
        return key in (*self.frames, *self.functions, self.scope)


def side_of(identifier: str) -> Side:
    """Where a sentence belongs: its identifier decides, so that no correction of the wording moves it."""
    return Side.UNSEEN if int(sha256(f"{SALT}{identifier}".encode()).hexdigest(), 16) % 3 else Side.SEEN


def gold(side: Side) -> tuple[MarkedSentence, ...]:
    """The sentences of one side, in the order of their file."""
    return marked_sentences(HERE / f"{side}.jsonl")


def marked_sentences(path: Path) -> tuple[MarkedSentence, ...]:
    """The sentences of a file with one JSON object a line; training/frame_exemplars.jsonl is written alike."""
    return tuple(_sentence(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())


def _sentence(row: dict[str, Any]) -> MarkedSentence:
    return MarkedSentence(**row | {kind: tuple(row[kind]) for kind in LISTS})
