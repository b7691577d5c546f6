"""Runs helper programs with a time limit, away from the terminal, so that none can block or draw on the screen."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import IO, NamedTuple

TIMEOUT = 2.0
"""How many seconds a program may take."""

_MESSAGE_LENGTH = 160
_running: set["subprocess.Popen[bytes]"] = set()
_leaving = Event()
"""Set once the process is about to end: what is started after that is ended at once."""


class ProgramResult(NamedTuple):
    """How a program ended: `error` is empty after exit status 0, else the reason in a few words."""

    error: str
    output: bytes = b""


def find_program(name: str, env: Mapping[str, str]) -> str:
    """The absolute path of a program in the folders of PATH; empty where it is in none.

    Windows would look in the working folder first, where a stranger's archive may have put a program of that name; so
    would a PATH with a relative folder in it.
    """
    if Path(name).is_absolute():
        return name
    for folder in map(Path, env.get("PATH", os.defpath).split(os.pathsep)):
        for suffix in ("", ".exe") if os.name == "nt" else ("",):
            program = folder / f"{name}{suffix}"
            if folder.is_absolute() and os.access(program, os.X_OK) and program.is_file():
                return str(program)
    return ""


def run_with_input(
    command: Sequence[str], data: bytes, env: Mapping[str, str], timeout: float = TIMEOUT
) -> ProgramResult:
    """Run `command` with `data` on its standard input and wait for it, but not for processes that it leaves behind.

    A helper that owns an X11 selection stays on as a daemon with the descriptors it inherited. It gets no pipe but
    its standard input, and its own session, so that it survives the end of the terminal.
    """
    with _stderr_file() as stderr_file:
        return _run(command, env, timeout, data, subprocess.DEVNULL, stderr_file)


def run(command: Sequence[str], env: Mapping[str, str], timeout: float = TIMEOUT) -> ProgramResult:
    """Run `command` and return what it writes to standard output."""
    return _run(command, env, timeout, None, subprocess.PIPE, None)


def _run(
    command: Sequence[str],
    env: Mapping[str, str],
    timeout: float,
    data: bytes | None,
    stdout: int,
    stderr_file: IO[bytes] | None,
) -> ProgramResult:
    """Run `command` in a session of its own; `data` is its input, `stderr_file` takes its error messages."""
    program = find_program(command[0], env)
    if not program:
        return ProgramResult(f"{command[0]} is not installed")
    try:
        process = subprocess.Popen(
            (program, *command[1:]),
            env=dict(env),
            stdin=subprocess.DEVNULL if data is None else subprocess.PIPE,
            stdout=stdout,
            stderr=stderr_file or subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        return _not_run(error)
    _running.add(process)
    if _leaving.is_set():
        _end(process)
    try:
        output, _ = process.communicate(data, timeout)
    except OSError as error:
        return _not_run(error)
    except subprocess.TimeoutExpired:
        _kill(process)
        return ProgramResult(f"timed out after {timeout:g} s")
    finally:
        _running.discard(process)
    return ProgramResult(_status_error(process.returncode, stderr_file), output or b"")


def _not_run(error: OSError) -> ProgramResult:
    return ProgramResult((error.strerror or type(error).__name__).lower())


def end_programs() -> None:
    """End the programs that are still waited for, for good: the process ends before the threads that wait for them."""
    _leaving.set()
    for process in [*_running]:
        _end(process)


def _stderr_file() -> IO[bytes]:
    """A temporary file for a program's stderr; the null device when there can be none, as on a full disk."""
    try:
        return tempfile.TemporaryFile()
    except OSError:
        return Path(os.devnull).open("w+b")


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a program with all processes that it started, and close its pipes."""
    _end(process)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)


def _status_error(status: int, stderr_file: IO[bytes] | None) -> str:
    if status == 0:
        return ""
    message = ""
    if stderr_file is not None:
        with suppress(OSError):
            stderr_file.seek(0)
            message = stderr_file.read(4096).decode("utf-8", "replace")
    lines = [" ".join(line.split()) for line in message.splitlines() if line.strip()]
    if lines:
        return "".join(char for char in lines[0] if char.isprintable())[:_MESSAGE_LENGTH]
    return f"ended by signal {-status}" if status < 0 else f"exit status {status}"
