"""An address is opened by a program away from the terminal, and what that reports is believed."""

import os
from pathlib import Path

import pytest

from kztui.tui import browser
from kztui.tui.browser import open_in_browser

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs are scripts here")
URL = "https://quay.example/a?b=1&c=$(id)"


def script(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_first_program_that_succeeds_opens_it_without_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = script(tmp_path, "broken", "echo noise; echo noise >&2; exit 3")
    works = script(
        tmp_path,
        "works",
        f'echo noise; echo noise >&2; printf %s "$*" > {tmp_path}/asked; cat; tty >> {tmp_path}/asked',
    )
    env = {"BROWSER": os.pathsep.join((broken, f"{works} --new %s &")), "PATH": os.environ["PATH"]}
    assert open_in_browser(URL, env, "linux") == (False, "broken: exit status 3, works: exit status 1")
    assert (tmp_path / "asked").read_text() == f"--new {URL}not a tty\n"
    script(tmp_path, "works", "exit 0")
    assert open_in_browser(URL, env, "linux") == (True, "works")
    assert capfd.readouterr() == ("", "")


def test_text_browsers_are_not_started_over_the_screen(tmp_path: Path) -> None:
    lynx = script(tmp_path, "lynx", f"touch {tmp_path}/drawn")
    said = open_in_browser(URL, {"BROWSER": f"{lynx} %s", "PATH": str(tmp_path)}, "linux")
    assert said == (False, f"{lynx} would draw over this screen")
    assert open_in_browser(URL, {"PATH": str(tmp_path)}, "linux") == (False, "there is no browser here")
    script(tmp_path, "xdg-open", f'test -z "$BROWSER" && touch {tmp_path}/opened')
    env = {"BROWSER": lynx, "DISPLAY": ":0", "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    assert open_in_browser(URL, env, "linux") == (True, "xdg-open")
    assert (tmp_path / "opened").exists()
    assert not (tmp_path / "drawn").exists()


def test_a_browser_that_runs_on_is_left_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "SECONDS", 0.05)
    slow = script(tmp_path, "slow", "exec sleep 1")
    assert open_in_browser(URL, {"BROWSER": slow, "PATH": os.environ["PATH"]}, "linux") == (True, "slow")
