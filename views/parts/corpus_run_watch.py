"""A run in its result folder: how far it is while it works, what became of it afterwards, and the ways to go on."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

import streamlit as st

from analysis.corpus.background import is_at_work, last_words, order_for, read_order, start, stop
from analysis.corpus.commands import duration
from analysis.corpus.manifest import Counts, Manifest, Status, read_manifest
from analysis.corpus.options import CorpusError
from analysis.corpus.progress import Progress, read_progress
from analysis.methods_section.account import described_corpus
from views.parts.corpus_run_files import is_trial
from views.parts.corpus_run_live import tell
from views.parts.corpus_run_state import close_folder, show_problem, telling_problems
from views.parts.plain import counted, plain

# Seconds between two looks: a run writes how far it is twice as often.
PAUSE = 1.0
# Screen readers are told at every so many per cent.
STEP = 10
STARTING = "Starting: loading word lists and models"
STOPPING = (
    "It was asked to stop, and ends as soon as it can. What is finished is kept. If it does not end within a minute, "
    "end it at once: only what it is at is done again later."
)
KEPT = "What is finished is kept; Resume goes on from there."
KILLED = "It ended without a word: it was ended by the system, or the computer was switched off."
UP_TO_DATE = (
    "If the input, a word list, a model or the program has changed since, this deletes the result and analyses "
    "everything again. If nothing has changed, nothing is done again."
)


def show_input(out: Path, *, may_run: bool) -> None:
    """Draw what is analysed, and where the result is for whoever may know.

    Raises:
        CorpusError: if what lies in the folder cannot be read.
    """
    manifest, order = read_manifest(out), read_order(out)
    if name := manifest.input.name if manifest else Path(order.source).name if order else "":
        st.header(plain(name), anchor=False)
    if may_run:
        st.text(f"The result is in {out}.")
    if manifest is not None and manifest.input.left_out:
        kinds = ", ".join(f"{n} {ending or 'without an ending'}" for ending, n in manifest.input.left_out.items())
        st.text(f"Files of other kinds are left out: {kinds}.")


def show_run(out: Path, *, may_run: bool = True) -> bool:
    """Draw what there is to say of the run in a folder, and what can be done; return whether it is at work.

    Args:
        out: the result folder.
        may_run: whether this visit may stop a run and go on with it.

    Raises:
        CorpusError: if what lies in the folder cannot be read.
    """
    at_work = is_at_work(out)
    if at_work:
        _watch(out, may_run)
        if may_run:
            st.button("Close, and leave it at work", key="corpus-leave", icon=":material/close:", on_click=close_folder)
    else:
        show_problem()
        _show_end(out, may_run)
    return at_work


@st.fragment(run_every=PAUSE)
def _watch(out: Path, may_run: bool) -> None:
    """Draw how far a run is, again and again; what else is on the page stays as it is."""
    try:
        if not is_at_work(out):
            st.rerun()
        progress, order = read_progress(out), read_order(out)
    except CorpusError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    tell(announced(progress), key="corpus-live")
    _show_progress(progress)
    if not may_run:
        return
    show_problem()
    if order is not None and order.asked_to_stop:
        st.text(STOPPING)
        st.button("End it at once", key="corpus-end", icon=":material/stop:", on_click=_stop, args=(out, True))
    else:
        st.button("Stop", key="corpus-stop", icon=":material/stop:", on_click=_stop, args=(out,))


def announced(progress: Progress | None) -> str:
    """Return what is told to those who do not see the page: it changes with the stage and every tenth of the way."""
    if progress is None:
        return f"{STARTING}."
    if not progress.total:
        return f"{progress.stage}."
    return f"{progress.stage}: {_share(progress) * 100 // STEP * STEP:.0f} % done."


def _share(progress: Progress) -> float:
    return min(1.0, progress.counts.articles / progress.total) if progress.total else 0.0


def _show_progress(progress: Progress | None) -> None:
    if progress is None:
        st.progress(0.0, text=f"{STARTING} …")
        return
    n_done, total = progress.counts.articles, progress.total
    how_far = f"{n_done:,} of {counted(total, 'article')}" if total else f"{counted(n_done, 'article')} so far"
    st.progress(_share(progress), text=f"{plain(progress.stage)}: {how_far}")
    bad = progress.counts.refused + progress.counts.failed
    told = [f"{progress.rate:.1f} articles a second"] if progress.rate else []
    told += [f"{duration(progress.seconds_left)} left"] if progress.seconds_left is not None else []
    st.text(", ".join([*told, f"{bad:,} not analysed"]))
    _show_errors(progress, bad)


def _show_errors(progress: Progress, bad: int) -> None:
    if not progress.errors:
        return
    with st.expander(f"{counted(bad, 'article')} could not be analysed; the latest"):
        items = "".join(
            f"<li><strong>{escape(source)}</strong>: {escape(error)}</li>"
            for source, error in reversed(progress.errors)
        )
        st.html(f'<ul class="problems">{items}</ul>')


def _show_end(out: Path, may_run: bool) -> None:
    manifest, order = read_manifest(out), read_order(out)
    if manifest is not None and manifest.status is Status.FINISHED:
        st.success(plain(f"{_summary(manifest.counts)} It took {duration(manifest.seconds)}."), icon=":material/check:")
        st.download_button(
            "Account for a methods section",
            data=lambda: described_corpus(out).encode(),
            file_name="methods.txt",
            mime="text/plain",
            key="corpus-account",
            on_click="ignore",
            icon=":material/description:",
        )
    elif order is not None and not order.asked_to_stop:
        _show_failure(manifest, last_words(out) if may_run else None)
    elif manifest is not None:
        st.info(f"Stopped at {_how_far(manifest)}. {KEPT if may_run else ''}", icon=":material/pause:")
    else:
        st.info(f"Stopped before the first article was analysed. {KEPT if may_run else ''}", icon=":material/pause:")
    if may_run:
        _offer_ways(out, is_finished=manifest is not None and manifest.status is Status.FINISHED)


def _show_failure(manifest: Manifest | None, said: str | None) -> None:
    """Say that a run has ended which nobody has stopped from here.

    Args:
        manifest: of what there is.
        said: what it said last; None for whoever may not know.
    """
    told = ["The run has ended before it was done."]
    told += [f"At {_how_far(manifest)}; what is finished is kept."] if manifest else []
    told += [said.splitlines()[-1] if said else KILLED] if said is not None else []
    st.error(plain(" ".join(told)), icon=":material/error:")
    if said and len(said.splitlines()) > 1:
        with st.expander("What it said last"):
            st.code(said, language=None, wrap_lines=True)


def _how_far(manifest: Manifest) -> str:
    n_done = manifest.counts.articles
    return f"{n_done:,} of {counted(manifest.articles, 'article')}" if manifest.articles else counted(n_done, "article")


def _summary(counts: Counts) -> str:
    bad = counts.refused + counts.failed
    told = f"{counts.analysed:,} of {counted(counts.articles, 'article')} analysed."
    return f"{told} {bad:,} could not be; the table says why." if bad else told


def _offer_ways(out: Path, *, is_finished: bool) -> None:
    with st.container(horizontal=True):
        if not is_finished:
            st.button(
                "Resume",
                key="corpus-resume",
                type="primary",
                icon=":material/play_arrow:",
                on_click=_start,
                args=(out, False),
            )
        with st.popover("Bring up to date", icon=":material/update:", key="corpus-anew"):
            st.text(UP_TO_DATE)
            st.button("Look, and delete what is out of date", key="corpus-anew-yes", on_click=_start, args=(out, True))
        st.button("Close", key="corpus-close", icon=":material/close:", on_click=close_folder)
        if is_trial(out):
            st.button("Delete this trial", key="corpus-delete", icon=":material/delete:", on_click=_delete, args=(out,))


def _start(out: Path, recompute: bool) -> None:
    with telling_problems():
        start(order_for(out), out, recompute=recompute)


def _stop(out: Path, at_once: bool = False) -> None:
    with telling_problems():
        stop(out, at_once=at_once)


def _delete(out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    close_folder()
