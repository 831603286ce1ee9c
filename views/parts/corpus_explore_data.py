"""What is asked of a result, behind a cache: the same question is answered once, until more of the result is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from analysis.explore import Corpus, finished_in, open_corpus

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
# Each holds a database open, of a large result some of it in memory.
CORPORA_KEPT = 3
ANSWERS_KEPT = 256
READING = "Reading the result once, so that every later look is quick: about a minute for a million articles…"


@dataclass(frozen=True, slots=True)
class Asked:
    """An open result that answers questions."""

    corpus: Corpus

    def __call__(
        self,
        question: Callable[Concatenate[Corpus, Arguments], Answer],
        *args: Arguments.args,
        **named: Arguments.kwargs,
    ) -> Answer:
        """Return the answer of a function of :mod:`analysis.explore` to this result.

        Raises:
            CorpusError, TermError: as the function does.
        """
        finished = self.corpus.finished
        place = (str(finished.folder), finished.digest, question.__module__, question.__name__)
        answer: Answer = _answered(self.corpus, question, place, args, named)
        return answer


def opened(folder: Path) -> Corpus:
    """Return an open result, as far as it is finished now.

    Raises:
        CorpusError: if nothing is finished, or it cannot be read.
    """
    return _opened(folder, finished_in(folder).digest)


@st.cache_resource(max_entries=CORPORA_KEPT, show_spinner=READING, show_time=True)
def _opened(folder: Path, digest: str) -> Corpus:
    """Open a result; the digest tells one state of it from another."""
    return open_corpus(folder)


@st.cache_data(max_entries=ANSWERS_KEPT, show_spinner=False)
def _answered(
    _corpus: Corpus,
    _question: Callable[..., Any],
    place: tuple[str, ...],
    args: tuple[Any, ...],
    named: dict[str, Any],
) -> Any:  # noqa: ANN401 - whatever the question is answered with
    return _question(_corpus, *args, **named)
