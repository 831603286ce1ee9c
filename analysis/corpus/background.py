"""A run as a process of its own: started, found again and stopped by whoever looks at its result folder.

It outlives the program that started it. What it was asked to do, what it says, and files that were handed over for it
lie in a subfolder of the result, so that it can be gone on with later, also by another program.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import psutil
from filelock import FileLock, Timeout
from pydantic import ValidationError

from analysis.corpus.files import appearing
from analysis.corpus.manifest import Manifest, Part, read_manifest
from analysis.corpus.options import CorpusError
from analysis.corpus.progress import PROGRESS, read_progress
from analysis.corpus.result_folder import ASIDE, LOCK, check_free
from analysis.own_lexicons import LexiconFile, OwnLexicons

ORDER, LOG, WORD_LISTS = "order.json", "log.txt", "word-lists.json"
# Where ``python -m analysis`` finds this very program.
PROGRAM = Path(__file__).resolve().parents[2]
# Of the log, from its end: an error message, or the part of a traceback that matters.
LOG_BYTES, LOG_LINES = 8_000, 20
# On Windows: no window of its own, and no share in the keyboard of whoever started it.
_WINDOWS_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class Order(Part):
    """What a run was asked to do.

    Attributes:
        source: path of the input.
        models: whether the models are used.
        own_lexicons: whether the own word lists that lie beside the order are used.
        processes: how many analyse side by side; None for as many as the machine has room for.
        process: number of the process that was started last.
        asked_to_stop: whether somebody has asked it to.
    """

    source: str
    models: bool = True
    own_lexicons: bool = False
    processes: int | None = None
    process: int | None = None
    asked_to_stop: bool = False

    def write(self, out: Path) -> None:
        """Put it into a result folder."""
        with appearing(out / ASIDE / ORDER) as partly:
            partly.write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_order(out: Path) -> Order | None:
    """Return what the run in a result folder was asked to do; None if it was not started from here.

    Raises:
        CorpusError: if the file is damaged.
    """
    place = out / ASIDE / ORDER
    try:
        return Order.model_validate_json(place.read_bytes())
    except FileNotFoundError:
        return None
    except (ValidationError, OSError) as error:
        raise CorpusError(f"{place}: is damaged; delete it.") from error


def order_for(out: Path) -> Order:
    """Return what to ask for to go on with the result in a folder, however it was begun.

    Raises:
        CorpusError: if there is none, or it cannot be told from the result.
    """
    order = read_order(out)
    if order is not None:
        return order
    manifest = read_manifest(out)
    if manifest is None:
        raise CorpusError(f"{out}: holds no result.")
    if manifest.made_with.own_lexicons is not None:
        raise CorpusError(
            f"{out}: was begun on the command line with word lists of its own; go on there, with the same command."
        )
    return _order_of(manifest)


def _order_of(manifest: Manifest) -> Order:
    return Order(source=manifest.input.path, models=manifest.made_with.models is not None)


def check_out(out: Path) -> None:
    """See that a run may begin in a folder: it is to be made, empty, or holds a result on which nobody is at work.

    Raises:
        CorpusError: if not.
    """
    if out.exists() and not out.is_dir():
        raise CorpusError(f"{out}: is a file; name a folder for the result.")
    if not out.parent.is_dir():
        raise CorpusError(f"{out}: there is no folder {out.parent}; make it first, or choose another place.")
    if out.is_dir() and read_manifest(out) is None:
        check_free(out)
    if is_at_work(out):
        raise CorpusError(f"{out}: a run is at work there already.")


def check_source(source: Path, out: Path) -> None:
    """See that an input is there, and that a result in this folder would not be read with it.

    Raises:
        CorpusError: if not.
    """
    if not source.exists():
        raise CorpusError(f"{source}: there is no such file or folder.")
    if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
        raise CorpusError(f"{out}: is the input, or lies in it; name a folder outside, or the result would be read.")


def start(order: Order, out: Path, *, own: OwnLexicons | None = None, recompute: bool = False) -> None:
    """Start a run, or go on with one, in a process of its own.

    Args:
        order: what it is asked to do.
        out: the result folder; made if it is not there.
        own: a person's own word lists, if the order says that there are some and they are not in the folder yet.
        recompute: whether to begin anew where the folder holds a result of something else.

    Raises:
        CorpusError: if the order cannot be carried out there, or a run is at work there already.
    """
    check_out(out)
    check_source(Path(order.source), out)
    aside = out / ASIDE
    try:
        aside.mkdir(parents=True, exist_ok=True)
        (out / PROGRESS).unlink(missing_ok=True)  # how far the last run was, and not this one
        if own is not None and own.lists:
            (aside / WORD_LISTS).write_bytes(LexiconFile.of(lexicons=own).as_bytes())
        with (aside / LOG).open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 (our own program, and no shell)
                command(order, out, recompute=recompute),
                cwd=PROGRAM,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | {"PYTHONUTF8": "1"},
                start_new_session=True,
                creationflags=_WINDOWS_FLAGS,
            )
        order.model_copy(update={"process": process.pid, "asked_to_stop": False}).write(out)
    except OSError as error:
        raise CorpusError(f"{error.filename or out}: cannot be written ({error.strerror or error}).") from error
    # Somebody has to ask for its exit code, or it would stay among the processes after its end.
    threading.Thread(target=process.wait, daemon=True).start()


def command(order: Order, out: Path, *, recompute: bool = False) -> list[str]:
    """Return the command that carries out an order."""
    return [
        *(sys.executable, "-m", "analysis", "corpus", str(Path(order.source).resolve()), "--out", str(out.resolve())),
        *([] if order.models else ["--models", "none"]),
        *(["--lexicon", str((out / ASIDE / WORD_LISTS).resolve())] if order.own_lexicons else []),
        *(["--processes", str(order.processes)] if order.processes else []),
        *(["--recompute"] if recompute else []),
    ]


def is_at_work(out: Path) -> bool:
    """Whether a run is at work in a result folder, by whomever it was started."""
    return process_of(out) is not None or _is_locked(out)


def _is_locked(out: Path) -> bool:
    """Whether somebody holds the lock; it is taken for a moment to see, and never made."""
    if not (out / LOCK).exists():
        return False
    try:
        with FileLock(out / LOCK, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:  # where nothing may be written, nobody of ours is at work
        return False


def process_of(out: Path) -> psutil.Process | None:
    """Return the process on this machine that runs in a result folder; None if there is none that is surely it.

    A number alone proves nothing, since the system gives it to another process later: the command line is looked at.
    """
    order, progress = read_order(out), read_progress(out)
    numbers = (order.process if order else None, progress.process if progress else None)
    for number in numbers:
        try:
            if number is not None and _runs_in(process := psutil.Process(number), out):
                return process
        except (psutil.Error, OSError):  # gone, or another user's
            continue
    return None


def _runs_in(process: psutil.Process, out: Path) -> bool:
    words = process.cmdline()
    if "corpus" not in words:
        return False
    folders = [word.removeprefix("--out=") for word in words if word.startswith("--out=")]
    folders += [folder for option, folder in pairwise(words) if option == "--out"]
    return any(Path(process.cwd(), folder).resolve() == out.resolve() for folder in folders)


def stop(out: Path, *, at_once: bool = False) -> None:
    """Ask the run in a result folder to stop; it ends a moment later. What is finished is kept.

    Args:
        out: the result folder.
        at_once: end it instead of asking; nothing more is lost than what was being worked on.

    Raises:
        CorpusError: if it is at work, and its process cannot be found: then it was started in some other way.
    """
    process = process_of(out)
    if process is None:
        if _is_locked(out):
            raise CorpusError(
                f"{out}: the run there was not started from here, nor by the command of this program on this "
                "computer; stop it where it was started."
            )
        return
    order = read_order(out)
    if order is not None:
        order.model_copy(update={"asked_to_stop": True}).write(out)
    try:
        if at_once or os.name == "nt":  # Windows can interrupt no process that has no keyboard
            process.kill()
        else:
            process.send_signal(signal.SIGINT)
    except psutil.Error:  # it has ended meanwhile
        return


def last_words(out: Path) -> str:
    """Return the last lines that the run started last from here has said; nothing if there are none."""
    try:
        with (out / ASIDE / LOG).open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - LOG_BYTES))
            said = log.read().decode("utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(said.splitlines()[-LOG_LINES:]).strip()
