"""Other people's programs, run so that none can hang the reader, write over the screen or die with it."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

TIMEOUT = 2.0
"""Seconds a program has to do its part."""

_COMPLAINT = 160


class Ran(NamedTuple):
    """How a program ended: `fault` is empty after exit status 0, else the reason in a few words."""

    fault: str
    output: bytes = b""


def feed(command: Sequence[str], data: bytes, env: Mapping[str, str], timeout: float = TIMEOUT) -> Ran:
    """Run `command` with `data` on its standard input and wait for it, not for the children it leaves behind.

    A helper that owns a selection stays on as a daemon and keeps what it inherited. It gets no pipe of ours to
    hold but the one it reads, and a session of its own, so that the terminal's end is not its end.
    """
    with _complaints() as complaints:
        try:
            process = _start(command, env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints)
        except OSError as error:
            return Ran(_os_fault(error))
        try:
            process.communicate(data, timeout)
        except subprocess.TimeoutExpired:
            _kill(process)
            return Ran(_late(timeout))
        return Ran(_status_fault(process.returncode, complaints))


def ask(command: Sequence[str], env: Mapping[str, str], timeout: float = TIMEOUT) -> Ran:
    """Run `command` for what it prints."""
    try:
        process = _start(command, env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as error:
        return Ran(_os_fault(error))
    try:
        output, _ = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        _kill(process)
        return Ran(_late(timeout))
    return Ran(_status_fault(process.returncode, None), output)


def _start(
    command: Sequence[str], env: Mapping[str, str], *, stdin: int, stdout: int, stderr: int | IO[bytes]
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        env=dict(env),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _complaints() -> IO[bytes]:
    """A place for what a program says on stderr. A full disk takes its words away, never the copy."""
    try:
        return tempfile.TemporaryFile()
    except OSError:
        return Path(os.devnull).open("w+b")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a program and all that it started, and let go of its pipes."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    with suppress(subprocess.TimeoutExpired):
        process.wait(1)


def _os_fault(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _late(timeout: float) -> str:
    return f"gave no answer within {timeout:g} s"


def _status_fault(status: int, complaints: IO[bytes] | None) -> str:
    if status == 0:
        return ""
    said = ""
    if complaints is not None:
        with suppress(OSError):
            complaints.seek(0)
            said = complaints.read(4096).decode("utf-8", "replace")
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    if lines:
        return "".join(sign for sign in lines[0] if sign.isprintable())[:_COMPLAINT]
    return f"ended by signal {-status}" if status < 0 else f"exit status {status}"
