"""Reads a stranger's file in a child process with limits, so that whatever the file does there, this process goes on.

`run_in_child(read, wanted, result)` calls a function of a module in a new Python process, and gives what it returns.
The process is spawned, never forked: the caller may have threads. Limits of memory and processor time are set where the
system has them: on Linux both, on macOS only that of processor time, on Windows neither; the limit of time by the clock
holds everywhere. Arguments and results are plain data (NamedTuples, enums, str, bytes, numbers), sent as MessagePack.
"""

import gc
import importlib
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, get_type_hints

import msgspec

from kztui.files.problems import UNREADABLE, Problem, file_problem
from kztui.importing.source import OriginalError

if TYPE_CHECKING:
    import subprocess

SECONDS = 60
"""How long reading a source may take."""
MEMORY = 1536 * 1024 * 1024
"""How many bytes of address space the child process may have. Python with its libraries takes a fifth of that."""
MAX_RESULT = 64 * 1024 * 1024
"""How many bytes the result may have."""

Result = TypeVar("Result")


class Named(Protocol):
    """What a child can be asked to read: plain data, a source or something with one, which messages call by name."""

    @property
    def name(self) -> str:
        """The name of the source."""


Wanted = TypeVar("Wanted", bound=Named)

# The child imports what this process would, and nothing from the folder in which it happens to be started.
_START = "import sys; sys.path[:] = sys.argv[1:]; from kztui.importing.child import main; main()"
_children: set["subprocess.Popen[bytes]"] = set()
_leaving = Event()
"""Set once this process is about to end: a child that is started after that is ended at once."""


class _Request(msgspec.Struct, array_like=True):
    """What to call: the module and name of a function, and its argument."""

    module: str
    name: str
    argument: bytes
    seconds: int
    memory: int


class _Response(msgspec.Struct, array_like=True):
    """What the function returned; or the problem that it raised, or the words for another error."""

    result: bytes = b""
    problem: Problem | None = None
    error: str = ""


def run_in_child(
    read: Callable[[Wanted], Result],
    wanted: Wanted,
    result: type[Result],
    *,
    seconds: int = SECONDS,
    memory: int = MEMORY,
) -> Result:
    """What `read(wanted)` returns, called in a child process; `result` is its type.

    Raises OriginalError where `read` does, and when it takes more than the limits, crashes, or cannot be started.
    KeyboardInterrupt ends the child first.
    """
    request = _Request(read.__module__, read.__qualname__, _encode(wanted), seconds, memory)
    output, status = _run(_encode(request), wanted, seconds)
    try:
        response = msgspec.msgpack.decode(output, type=_Response)
        if response.problem:
            raise OriginalError(response.problem)
        if response.result:
            return msgspec.msgpack.decode(response.result, type=result)
        message = response.error
    except msgspec.DecodeError:
        message = _ending(status, memory)
    raise _unreadable(wanted, message)


def _run(request: bytes, wanted: Named, seconds: int) -> tuple[bytes, int]:
    """What the child writes, and its exit status. Raises OriginalError when it takes too long or cannot be started."""
    import subprocess  # noqa: PLC0415 - the child does without

    if not sys.executable:
        raise _unreadable(wanted, "no process can be started to read it: where Python lies is not known")
    try:
        process = subprocess.Popen(
            # Without site (-S): where this process looks for modules is handed over.
            [sys.executable, "-S", "-c", _START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise _unreadable(wanted, f"no process can be started to read it: {error.strerror}") from None
    _children.add(process)
    if _leaving.is_set():
        process.kill()
    try:
        output, _ = process.communicate(request, seconds)
    except subprocess.TimeoutExpired:
        raise _unreadable(wanted, f"takes more than {seconds} seconds to read, which is the limit") from None
    finally:
        # Also after Ctrl+C: no child is left behind, running or dead.
        process.kill()
        process.wait()
        _children.discard(process)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
    return output, process.returncode


def end_children() -> None:
    """End the children that are still reading, for good: this process ends before the threads that wait for them."""
    _leaving.set()
    for process in [*_children]:
        process.kill()


def _ending(status: int, memory: int) -> str:
    """Why a child gave no result."""
    if status in {-getattr(signal, "SIGKILL", 9), -getattr(signal, "SIGXCPU", 24)}:
        return "takes more memory or time to read than the system allows"
    name = signal.Signals(-status).name if -status in set(signal.Signals) else f"exit status {status}"
    return f"is damaged, or needs more than {memory // 2**20:,} MB to read: its reader crashed on it ({name})"


def _unreadable(wanted: Named, message: str) -> OriginalError:
    return OriginalError(file_problem(wanted.name, UNREADABLE, message))


def main() -> None:
    """Answer one request from standard input on standard output: what the child process does."""
    with suppress(ValueError):
        # Ctrl+C goes to all processes of the terminal; the parent ends this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whatever a library prints goes where standard error goes: the response alone goes to the parent.
    answer = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # What is read is kept until the end: looking for garbage often would find little.
    gc.set_threshold(100_000)
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Request)
    _limit(request.seconds, request.memory)
    response = _encode(_respond(request))
    if len(response) > MAX_RESULT:
        response = _encode(_Response(error=f"holds more than {MAX_RESULT // 2**20} MB of text, which is the limit"))
    with open(answer, "wb") as pipe:  # noqa: PTH123 - a descriptor, not a path
        pipe.write(response)
    # The parent waits for the end of this process: nothing is left to be done but freeing memory.
    os._exit(0)


def _limit(seconds: int, memory: int) -> None:
    """Limit memory, processor time and core dumps of this process, as far as the system can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for kind, limit in (("RLIMIT_CORE", 0), ("RLIMIT_CPU", seconds + 1), ("RLIMIT_AS", memory)):
        with suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, kind), (limit, limit))


def _respond(request: _Request) -> _Response:
    try:
        read = getattr(importlib.import_module(request.module), request.name)
        parameter, *_ = get_type_hints(read)
        argument = msgspec.msgpack.decode(request.argument, type=get_type_hints(read)[parameter])
        return _Response(result=_encode(read(argument)))
    except OriginalError as fault:
        return _Response(problem=fault.problem)
    except MemoryError:
        return _Response(error=f"needs more than {request.memory // 2**20:,} MB to read, which is the limit")
    except ImportError as error:
        return _Response(error=f"cannot be read without the library {error.name}: {error}")
    except RecursionError:
        return _Response(error="is nested too deeply to be read")
    except Exception as error:  # noqa: BLE001 - whatever a reader raises on a stranger's file is said, not shown as a traceback
        return _Response(error=f"cannot be read: its reader failed ({type(error).__name__}: {error})")


def _encode(value: Any) -> bytes:
    return msgspec.msgpack.encode(value)
