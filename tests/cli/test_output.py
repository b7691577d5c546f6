"""Where lines go: plain into pipes, coloured and wrapped onto terminals, and never beyond what a reader asked for."""

import io
import json
import re
import sys
from collections.abc import Mapping

import pytest

from command_line import RunCommand
from harbour import HARBOUR
from kztui.cli.output import Output, ascii_json, wants_color
from terminal import Terminal


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "env", "wanted"),
    [
        ("auto", Tty(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", Tty(), {"NO_COLOR": "1"}, False),
        ("auto", Tty(), {"NO_COLOR": ""}, True),
        ("auto", Tty(), {"TERM": "dumb"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Tty(), {}, False),
    ],
)
def test_who_gets_colours(
    choice: str, stream: io.StringIO, env: Mapping[str, str], wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert wants_color(choice, stream) is wanted


def test_a_pipe_gets_no_escapes_unless_it_asks(kztui: RunCommand) -> None:
    plain = kztui("list")
    assert "\x1b" not in plain.out
    colored = kztui("list", "--color", "always")
    assert "\x1b[" in colored.out
    assert kztui("list", "--color", "never") == plain


def test_colours_change_nothing_but_colours(kztui: RunCommand) -> None:
    for argv in (("list",), ("show", "dockers"), ("show",), ("search", "strike"), ("cite", "--list-styles")):
        plain, colored = kztui(*argv).out, kztui(*argv, "--color", "always").out
        assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}])
def test_a_terminal_gets_lines_that_fit(env: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "kztui", "show", "dockers", "--article", str(HARBOUR)]
    with Terminal(command, size=(50, 60), env=env) as terminal:
        assert terminal.exit_code() == 0
        raw, lines = bytes(terminal.raw), terminal.lines
    assert (b"\x1b[" in raw) is not bool(env)
    assert max(len(line) for line in raw.decode().replace("\x1b[0m", "").splitlines()) > 0
    words = " ".join(" ".join(lines).split())
    assert "Pay by the tide, as the Dockers' Union had it." in words
    assert "  The Dockers' Union were paid half. [half-pay] ·" in lines


def test_json_is_never_coloured(kztui: RunCommand) -> None:
    assert kztui("list", "--json", "--color", "always") == kztui("list", "--json")


def test_json_for_a_stream_that_cannot_print_it(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", errors="backslashreplace"))
    Output().json(["Жаңаөзен 𐍈"])
    sys.stdout.flush()
    assert json.loads(raw.getvalue().decode("ascii")) == ["Жаңаөзен 𐍈"]
    assert ascii_json('"é"') == '"\\u00e9"'
