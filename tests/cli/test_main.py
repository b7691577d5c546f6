"""The command line as a whole: which command runs, what goes to which stream, and the exit codes."""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from command_line import RunCommand
from harbour import HARBOUR
from kztui.article.kinds import KINDS
from kztui.cli import list as listing
from kztui.cli import parser
from kztui.cli.commands import COMMAND_NAMES, COMMANDS, SCREEN
from kztui.cli.output import ExitCode
from strait import STRAIT

PROGRAM = [sys.executable, "-m", "kztui"]


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_every_command_has_help_with_examples(run: RunCommand, name: str) -> None:
    result = run(name, "--help")
    assert (result.code, result.err) == (ExitCode.OK, "")
    command = COMMANDS[COMMAND_NAMES.index(name)]
    for argument in command.arguments:
        flag = argument.flags[-1] if argument.flags[0].startswith("-") else str(argument.settings.get("metavar", "{"))
        assert flag in result.out
    assert "examples:" in result.out
    for example in command.examples:
        assert example.line in result.out
        assert "kztui" in example.line


DOCUMENTED = [
    ("search", "search line", 0),
    ("show", "show p1", 0),
    ("show", "show", 2),
    ("list", "list", 0),
    ("path", "path dockers brandt", 0),
    ("cite", "cite p1", 0),
    ("cite", "cite --list-styles", 1),
    ("check", "check", 0),
    ("check", "check --rules", 1),
    ("export", "export --to csv -o made", 0),
    ("edit", "edit undo", 0),
    ("edit", "edit log", 1),
    ("new", "new copy.txt -o made", 0),
    ("new", "new page.html --text", 3),
    ("new", "new --blank -o made", 5),
    ("library", "library list", 0),
    ("library", "library search fire", 1),
    ("library", "library search --from queries.txt", 2),
    ("library", "library show", 3),
    ("library", "library join hale2015:tolmas rahimi2018:tulmas --verdict same", 4),
    ("library", "library join --undo", 5),
    ("library", "library join --propose hale2015:pilots", 6),
    ("library", "library join", 8),
    ("library", "library compare hale2015:ferry-fire", 11),
    ("library", "library timeline", 14),
    ("library", "library export --to csv -o made", 16),
    ("library", "library index", 17),
    ("help", "help", 0),
    ("help", "help json", 1),
]

WITHIN = {
    "show p1": {"links": 1},
    "path dockers brandt": {"paths": 1, "paths.items": 2, "paths.steps": 3},
    "new page.html --text": {"account": 1, "account.left_out": 2, "blocks": 4},
    "library join --propose hale2015:pilots": {"a": 7},
    "library join": {"verdicts": 9, "contradictions": 10},
    "library compare hale2015:ferry-fire": {"rows": 12, "rows.cells.*": 13},
    "library timeline": {"told": 15},
}
"""Where within what a command of these writes other tables stand, and which of the command's shapes each has; `*` is
any key."""
ELSEWHERE = {"kztui library index --into": 18}
"""The shape of a command that needs a server: tests/library/test_shared_library.py has one."""
PAGE = """<article><h1>Ferry</h1><p>The ferry went on 3 May 2011 to Orrin, and it came back in a storm.</p>
<p>Nobody was on board.</p><aside class="related">Read also: bridges</aside></article>"""


CONTRADICTING = (
    ("dzhaksybek2016:junusova", "hale2015:dzhunusova", "same"),
    ("dzhaksybek2016:junusova", "rahimi2018:jounoussova", "different"),
    ("hale2015:dzhunusova", "rahimi2018:jounoussova", "same"),
)
"""Verdicts on items of the library of the tests, of which the last contradicts the others."""


