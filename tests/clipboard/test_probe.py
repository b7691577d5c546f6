"""Asking a terminal before the screen starts."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from terminal import Terminal

ROOT = Path(__file__).parents[2]


def asking(body: str) -> list[str]:
    return [sys.executable, "-c", f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n{textwrap.dedent(body)}"]


ASK = """
    import termios, time
    from kztui.clipboard.probe import probe
    before = termios.tcgetattr(0)
    begun = time.monotonic()
    answer = probe({timeout})
    took = time.monotonic() - begun
    print("answer", answer, "in time" if took < 10 else "late", flush=True)
    print("as before", termios.tcgetattr(0) == before)
    """


@pytest.mark.parametrize(("terminal", "timeout"), [(True, "20"), (False, "20"), (None, "")])
def test_the_terminal_is_asked_and_left_as_it_was(terminal: bool | None, timeout: str) -> None:
    with Terminal(asking(ASK.format(timeout=timeout)), clipboard=terminal) as asked:
        asked.exit_code()
        assert asked.lines[:2] == [f"answer {terminal} in time", "as before True"]


def test_the_question_travels_while_other_work_is_done() -> None:
    body = """
        import time
        from kztui.clipboard.probe import Probe
        with Probe(timeout=20) as probe:
            time.sleep(0.5)
            begun = time.monotonic()
            answer = probe.answer()
            print(answer, time.monotonic() - begun < 10)
            print("typed", probe.typed)
        """
    with Terminal(asking(body), clipboard=True) as asked:
        asked.wait_bytes(b"\x1b[c")
        asked.send("jк")
        asked.exit_code()
        assert asked.lines[0] == "True True"
        assert asked.lines[1] == f"typed {'jк'.encode()!r}"


def test_an_interruption_gives_the_terminal_back() -> None:
    body = """
        import termios
        from kztui.clipboard.probe import Probe
        before = termios.tcgetattr(0)
        try:
            with Probe() as probe:
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            print("as before", termios.tcgetattr(0) == before)
        """
    with Terminal(asking(body), clipboard=None) as asked:
        asked.exit_code()
        assert asked.lines[0] == "as before True"


def test_without_a_terminal_there_is_no_answer() -> None:
    ran = subprocess.run(
        asking("from kztui.clipboard.probe import probe; print(probe())"),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
        timeout=20,
    )
    assert ran.stdout.split() == [b"None"]


def test_in_the_background_it_is_not_stopped(tmp_path: Path) -> None:
    (tmp_path / "ask.py").write_text(asking("from kztui.clipboard.probe import probe; print(probe(), 'done')")[2])
    command = f"set -m; {sys.executable} {tmp_path}/ask.py & wait $!; echo status $?"
    with Terminal(["/bin/sh", "-c", command], clipboard=True) as asked:
        asked.wait("status 0")
        assert asked.lines[0] == "None done"


def test_nothing_that_windows_lacks_is_imported_with_it() -> None:
    body = """
        for name in ("termios", "fcntl", "tty", "pty"):
            sys.modules[name] = None
        from kztui.clipboard import copy, probe, save
        print(probe.probe())
        """
    ran = subprocess.run(asking(body), capture_output=True, check=True, env={**os.environ}, timeout=20)
    assert ran.stdout.split() == [b"None"]
