"""Files as other programs leave them, and places that know no other letters than ASCII."""

import codecs
import json
from pathlib import Path

import pytest
from program import SMALL, opened, said, small_article

from command_line import RunCommand

PROSE = SMALL.replace("The Hook", "Мыс Крюк — café")
ASCII = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
STRANGE = {
    "UTF-16": (codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le"), "UTF-16"),
    "UTF-16, other order": (codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"), "UTF-16"),
    "UTF-16 without a mark": (SMALL.encode("utf-16-le"), "UTF-16"),
    "UTF-32": (codecs.BOM_UTF32_LE + PROSE.encode("utf-32-le"), "UTF-32"),
    "UTF-32 without a mark": (SMALL.encode("utf-32-be"), "UTF-32"),
    "Latin-1": (SMALL.replace("Hook", "Häken").encode("latin-1"), "Latin-1"),
    "Windows-1251": (SMALL.replace("Hook", "Крюк").encode("cp1251"), "Windows-1251"),
}


COMMANDS = {"check": ("check",), "list": ("list", "--article"), "screen": ()}
# One loader serves all: `check` and `list` meet every encoding, the screen, which is a start of its own, one.
PAIRS = [*((command, strange) for command in ("check", "list") for strange in STRANGE), ("screen", "UTF-16")]


@pytest.mark.parametrize(
    ("content", "name", "command"),
    [(*STRANGE[strange], COMMANDS[command]) for command, strange in PAIRS],
    ids=[f"{command}, {strange}" for command, strange in PAIRS],
)
def test_another_encoding_is_named(
    content: bytes, name: str, command: tuple[str, ...], tmp_path: Path, run: RunCommand
) -> None:
    path = tmp_path / "strange.toml"
    path.write_bytes(content)
    if command:
        done = run(*command, str(path))
        assert done.code in {1, 2}
        words = done.out + done.err
    else:
        with opened(path) as terminal:
            assert terminal.exit_code() == 2
            words = terminal.raw.decode()
    assert name in words
    assert "save it as UTF-8" in words
    assert "Traceback" not in words


@pytest.mark.parametrize(
    "content",
    [codecs.BOM_UTF8 + PROSE.encode(), PROSE.replace("\n", "\r\n").encode(), PROSE.rstrip().encode()],
    ids=["byte order mark", "line ends of Windows", "no last line end"],
)
def test_what_means_the_same_reads_the_same(content: bytes, tmp_path: Path, run: RunCommand) -> None:
    path, plain = tmp_path / "other.toml", tmp_path / "plain.toml"
    path.write_bytes(content)
    plain.write_text(PROSE, encoding="utf-8")
    assert run("check", str(path)).code == 0
    listed = [run("list", "--json", "--article", str(each)).out for each in (path, plain)]
    assert listed[0] == listed[1] != ""


@pytest.mark.parametrize("command", [("list",), ("show", "hook"), ("search", "Крюк"), ("cite", "p1")], ids=" ".join)
def test_where_only_ascii_is_known_nothing_breaks(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_text(PROSE, encoding="utf-8")
    done = said(*command, "--article", path, env=ASCII)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


def test_json_is_the_same_where_only_ascii_is_known(tmp_path: Path) -> None:
    path = tmp_path / "article.toml"
    path.write_text(PROSE, encoding="utf-8")
    command = ("list", "--json", "--article", path)
    assert json.loads(said(*command, env=ASCII).stdout) == json.loads(said(*command).stdout)


def test_the_screen_opens_where_only_ascii_is_known(tmp_path: Path) -> None:
    with opened(small_article(tmp_path), env=ASCII) as terminal:
        terminal.wait("Links")
        terminal.wait("¶1 of 2")
        terminal.wait("¶1")
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_a_file_name_that_is_no_text_is_said_safely(tmp_path: Path) -> None:
    path = tmp_path / "\x1b]0;taken\x07\u202e.toml"
    done = said("check", path)
    assert done.returncode in {1, 2}
    assert b"\x1b" not in done.stdout + done.stderr
    assert "\u202e".encode() not in done.stdout + done.stderr
