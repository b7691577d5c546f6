"""Completions: each shell is asked what it would offer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import RunCommand
from harbour import HARBOUR, harbour
from hostile import table
from kztui.citation.styles import SHORT_NAMES
from kztui.cli.commands import COMMAND_NAMES
from kztui.cli.completions import is_shell_safe
from kztui.cli.output import ExitCode
from requirements import require_program
from terminal import Terminal

ASKED = {
    "kztui show fer": "ferry-line",
    "kztui cite --style chicago-n": "chicago-notes",
    "kztui comp": "completions",
    "kztui export --to mark": "markdown",
    "kztui search --kind para": "paragraph",
    "kztui help sea": "search",
    "kztui --original harb": "harbour.toml",
}
BASH = """
source "$1"; shift
for line; do
    COMP_WORDS=($line); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); COMP_LINE="$line"
    _shtab_kztui
    printf '%s ' "${COMPREPLY[@]}"; echo
done
"""
FILE = "kztui harb"
"""The first word may be a file as well, such as the one beside this."""
HOSTILE = (
    *("$(>PWNED)", "`>PWNED`", "x${IFS}y", "${x:-$(>PWNED)}", "$((`>PWNED`))", "$[`>PWNED`]", "x;>PWNED", "x&>PWNED"),
    *("x|>PWNED", "<(>PWNED)", "=(>PWNED)", "(>PWNED)", "(touch PWNED)", "*", "?[a-z]", "{a,b}", "~", "!!", "x>PWNED"),
    *("it's", "'$(>PWNED)'", 'say "x"', '"$(>PWNED)"', "x\\$(>PWNED)", "x $(>PWNED)", "y\n$(>PWNED)", "z\t$(>PWNED)"),
    *("*(e:'>PWNED':)", "${(e):-$(>PWNED)}", "x)$(>PWNED)(", "x]$(>PWNED)[", "x:$(>PWNED):y", "-o", "--x=$(>PWNED)"),
)
"""Words that make a file, split, match others or stand for something else wherever a shell reads them as source."""
SAFE = ("harmless-word", "Board_2", "Жүсіп-2013", "दिल्ली", "港口", "ناقل")
EVERYWHERE = ("show ", "--at ", "search --kind ", "cite x ", "cite --style ", "check ", "new -o ", "")
"""What stands on the line before a word is completed."""
INTERACTIVE = {
    # Neither a pager nor a question: both would take the next keys.
    "bash": (
        ("--norc", "-i"),
        "bind 'set page-completions off'; bind 'set completion-query-items 0'; eval \"$(kztui completions bash)\"",
    ),
    "zsh": (("-f", "-i"), 'autoload -U compinit; compinit -u -D; eval "$(kztui completions zsh)"'),
    "fish": (("--no-config", "-i"), "kztui completions fish | source"),
}


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment whose PATH has this kztui, and whose article is the one of these tests."""
    program = tmp_path / "bin" / "kztui"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        # Where $LISTED is a file, that is what every list is said to hold; where it is a folder, lists are kept there.
        'if [ -n "$LISTED" ]; then case "$1:$2" in completions:targets|completions:styles)\n'
        '    [ -f "$LISTED" ] && exec cat "$LISTED"\n'
        f'    [ -f "$LISTED/$2" ] || "{sys.executable}" -m kztui "$@" > "$LISTED/$2"\n'
        '    exec cat "$LISTED/$2";;\n'
        "esac; fi\n"
        f'exec "{sys.executable}" -m kztui "$@"\n'
    )
    program.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "KZTUI_ARTICLE": str(HARBOUR),
    }


def script(run: RunCommand, name: str, folder: Path) -> Path:
    result = run("completions", name)
    assert (result.code, result.err) == (ExitCode.OK, "")
    file = folder / f"kztui.{name}"
    file.write_text(result.out)
    return file


