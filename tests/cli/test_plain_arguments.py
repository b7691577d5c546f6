"""Words alone are read without argparse, and give what its parser gives."""

import re
import shlex
import subprocess
import sys

import pytest

from kztui.cli.commands import COMMANDS, SCREEN
from kztui.cli.parser import command_parser, screen_parser
from kztui.cli.plain_arguments import read_plain_arguments

BY_NAME = {command.name: command for command in COMMANDS}
WORDS = [
    *(("cite", words) for words in ("", "p3", "p3 jak", "жанаозен", "p3 --")),
    *(("search", words) for words in ("", "janaozen", "oil strike", "p.3")),
    *(("show", words) for words in ("", "p3", "p3 p4")),
    *(("list", words) for words in ("", "events", "evnts", "events actors")),
    *(("path", words) for words in ("merah", "merah buryatskiy", "a b c")),
    *(("edit", words) for words in ("undo", "set summit date 2011", "unmake", "")),
    *(("help", words) for words in ("", "search", "nothing")),
    ("check", "content more"),
    ("library", "search buryatskiy"),
    ("completions", "bash"),
    ("schema", ""),
    ("export", ""),
    ("new", "page.html"),
    ("check", "''"),
]
EXAMPLES = [
    (command.name, re.split(r"[|>)]", example.line.split(f"kztui {command.name}", 1)[1])[0])
    for command in COMMANDS
    for example in command.examples
    if f"kztui {command.name}" in example.line
]


@pytest.mark.parametrize(("name", "line"), WORDS + EXAMPLES)
def test_what_is_read_is_what_the_parser_reads(name: str, line: str) -> None:
    words = shlex.split(line)
    read = read_plain_arguments(BY_NAME[name], words)
    if read is not None:
        assert vars(read) == vars(command_parser(BY_NAME[name]).parse_command(words))


@pytest.mark.parametrize(("name", "line"), [("cite", "p3 --json"), ("list", "evnts"), ("show", "a b"), ("path", "a")])
def test_options_and_wrong_words_are_left_to_the_parser(name: str, line: str) -> None:
    assert read_plain_arguments(BY_NAME[name], line.split()) is None


def test_a_path_alone_is_what_the_parser_of_the_screen_reads() -> None:
    read = read_plain_arguments(SCREEN, ["content/zenn-2013"])
    assert read is not None
    assert vars(read) | {"version": False} == vars(screen_parser().parse_args(["content/zenn-2013"]))


@pytest.mark.parametrize("line", ["cite p3", "list events", "show p3", "search janaozen"])
def test_such_a_command_imports_no_argparse(line: str) -> None:
    program = f"import sys; from kztui.cli.main import main; main({line.split()}); print('argparse' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "False"
