"""However the program ends or sleeps, the terminal is given back as it was, and nothing goes on behind it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from program import KZTUI, REPOSITORY, from_shell, opened, small_article

from kztui.cli.main import main
from kztui.cli.output import ExitCode
from kztui.tui.textual_compat.shutdown import EXIT_TIMEOUT
from terminal import Terminal

pytestmark = pytest.mark.each_python

GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[<u")
"""The main screen, the cursor, no mouse, no marked pastes, keys as before."""
TAKEN = (b"\x1b[?1049h", b"\x1b[?1000h", b"\x1b[?1003h", b"\x1b[?2004h")
"""The other screen, the mouse, marked pastes."""
COOKED = {"isig", "icanon", "echo", "icrnl", "opost"}


TIMEOUT = 0.3
"""Seconds that a screen which hangs is given here, instead of EXIT_TIMEOUT."""


def child_of(shell: Terminal) -> int:
    """The process that a shell runs."""
    return int(Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text().split()[0])


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.02)


def settings(shell: Terminal, folder: Path) -> set[str]:
    """How the terminal treats keys, in the words of `stty`."""
    file = folder / "settings"
    shell.send(f"stty -a > {file}; echo do''ne\r")
    shell.wait("^done")
    return set(file.read_text().split())


def handles(terminal: Terminal, number: signal.Signals) -> bool:
    """Whether the program has its own handler for a signal."""
    status = Path(f"/proc/{terminal.pid}/status").read_text()
    caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught, 16) >> (number - 1) & 1)


STAGES: dict[str, Callable[[Terminal], object]] = {
    "as soon as it hears signals": lambda terminal: wait_for(lambda: handles(terminal, signal.SIGTERM)),
    "the terminal was asked something": lambda terminal: terminal.wait_bytes(b"\x1b[c"),
    "and modules are imported": lambda terminal: (terminal.wait_bytes(b"\x1b[c"), terminal.settle(0.03, 0.03)),
    "and still are": lambda terminal: (terminal.wait_bytes(b"\x1b[c"), terminal.settle(0.1, 0.1)),
    "on the other screen": lambda terminal: terminal.wait_bytes(b"\x1b[?1049h"),
    "with the mouse": lambda terminal: terminal.wait_bytes(b"\x1b[?1003h"),
    "with marked pastes": lambda terminal: terminal.wait_bytes(b"\x1b[?2004h"),
    "sizes are told in band": lambda terminal: terminal.wait_bytes(b"\x1b[?2048h"),
    "the first screen stands": lambda terminal: terminal.wait("Links"),
}
"""How far the program has come: what waits for it."""
EARLY = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
"""Those that a reader, a shell or a system sends."""
LATER = (signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGXCPU, signal.SIGABRT, signal.SIGPROF)


STAGE_NAMES = [*STAGES]
# One handler serves all signals, and what it does depends on the stage alone: so each signal that people send meets
# three of the stages, one of the others the last, and each stage some signal. That all have the handler is asked below.
SIGNALS_AT_STAGES = {*zip(EARLY * 3, STAGE_NAMES, strict=True), (LATER[0], STAGE_NAMES[-1])}
EVERY_PAIR = {(number, stage) for number in EARLY + LATER for stage in STAGES}
LONG = os.environ.get("KZTUI_LONG") == "1"


@pytest.mark.long
@pytest.mark.parametrize(("number", "stage"), sorted(EVERY_PAIR if LONG else SIGNALS_AT_STAGES))
def test_a_signal_ends_it_and_the_terminal_is_as_before(number: signal.Signals, stage: str, tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        before = terminal.settings
        STAGES[stage](terminal)
        terminal.signal(number)
        assert terminal.exit_code() == 128 + number
        assert terminal.modes_left == set()
        assert terminal.settings == before
        assert b"Traceback" not in terminal.raw


def python(code: str, *argv: object, env: Mapping[str, str | None] | None = None) -> Terminal:
    """The screen, with something else within it replaced."""
    start = f"import sys, time\nfrom kztui.cli.main import main\n{code}\nsys.exit(main({[*map(str, argv)]!r}))"
    return Terminal([sys.executable, "-c", start], cwd=REPOSITORY, env=env)


def test_a_screen_that_hangs_is_ended_and_the_terminal_is_as_before(tmp_path: Path) -> None:
    hangs = (
        "from kztui.tui import app\nfrom kztui.tui.textual_compat import shutdown\n"
        f"app.EXIT_TIMEOUT = shutdown.EXIT_TIMEOUT = {TIMEOUT}\napp.KztuiApp._ended = lambda *_: time.sleep(60)"
    )
    with python(hangs, small_article(tmp_path)) as terminal:
        before = terminal.settings
        terminal.wait("Links")
        terminal.signal(signal.SIGTERM)
        assert terminal.exit_code() == 143
        assert terminal.modes_left == set()
        assert terminal.settings == before


LOCKED_SECONDS = 2.0
"""How long another writer is waited for, but for one who leaves."""
SLEEP_SECONDS = 5.0
"""Less than what the programs of these tests sleep."""


def seconds_to_quit(terminal: Terminal, key: str = "q") -> float:
    """How long it takes to end the program: of its own time, where other programs keep the processor from it.

    What is waited for here works without a pause: whether it is waited for, the processor time tells as well.
    """
    pressed, used = time.monotonic(), terminal.processor_time()
    terminal.press(key)
    assert terminal.exit_code() == 0, terminal.raw[-2000:]
    return min(time.monotonic() - pressed, terminal.processor_time() - used)


BUSY = "exec('while time.time(): pass')"
"""Works for ever, and lets go of the interpreter's lock as other threads do."""
WORKERS = {
    "a check": ("q", f"import kztui.files.check as at\nat.count = lambda *_: {BUSY}"),
    "a search index": (
        "ctrl+q",
        f"from kztui.tui.controllers.search import SearchController as at\nat.prepare = lambda *_: {BUSY}",
    ),
}