@pytest.mark.parametrize(("name", "argv", "at"), DOCUMENTED, ids=str)
def test_json_has_the_shape_that_the_help_tells(
    name: str, argv: str, at: int, kztui: RunCommand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copy.txt").write_text("The ferry went on 3 May 2011 to Orrin, and it came back in a storm.\n")
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "broken.toml").write_text("format = 1\n")
    if name == "library":
        (tmp_path / "queries.txt").write_text("fire\n\nberth\n")
        monkeypatch.setenv("KZTUI_LIBRARY", str(shutil.copytree(STRAIT, tmp_path / "papers")))
        for one, other, verdict in CONTRADICTING:
            kztui("library", "join", one, other, "--verdict", verdict)
    if name == "edit":
        monkeypatch.setenv("KZTUI_ARTICLE", str(shutil.copy(HARBOUR, tmp_path / "copied.toml")))
        kztui("edit", "rename", "dockers", "dock-workers")
    words = [*argv.split(), *(["broken.toml"] if argv == "check" else [])]
    shapes = [shape.split(", ") for shape in re.findall(r"\{(.*?)\}", COMMANDS[COMMAND_NAMES.index(name)].json)]
    found = json.loads(kztui(*words, "--json").out)
    entries = found if isinstance(found, list) else [found]
    assert entries
    assert all(list(entry) == shapes[at] for entry in entries)
    for path, inner in WITHIN.get(argv, {}).items():
        tables = [table for entry in entries for table in _tables(entry, path.split("."))]
        assert tables
        assert all(list(table) == shapes[inner] for table in tables)


def _tables(found: dict[str, Any], path: list[str]) -> list[dict[str, Any]]:
    """The tables under the keys `path`, whose last key holds one or a list of them."""
    inner = [each for values in found.values() for each in values] if path[0] == "*" else found[path[0]]
    tables = inner if isinstance(inner, list) else [inner]
    return [each for table in tables for each in _tables(table, path[1:])] if len(path) > 1 else tables


@pytest.mark.parametrize("name", COMMAND_NAMES)
def test_every_command_takes_the_option_for_colours(kztui: RunCommand, name: str) -> None:
    assert kztui("--color", "never", name, "--help").code == ExitCode.OK
    assert "--color {auto,always,never}" in kztui(name, "--help").out


def test_every_shape_of_json_is_tried() -> None:
    shapes = sum(command.json.count("{") for command in COMMANDS)
    assert shapes == len(DOCUMENTED) + sum(map(len, WITHIN.values())) + len(ELSEWHERE)


def test_the_programs_help_names_every_command(run: RunCommand) -> None:
    result = run("--help")
    assert result.code == ExitCode.OK
    for command in COMMANDS:
        assert f"{command.name} " in result.out
        assert command.summary in result.out
    assert all(example.line in result.out for example in SCREEN.examples)


def test_the_version_is_the_packages(run: RunCommand) -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    result = run("--version")
    assert result.code == ExitCode.OK
    assert f'version = "{result.out.split()[1]}"' in project


def test_a_word_that_is_nearly_a_command_is_set_right(run: RunCommand) -> None:
    result = run("serch", "strike")
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    result = run("serch")
    assert result.err == "kztui: no such file or command 'serch'; did you mean search?\n"


def test_a_path_that_is_not_there_is_reported(run: RunCommand) -> None:
    result = run("no/such/file.toml")
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert result.err == "kztui: no such file: 'no/such/file.toml'\n"


def test_options_may_stand_before_the_command(run: RunCommand) -> None:
    before = run("--article", str(HARBOUR), "--json", "list", "events")
    assert before == run("list", "events", f"--article={HARBOUR}", "--json")
    assert before.code == ExitCode.OK
    assert before.out.startswith("[")
    for words in (("library", "search", "--limit", "1", "--", "junusova"), ("cite", "hale2015:p3")):
        before = run("--library", str(STRAIT), *words)
        assert before == run(*words[:1], *words[1:2], "--library", str(STRAIT), *words[2:])
        assert before.code == ExitCode.OK
    assert "this command reads one article" in run("--library", str(STRAIT), "list").err


@pytest.mark.parametrize(
    "after", [("of", "the", "strait"), ("--", "of", "the", "strait"), ("of", "--", "the", "strait")]
)
@pytest.mark.parametrize("first", [("search",), ("cite", "--json")])
def test_words_of_a_list_may_stand_before_and_after_options(
    kztui: RunCommand, first: tuple[str, ...], after: tuple[str, ...]
) -> None:
    assert kztui(*first, "jets", "--color=never", *after) == kztui(
        *first, "--color=never", "jets", "of", "the", "strait"
    )


