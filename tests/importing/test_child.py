"""A stranger's file is read in a child process: whatever it does there, this process gets a result or a clear error."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import crashing_readers
from crashing_readers import Read
from kztui.importing.child import run_in_child
from kztui.importing.source import OriginalError, Source

SOURCE = Source("harbour.pdf", bytes(range(256)))

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory and tells of crashes by signals")


def children() -> set[int]:
    return {int(pid) for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


def test_a_result_of_plain_data_comes_back_whatever_is_printed_meanwhile() -> None:
    assert run_in_child(crashing_readers.answer, SOURCE, Read) == Read(SOURCE.name, SOURCE.data, tuple(sys.path))


@pytest.mark.parametrize(
    ("read", "message"),
    [
        pytest.param(crashing_readers.crash, "its reader crashed on it (SIGSEGV)", marks=linux),
        pytest.param(crashing_readers.exhaust_memory, "needs more than 1,536 MB to read", marks=linux),
        (crashing_readers.loop_forever, "takes more than 1 seconds to read, which is the limit"),
        (crashing_readers.recurse, "is nested too deeply"),
        (crashing_readers.lack_library, "cannot be read without the library a_library_that_nobody_has"),
        (crashing_readers.fail, "its reader failed (ValueError: odd "),
        (crashing_readers.refuse, "is protected by a password"),
        (crashing_readers.write_too_much, "holds more than 64 MB of text"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_a_file_does_to_its_reader_is_a_clear_error(read: Callable[[Source], Read], message: str) -> None:
    before = children() if sys.platform == "linux" else set()
    seconds = 1 if read is crashing_readers.loop_forever else 60
    with pytest.raises(OriginalError) as error:
        run_in_child(read, SOURCE, Read, seconds=seconds)
    assert message in error.value.problem.message
    assert error.value.problem.file == "harbour.pdf"
    assert "\x1b" not in error.value.problem.message
    if sys.platform == "linux":
        assert children() == before


def test_a_python_that_cannot_be_started_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for executable in ("", "/no/such/python"):
        monkeypatch.setattr(sys, "executable", executable)
        with pytest.raises(OriginalError, match="no process can be started"):
            run_in_child(crashing_readers.answer, SOURCE, Read)


def test_a_thread_can_read_while_others_run() -> None:
    stop = threading.Event()
    busy = threading.Thread(target=stop.wait)
    busy.start()
    found: list[Read] = []
    reader = threading.Thread(target=lambda: found.append(run_in_child(crashing_readers.answer, SOURCE, Read)))
    reader.start()
    reader.join(60)
    stop.set()
    busy.join()
    assert [one.name for one in found] == ["harbour.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT between processes")
def test_ctrl_c_ends_the_child_and_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "import crashing_readers, os, sys\n"
        "from kztui.importing.child import run_in_child\n"
        "from kztui.importing.source import Source\n"
        "print('begun', flush=True)\n"
        "try: run_in_child(crashing_readers.loop_forever, Source('a', b'a'), crashing_readers.Read)\n"
        "except KeyboardInterrupt:\n"
        "    try: os.waitpid(-1, os.WNOHANG)\n"
        "    except ChildProcessError: print('no child is left')\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=60)[0] == "no child is left\n"