@pytest.mark.parametrize(("key", "code"), WORKERS.values(), ids=WORKERS)
def test_quitting_waits_for_no_worker(key: str, code: str, tmp_path: Path) -> None:
    started = tmp_path / "started"
    note = f"open({str(started)!r}, 'w').close() or "
    article, original = small_article(tmp_path), tmp_path / "original.txt"
    original.write_text("The Lina sank off the Hook in fog.\n")
    marked = code.replace("lambda *_: ", f"lambda *_: {note}")
    env = {"KZTUI_STATE": str(original / "state.json")}  # below a file: nothing can be kept, which is to be said
    with python(marked, article, "--original", original, env=env) as terminal:
        before = terminal.settings
        terminal.wait("Links")
        terminal.press("s")
        wait_for(started.exists)
        assert seconds_to_quit(terminal, key) < 1
        assert b"kztui: not saved: where you were: " in terminal.raw.rpartition(b"\x1b[?1049l")[2]
        assert terminal.modes_left == set()
        assert terminal.settings == before
        assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize("key", ["q", "й"])
def test_quitting_waits_for_no_busy_event_loop_and_loses_nothing(key: str, tmp_path: Path) -> None:
    state, started = tmp_path / "state.json", tmp_path / "started"
    busy = (
        "from kztui.tui.controllers.navigation import NavigationController as at\n"
        f"at.next_pane = lambda *_: open({str(started)!r}, 'w').close() or {BUSY}"
    )
    with python(busy, small_article(tmp_path), env={"KZTUI_STATE": str(state)}) as terminal:
        before = terminal.settings
        terminal.wait("Links")
        terminal.press("j", "j", "m")
        terminal.wait("Bookmark set")
        terminal.press("tab", "j")
        wait_for(started.exists)
        assert seconds_to_quit(terminal, key) < 1
        assert terminal.modes_left == set()
        assert terminal.settings == before
        assert b"not saved" not in terminal.raw
    (article,) = json.loads(state.read_text())["articles"]["small"].values()
    assert (article["position"]["selected"], [*article["bookmarks"]]) == ("p2", ["p2"])


def test_quitting_waits_for_no_finder_that_is_slow_to_open_and_no_paste_into_it(tmp_path: Path) -> None:
    started = tmp_path / "started"
    slow = (
        "from kztui.tui.controllers.search import SearchController as at\n"
        f"at.open_finder = lambda *_: open({str(started)!r}, 'w').close() or {BUSY}"
    )
    with python(slow, small_article(tmp_path)) as terminal:
        terminal.wait("Links")
        terminal.press("/")
        wait_for(started.exists)
        terminal.send(f"\x1b[200~{'quay ' * 20_000}\x1b[201~")
        assert seconds_to_quit(terminal, "ctrl+q") < 1
        assert terminal.modes_left == set()