@pytest.mark.parametrize(
    "argv",
    [
        ("list", "--jsn"),
        ("list", "evnts"),
        ("cite", "--as", "note"),
        ("search",),
        ("export", "--to", "cvs"),
        ("show", "a", "b"),
    ],
)
def test_wrong_use_is_reported_in_two_lines_that_name_the_help(kztui: RunCommand, argv: tuple[str, ...]) -> None:
    result = kztui(*argv)
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    first, second = result.err.splitlines()
    assert first.startswith(f"kztui {argv[0]}: ")
    assert second == f"Try: kztui {argv[0]} --help"


@pytest.mark.parametrize(
    ("argv", "meant"),
    [(("list", "evnts"), "events"), (("export", "--to", "cvs"), "csv"), (("cite", "--locator", "atuo"), "auto")],
)
def test_the_nearest_right_word_is_named(kztui: RunCommand, argv: tuple[str, ...], meant: str) -> None:
    assert f"did you mean {meant}?" in kztui(*argv).err


NAMES = ", ".join(kind.item_kind for kind in KINDS)
WORDS = {
    "search x --limit x": "--limit: 'x' is not a whole number of 1 or more",
    "search x --limit=": "--limit: '' is not a whole number of 1 or more",
    "search x --limit 1.5": "--limit: '1.5' is not a whole number of 1 or more",
    "search x --limit -1": "--limit: '-1' is not a whole number of 1 or more",
    "search x --limit 0": "--limit: '0' is not a whole number of 1 or more",
    "search x --limit": "--limit needs a value after it",
    "search x --limit=--": "--limit needs a value after it",
    "export -o": "--output needs a value after it",
    "export -o--": "--output needs a value after it",
    "list --article=--": "--article needs a value after it",
    "cite --style": "--style needs a value after it",
    "list --json=yes": "--json takes no value",
    "list --json=--": "--json takes no value",
    "search": "QUERY is missing",
    "new": "SOURCE is missing",
    "completions": "SHELL is missing",
    "cite --paragrph=3": "there is no option --paragrph; did you mean --paragraph?",
    "check -z": "there is no option -z",
    "show p1 p2": "'p2' is one word too many",
    "search x --kind army": f"--kind: there is no 'army'; choose from {NAMES}",
    "list armies": f"KIND: there is no 'armies'; choose from {NAMES}",
    "completions tcsh": "SHELL: there is no 'tcsh'; choose from bash, zsh, fish, targets, styles",
}  # fmt: skip # a table reads best with one line for each


@pytest.mark.parametrize("argv", WORDS)
def test_wrong_use_is_reported_in_the_readers_words(run: RunCommand, argv: str) -> None:
    name = f"kztui {argv.split(maxsplit=1)[0]}"
    assert run(*argv.split()) == (ExitCode.USAGE, "", f"{name}: {WORDS[argv]}\nTry: {name} --help\n")


def test_a_wrong_command_is_reported_before_the_words_after_it(run: RunCommand) -> None:
    assert run("serch", "strike").err == run("serch").err == run("--json", "serch", "a", "-b").err


@pytest.mark.parametrize("command", ["list", "show", "search strike", "cite", "export"])
def test_an_article_that_is_not_there_is_unreadable(run: RunCommand, tmp_path: Path, command: str) -> None:
    result = run(*command.split(), "--article", str(tmp_path / "none.toml"))
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert "none.toml:1:1: error[missing-file]: " in result.err