def test_bash_completes(run: RunCommand, tmp_path: Path, env: dict[str, str]) -> None:
    command = [require_program("bash"), "-c", BASH, "bash", str(script(run, "bash", tmp_path)), *ASKED]
    result = subprocess.run(command, env=env, cwd=HARBOUR.parent, capture_output=True, text=True, check=False)
    for (typed, offered), line in zip(ASKED.items(), result.stdout.splitlines(), strict=True):
        assert offered in line.split(), typed


def test_fish_completes(run: RunCommand, tmp_path: Path, env: dict[str, str]) -> None:
    asked = {**ASKED, FILE: HARBOUR.name}
    lines = "; ".join(f"echo '> {typed}'; complete -C '{typed}'" for typed in asked)
    command = [require_program("fish"), "-c", f"source {script(run, 'fish', tmp_path)}; {lines}"]
    result = subprocess.run(command, env=env, cwd=HARBOUR.parent, capture_output=True, text=True, check=False)
    answers = dict(part.partition("\n")[::2] for part in result.stdout.split("> ")[1:])
    for typed, offered in asked.items():
        assert offered in [line.split("\t")[0] for line in answers[typed].splitlines()], typed


def test_zsh_completes(tmp_path: Path, env: dict[str, str]) -> None:
    with Terminal(
        [require_program("zsh"), "-f", "-i"], size=(100, 30), env={**env, "PS1": "> "}, cwd=HARBOUR.parent
    ) as terminal:
        terminal.send('autoload -U compinit; compinit -u -D; eval "$(kztui completions zsh)"; print re""ady\r')
        terminal.wait("^ready")
        for typed, offered in [*ASKED.items(), (FILE, HARBOUR.name)]:
            terminal.send(typed)
            terminal.press("tab")
            terminal.wait(rf"{typed.rsplit(' ', 1)[0]} {offered}")
            terminal.press("ctrl+u")


def test_bash_falls_back_to_files(tmp_path: Path, env: dict[str, str]) -> None:
    where = HARBOUR.parent
    with Terminal(
        [require_program("bash"), "--norc", "-i"], size=(100, 30), env={**env, "PS1": "> "}, cwd=where
    ) as terminal:
        terminal.type('eval "$(kztui completions bash)"; printf re"ady\\n"')
        terminal.press("enter")
        terminal.wait("^ready")
        terminal.type(FILE)
        terminal.press("tab")
        terminal.wait(f"kztui {HARBOUR.name}")


def test_bash_completes_within_a_folder_whose_name_has_blanks(tmp_path: Path, env: dict[str, str]) -> None:
    folder = tmp_path / "here" / "two words"
    folder.mkdir(parents=True)
    (folder / "inside.toml").touch()
    with Terminal(
        [require_program("bash"), "--norc", "-i"], size=(100, 30), env={**env, "PS1": "> "}, cwd=folder.parent
    ) as terminal:
        terminal.send("eval \"$(kztui completions bash)\"; printf re'ady\\n'\r")
        terminal.wait("^ready")
        for typed, whole in (
            ("two\\ words/", r"two\\ words/inside\.toml"),
            ("'two words/", "'two words/inside\\.toml'"),
        ):
            terminal.send(f"kztui check {typed}")
            terminal.press("tab")
            terminal.wait(f"kztui check {whole}")
            terminal.press("ctrl+u")


def test_the_lists_that_a_shell_asks_for(kztui: RunCommand) -> None:
    assert kztui("completions", "targets").out.split() == list(harbour().items)
    assert kztui("completions", "styles").out.split() == list(SHORT_NAMES)


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_every_command_is_in_every_script(run: RunCommand, name: str) -> None:
    result = run("completions", name)
    assert all(command in result.out for command in COMMAND_NAMES)


def article_of(words: tuple[str, ...], folder: Path) -> Path:
    """An article in which each word is an id, a name and a kind."""
    parts = [table("[article]", id="words", type="report", title="Words", issued="2020")]
    for number, word in enumerate(words):
        actor = table("[[actors]]", id=word, name=word, aliases=[word], kind=word, paragraphs=[1])
        parts += [actor, table("[[events]]", id=f"e{number}", title=word, kind=word, date="2020")]
    path = folder / "words.toml"
    path.write_text("\n".join(["format = 1", *parts]), encoding="utf-8")
    return path