def test_a_key_that_quits_is_a_letter_where_the_finder_is_slow_to_open(tmp_path: Path) -> None:
    slow = (
        "from kztui.tui.controllers.search import SearchController as at\nopen_finder = at.open_finder\n"
        "at.open_finder = lambda *given: time.sleep(1) or open_finder(*given)"
    )
    with python(slow, small_article(tmp_path)) as terminal:
        terminal.wait("Links")
        terminal.press("/", "q", "u", "a", "y")
        terminal.wait("quay")
        assert terminal.running


def test_quitting_waits_for_no_program_that_keeps_the_state_file_locked(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl", reason="files are locked otherwise on Windows")
    with (tmp_path / "state.json.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with opened(small_article(tmp_path), env={"KZTUI_STATE": str(tmp_path / "state.json")}) as terminal:
            terminal.wait("Links")
            terminal.press("m")
            pressed = time.monotonic()
            terminal.press("q")
            assert terminal.exit_code() == 0
            assert time.monotonic() - pressed < LOCKED_SECONDS
            said = terminal.raw.rpartition(b"\x1b[?1049l")[2]
            assert b"kztui: not saved: 1 change of bookmarks, where you were: another kztui has locked " in said


def test_quitting_waits_for_no_search_in_a_long_original(tmp_path: Path) -> None:
    original = tmp_path / "original.txt"
    original.write_text("The Lina sank off the Hook in fog, and the pilot was blamed. " * 120_000)  # in one line
    with opened(small_article(tmp_path), "--original", original) as terminal:
        terminal.wait("Links")
        terminal.press("s")
        terminal.settle(0.3)
        assert seconds_to_quit(terminal) < 1


def test_what_a_worker_hands_over_while_the_screen_is_taken_down_is_no_error(tmp_path: Path) -> None:
    original = tmp_path / "original.txt"
    original.write_text("The Lina sank off the Hook in fog.\n")
    late = (
        "from kztui.tui.controllers.original import OriginalController as Original\n"
        "from kztui.tui.panes.reader import ReaderPane\nshow = Original._show\n"
        "async def keep(self, *read): self.read = read\nOriginal._show = keep\n"
        "def hand_over(self):\n"
        "    screen = self.app.main_screen\n"
        "    screen.call_next(show, screen.original, *screen.original.read)\n"
        "ReaderPane.on_unmount = hand_over"
    )
    with python(late, small_article(tmp_path), "--original", original) as terminal:
        terminal.wait("Links")
        terminal.press("s")
        terminal.settle(0.3)
        terminal.press("q")
        assert terminal.exit_code() == 0, terminal.raw[-2000:]
        assert b"internal error" not in terminal.raw


def test_quitting_waits_for_no_program_and_no_reader_of_an_original(tmp_path: Path) -> None:
    program, pids = tmp_path / "xclip", tmp_path / "pids"
    program.write_text(f"#!/bin/sh\necho $$ >> {pids}\nexec sleep 60\n")
    program.chmod(0o755)
    original = tmp_path / "original.pdf"
    original.write_bytes(b"%PDF-1.4\n")
    slow = f"import os, time\nopen({str(pids)!r}, 'a').write(f'{{os.getpid()}}\\n')\ntime.sleep(60)\n"
    (tmp_path / "pypdfium2.py").write_text(slow)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    env = {"PATH": path, "DISPLAY": ":9", "WAYLAND_DISPLAY": None, "SSH_CONNECTION": None, "TMUX": None}
    env |= {"PYTHONPATH": f"{tmp_path}{os.pathsep}{REPOSITORY}"}
    with opened(small_article(tmp_path), "--original", original, env=env) as terminal:
        terminal.wait("Links")
        terminal.press("s", "y")
        wait_for(lambda: pids.exists() and len(pids.read_text().split()) == 2)
        pressed = time.monotonic()
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert time.monotonic() - pressed < SLEEP_SECONDS
        wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids.read_text().split()))