def test_every_fatal_problem_is_listed(run: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[article]\nid = "x"\n[[actors]]\nname = "A"\n[[actors]]\nname = "B"\n')
    result = run("list", "--article", str(tmp_path))
    assert result.code == ExitCode.USAGE
    assert result.err.count("error[missing-id]") == 2


def test_what_was_typed_cannot_control_the_terminal(kztui: RunCommand) -> None:
    evil = "jak\x1b]52;c;ZXZpbA==\x07\x1b[2J\u202e"
    for argv in (
        ("show", evil),
        (evil,),
        ("list", evil),
        ("search", evil),
        ("list", "--article", evil),
        ("cite", evil),
    ):
        result = kztui(*argv)
        assert result.err
        assert not set("\x1b\x07\u202e") & set(result.out + result.err)


def test_an_interrupt_ends_quietly(kztui: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "open_with_notes", interrupted)
    assert kztui("list") == (ExitCode.INTERRUPTED, "", "")


def test_the_screen_needs_a_terminal(kztui: RunCommand) -> None:
    result = subprocess.run(
        [*PROGRAM, str(HARBOUR)], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (ExitCode.USAGE, "")
    assert result.stderr.startswith("kztui: the screen needs a terminal, and standard input is not a terminal.")
    assert len(result.stderr.splitlines()) == 1


# As processes of their own


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    actors = "\n".join(f'[[actors]]\nid = "a{n}"\nname = "Actor number {n}"\nkind = "person"' for n in range(5000))
    (tmp_path / "many.toml").write_text(f'[article]\nid = "x"\ntitle = "Many"\n{actors}\n')
    with subprocess.Popen(
        [*PROGRAM, "list", "--article", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b"actor")
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == ExitCode.OK


def test_a_pipe_closed_before_the_end_is_flushed_is_as_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [*PROGRAM, "list", "--article", HARBOUR], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (ExitCode.OK, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_reported() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*PROGRAM, "list", "--article", HARBOUR], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert result.returncode == ExitCode.USAGE
    assert result.stderr.startswith(b"kztui: No space left on device")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_help_that_cannot_be_written_is_an_error() -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run([*PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == ExitCode.USAGE
    assert result.stderr.startswith(b"kztui: No space left on device")


@pytest.mark.parametrize(
    "line", ["check|", "check|--article|", "list|--article|", "export|-o|", "new|", "new|x|-o|", "", "--original|"]
)
def test_an_empty_path_is_wrong_use_and_not_the_folder_that_it_runs_in(run: RunCommand, line: str) -> None:
    result = run(*line.split("|"))
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert "an empty path names nothing" in result.err


UNKNOWN_USER = "~nobody-of-that-name/x"


@pytest.mark.parametrize(
    "line",
    [
        *("check PATH", "show --article PATH", "new PATH", "cite p1 --style PATH", "cite p1 -o PATH", "export -o PATH"),
        *("cite p1 --quote --original PATH", "library list --library PATH", "library search --from PATH"),
    ],
)
def test_the_home_of_a_user_that_there_is_not_is_a_path_like_any_other(
    run: RunCommand, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*line.replace("PATH", UNKNOWN_USER).split())
    assert result.code != ExitCode.OK
    assert result.err or result.out


@pytest.mark.parametrize("command", [f"list --article {HARBOUR}", "list --help", "--help", "--version", "help"])
@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "<&-"])
def test_a_closed_stream_is_no_trouble(closed: str, command: str) -> None:
    line = f"{sys.executable} -m kztui {command} {closed}"
    result = subprocess.run(["sh", "-c", line], capture_output=True, check=False)
    assert result.returncode == ExitCode.OK
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("json", [[], ["--json"]])
def test_any_locale_can_have_the_data_as_utf8(encoding: str, json: list[str]) -> None:
    command = [*PROGRAM, "show", "dockers", "--article", str(HARBOUR), *json]
    env = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    result = subprocess.run(command, capture_output=True, env=env, check=False)
    assert (result.returncode, result.stderr) == (ExitCode.OK, b"")
    assert "Союз докеров" in result.stdout.decode("utf-8")


def test_ctrl_c_in_a_pipe_ends_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "slow.py").write_text(
        "import sys, time\nfrom kztui.cli import list as listing\nfrom kztui.cli.main import main\n"
        "listing.open_with_notes = lambda _: (print('ready', flush=True), time.sleep(30))\nsys.exit(main(['list']))\n"
    )
    command = [sys.executable, "slow.py"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == ExitCode.INTERRUPTED
        assert process.stderr.read() == b""


def test_of_words_to_choose_from_a_plural_of_whatever_form_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "singular_words", lambda: {"testimonies": "testimony"})
    choose = parser.choice_type(("testimony", "testimonies"))
    assert choose("testimonies") == "testimonies"
    with pytest.raises(argparse.ArgumentTypeError, match=r"choose from testimony$"):
        choose("law")