def test_only_words_that_every_shell_takes_as_they_are_can_be_completed(run: RunCommand, tmp_path: Path) -> None:
    result = run("completions", "targets", "--article", str(article_of(HOSTILE + SAFE, tmp_path)))
    events, actors = [f"e{number}" for number in range(len(HOSTILE + SAFE))], len(HOSTILE + SAFE)
    listed = result.out.split("\n")[:-1]
    assert listed[: len(events)] == events
    assert listed[-len(SAFE) :] == list(SAFE)
    # Unsafe ids have become others, which are listed as well.
    assert len(set(listed)) == len(events) + actors
    assert all(map(is_shell_safe, listed))
    assert not any(map(is_shell_safe, HOSTILE))
    assert result.err == ""


@pytest.mark.parametrize("source", ["a program that prints anything", "an article that holds anything"])
@pytest.mark.parametrize("shell", INTERACTIVE)
def test_no_shell_runs_what_it_completes(
    shell: str, source: str, run: RunCommand, tmp_path: Path, env: dict[str, str]
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    for word in (*HOSTILE, "harmless-file"):
        (folder / word.replace("/", "_")).touch()
    article = article_of(HOSTILE + SAFE, tmp_path)
    env = {**env, "KZTUI_ARTICLE": str(article), "PS1": "> "}
    listed = tmp_path / "listed"
    env["LISTED"] = str(listed)
    if source.startswith("a program"):
        listed.write_text("\n".join((*HOSTILE, *SAFE, "")), encoding="utf-8")
    else:
        listed.mkdir()  # each list is asked for once: every Tab would start Python otherwise
    before = sorted(folder.iterdir())
    options, setup = INTERACTIVE[shell]
    # Of bash and zsh, other tests hold that they take it from the program itself.
    setup = setup.replace(f"$(kztui completions {shell})", f"$(cat '{script(run, shell, tmp_path)}')")
    with Terminal([require_program(shell), *options], size=(100, 50), env=env, cwd=folder) as terminal:
        terminal.send(f"{setup}; printf re'ady\\n'\r")
        terminal.wait("^ready")
        terminal.settle(0.3)
        for line, whole in (
            ("kztui show harm", "kztui show harmless-word"),
            ("kztui --at harm", "kztui --at harmless-word"),
            ("kztui check harm", "kztui check harmless-file"),
        ):
            terminal.send(line)
            terminal.press("tab")
            terminal.wait(whole)
            terminal.press("ctrl+u")
        # What the program lists of an article is safe by itself; a few places show that it reaches the shells.
        for line in EVERYWHERE if listed.is_file() else EVERYWHERE[:3]:
            for typed in ("", "x", "$", '"') if listed.is_file() else ("", '"'):
                terminal.send(f"kztui {line}{typed}")
                terminal.press("tab", "tab", quiet=0.02)
                terminal.press("ctrl+u", quiet=0.02)
        terminal.settle(0.5)
        terminal.send("\x15printf do'ne\\n'\r")
        terminal.wait("^done", timeout=60)
    assert sorted(folder.iterdir()) == before


def test_bash_puts_words_on_the_line_so_that_they_mean_themselves(
    run: RunCommand, tmp_path: Path, env: dict[str, str]
) -> None:
    """bash inserts what a completion gives as it is: the next Enter would run it."""
    listed = tmp_path / "listed"
    words = [line for word in HOSTILE + SAFE for line in word.splitlines()]
    listed.write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    command = [require_program("bash"), "-c", f'source {script(run, "bash", tmp_path)}; _kztui_targets ""']
    env = {**env, "LISTED": str(listed), "LC_ALL": "C.UTF-8"}
    result = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    line = " ".join(result.stdout.splitlines())
    command = [require_program("bash"), "-c", f"printf '%s\\n' {line}"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout == "".join(
        f"{word}\n" for word in words
    )
    assert not (tmp_path / "PWNED").exists()