def test_it_ends_where_the_terminal_takes_no_more(tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        before = terminal.settings
        wait_for(lambda: terminal.settings != before)
        time.sleep(1)  # nobody reads: its writer waits by now
        terminal.signal(signal.SIGTERM)
        wait_for(lambda: not terminal.running, EXIT_TIMEOUT + 3)
        assert terminal.settings == before


def test_a_fault_in_reading_the_terminal_is_told_and_is_no_good_end(tmp_path: Path) -> None:
    fails = "from kztui.tui.textual_compat.driver import InputDecoder\nInputDecoder.decode = lambda *_: 1 / 0"
    with python(fails, small_article(tmp_path)) as terminal:
        terminal.send("j")
        assert terminal.exit_code() == 1
        assert terminal.modes_left == set()
        # Once the terminal has its own screen back, where it can be read.
        said = b"kztui: internal error: ZeroDivisionError: division by zero (KZTUI_DEBUG=1 shows where)"
        assert said in terminal.raw.rpartition(b"\x1b[?1049l")[2]
        assert "Traceback" not in terminal.text


def test_ctrl_c_before_the_screen_is_an_exit_code_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "kztui.cli.dispatch", SimpleNamespace(dispatch=interrupted))
    assert main([]) == ExitCode.INTERRUPTED


def test_quitting_leaves_no_mode_behind(tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        before = terminal.settings
        terminal.wait("Links")
        terminal.wait_bytes(b"\x1b[?1016h")
        assert all(handles(terminal, number) for number in EARLY + LATER)
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.modes_left == set()
        assert terminal.settings == before


def test_it_sleeps_wakes_and_quits_and_gives_the_terminal_back_each_time(tmp_path: Path) -> None:
    with from_shell(small_article(tmp_path)) as shell:
        shell.wait("Links")
        shell.press("ctrl+z")
        shell.wait("Stopped")
        assert all(sequence in shell.raw for sequence in GIVEN_BACK)
        shell.send("printf '\\033[2J\\033[H'\r")
        shell.wait_gone("Links")
        assert settings(shell, tmp_path) >= COOKED
        awake = len(shell.raw)
        shell.send("fg\r")
        for title in ("Sections", "Events", "Actors", "Read", "Links"):
            shell.wait(title)
        assert all(sequence in shell.raw[awake:] for sequence in TAKEN)
        shell.press("2", "j")
        shell.wait("event · accident")
        row = next(row for row, line in enumerate(shell.lines) if "All of it" in line and "¶" in line)
        shell.click(4, row)
        shell.wait_gone("event · accident")
        awake = len(shell.raw)
        shell.press("q")
        shell.settle(0.3)
        shell.send("printf '\\033[2J\\033[H'; echo en''ded $?\r")
        shell.wait("^ended 0")
        assert all(sequence in shell.raw[awake:] for sequence in GIVEN_BACK)
        assert settings(shell, tmp_path) >= COOKED


def test_a_terminal_that_is_taken_away_ends_it(tmp_path: Path) -> None:
    terminal = opened(small_article(tmp_path))
    terminal.wait("Links")
    terminal.hang_up()
    wait_for(lambda: not terminal.running)
    assert terminal.exit_code() == 129
    terminal.close()


@pytest.mark.parametrize("stream", ["stdin", "stderr"])
def test_without_a_terminal_it_says_so_and_does_not_spin(stream: str, tmp_path: Path) -> None:
    article = small_article(tmp_path)
    command = f"{' '.join(KZTUI)} {article} {'</dev/null' if stream == 'stdin' else '2>errors'}"
    start = time.monotonic()
    with Terminal(["sh", "-c", command], cwd=tmp_path, env={"PYTHONPATH": str(REPOSITORY)}) as shell:
        assert shell.exit_code() == 2
    assert time.monotonic() - start < 5


def test_a_reader_that_leaves_a_pipe_early_sees_no_complaint(tmp_path: Path) -> None:
    article = small_article(tmp_path)
    command = f"{' '.join(KZTUI)} list --article {article} | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=REPOSITORY, capture_output=True, check=False
    )
    assert done.stderr == b""
    assert done.returncode == 0


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    command = f"{' '.join(KZTUI)} list --article {small_article(tmp_path)} > /dev/full"
    done = subprocess.run(["bash", "-c", command], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_idle_screen_costs_nothing(tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        terminal.wait("Links")
        terminal.settle(0.5)

        def idle() -> bool:
            """Whether the program does nothing for a second; at first it may still prepare what is needed later."""
            written, before = len(terminal.raw), terminal.processor_time()
            time.sleep(1)
            terminal.settle(0.02)
            return terminal.processor_time() - before < 0.05 and len(terminal.raw) == written

        wait_for(idle, 30)
        assert idle()
