"""A process that does what it is asked, one thing after the other: what breaks it, or never ends, costs only itself.

The pools of libraries share pipes and locks between their processes, so that one which is killed while it hands over a
result leaves the others waiting for good; they run the caller's main module in every process once more; and a Dask
worker under a nanny may not start them. Here every process has two pipes of its own, and they end with it.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from typing import IO, Any, TextIO, TypeVar

Result = TypeVar("Result")

# Before each message: how many bytes it has.
_LENGTH = struct.Struct("!Q")
# Each process is given one core; libraries that take all of them would only get in each other’s way.
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# On Windows: no window of its own, and no share in the keyboard; elsewhere a new session keeps Ctrl-C from it.
_WINDOWS_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class NotDone(Exception):
    """What was asked is not done; the message says what became of it, in words that follow its name."""


class Broken(NotDone):
    """The process ended over it. Perhaps it was ended by somebody else: another attempt may go well."""


class Ended(Exception):
    """Nothing can be asked any more."""


class Child:
    """A process that starts when something is asked, and anew when the last one has ended.

    One thread asks; any may end it.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._has_ended = False
        self._changing = threading.Lock()

    @property
    def is_running(self) -> bool:
        """Whether the process that was asked last is there to be asked again."""
        return self._process is not None and self._process.poll() is None

    def ask(self, function: Callable[..., Result], *arguments: object, seconds: float) -> Result:
        """Call a function in the process.

        Args:
            function: of a module.
            arguments: for it.
            seconds: how long that may take; then the process is ended.

        Raises:
            Broken: if the process ended.
            NotDone: if the function raised something, or took too long.
            Ended: if :meth:`end` was called.
        """
        process, begin = self._running(), monotonic()
        guard = threading.Timer(seconds, process.kill)
        guard.daemon = True
        guard.start()
        try:
            answer = _exchanged(process, pickle.dumps((seconds, function, arguments)))
            result, trouble = pickle.loads(answer)  # noqa: S301 (from our own program)
        except (OSError, EOFError) as error:
            _finish(process)
            if monotonic() - begin >= seconds:
                raise NotDone(f"took more than {seconds:,.0f} seconds") from error
            raise Broken(f"ended its process (exit code {process.returncode})") from error
        finally:
            guard.cancel()
        if trouble is not None:
            raise NotDone(f"failed ({trouble})")
        return result  # type: ignore[no-any-return]  # it is what the function returned

    def end(self) -> None:
        """End the process at once, whatever it is at; whoever has asked it something is told."""
        with self._changing:
            self._has_ended = True
            if self._process is not None:
                _finish(self._process)

    def _running(self) -> subprocess.Popen[bytes]:
        with self._changing:
            if self._has_ended:
                raise Ended("The run has been stopped.")
            if self._process is None or self._process.poll() is not None:
                if self._process is not None:
                    _finish(self._process)
                self._process = _started()
            return self._process


def _started() -> subprocess.Popen[bytes]:
    """Start a process that finds modules where this one finds them, and nowhere else."""
    path = os.pathsep.join(place or str(Path.cwd()) for place in sys.path)
    return subprocess.Popen(
        [sys.executable, "-P", "-c", "from analysis.corpus.child import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | ONE_CORE | {"PYTHONPATH": path},
        start_new_session=True,
        creationflags=_WINDOWS_FLAGS,
    )


def _exchanged(process: subprocess.Popen[bytes], message: bytes) -> bytes:
    """Send a message and return what comes back.

    Raises:
        OSError, EOFError: if the process has ended.
    """
    if process.stdin is None or process.stdout is None:
        raise EOFError
    try:
        _send(process.stdin, message)
        return _receive(process.stdout)
    except ValueError as error:  # another thread has closed the pipes
        raise EOFError from error


def _finish(process: subprocess.Popen[bytes]) -> None:
    """End a process if it has not ended, and let go of its pipes."""
    process.kill()
    with suppress(OSError), process:  # what was still to be sent cannot be
        pass


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    """Return the next message.

    Raises:
        EOFError: if there is none, or it broke off.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return found


def serve() -> None:
    """Do what standard input asks for and answer on standard output, until whoever asks is gone."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    requests: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    with Path(os.devnull).open("w") as nowhere:
        while True:
            _send(answers, pickle.dumps(_answer(requests.get(), nowhere)))


def _listen(requests: SimpleQueue[bytes]) -> None:
    """Hand on what is asked; leave at once when nobody can ask any more, even in the midst of an answer."""
    with suppress(EOFError):
        while True:
            requests.put(_receive(sys.stdin.buffer))
    os._exit(1)


def _answer(request: bytes, nowhere: TextIO) -> tuple[Any, str | None]:
    """Return what a function returned, and what it raised in words.

    One that lets no other thread run is ended when its time is up, without any Python: the parent may be gone.
    """
    try:
        seconds, function, arguments = pickle.loads(request)  # noqa: S301 (from our own program)
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        return function(*arguments), None
    except Exception as error:  # whatever it was: the next thing that is asked may go well
        return None, f"{type(error).__name__}: {error}".removesuffix(": ")
    finally:
        faulthandler.cancel_dump_traceback_later()
