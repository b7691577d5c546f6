"""`kztui completions`: what a shell needs to complete commands, options, files, targets and styles."""

import argparse
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shtab

from kztui.citation.styles import SHORT_NAMES
from kztui.cli.load import open_article
from kztui.cli.output import ExitCode, Output, write_message
from kztui.cli.parser import full_parser

if TYPE_CHECKING:
    from argparse import Namespace


def _shell_code(file: str) -> str:
    """The code in a file of `cli/data`, without the line end after it."""
    return Path(__file__).with_name("data").joinpath(file).read_text(encoding="utf-8").rstrip("\n")


def _complete_from_list(name: str) -> dict[str, Any]:
    """How each shell completes from the output of `kztui completions NAME`, which it runs at each press of TAB.

    The words come from an article that anybody may have written. No shell is ever given them as source: `compgen
    -W` of bash, and a list of words in a spec of zsh's `_arguments`, are expanded like any other source, commands
    within them included. fish expands what is written in a completion, but not what a command in it prints.
    """
    # "$@" is what _arguments of zsh passes to compadd, which quotes each word as it puts it on the line.
    preamble = {shell: _shell_code(f"complete_list.{shell}").replace("LIST", name) for shell in ("bash", "zsh")}
    function = f"_kztui_{name}"
    return {"bash": function, "zsh": function, "fish": f"(kztui completions {name} 2>/dev/null)", "preamble": preamble}


def _complete_paths(name: str, kind: str, completed: dict[str, Any]) -> dict[str, Any]:
    """shtab's completion of paths, but for bash, where shtab 1.13 gives `compgen` the typed word without quotes.

    bash would split that at its blanks and take its `*` for every file's name.
    """
    function = f'_kztui_{name}() {{ compgen -{kind} -- "$1"; }}'
    return {**completed, "bash": f"_kztui_{name}", "preamble": {"bash": function}}


COMPLETERS = {
    # The names tell shtab's script that these are paths.
    "file": _complete_paths("files", "f", shtab.FILE),
    "folder": _complete_paths("dirs", "d", shtab.DIRECTORY),
    "target": _complete_from_list("targets"),
    "style": _complete_from_list("styles"),
}


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write the completion script of a shell, or one of the lists that such a script asks for."""
    if options.shell == "targets":
        _list(open_article(options).items, out)
    elif options.shell == "styles":
        _list(SHORT_NAMES, out)
    else:
        script = shtab.complete(_with_completers(full_parser()), shell=options.shell)
        # The first word may be a file as well as a command, which shtab cannot express.
        out.text(f"{script.rstrip()}\n\n{_shell_code(f'complete_files.{options.shell}')}\n")
    return ExitCode.OK


def _list(words: Iterable[str], out: Output) -> None:
    """Write the words that are safe in every shell, one a line, and how many others there are to stderr."""
    left_out = 0
    for word in words:
        if is_shell_safe(word):
            out.line(word)
        else:
            left_out += 1
    if left_out:
        words_are = "1 word is" if left_out == 1 else f"{left_out} words are"
        write_message(f"kztui: {words_are} left out: only letters, digits, - and _ are safe to complete in a shell")


def is_shell_safe(word: str) -> bool:
    """Whether `word` is made of letters of any script with their marks, digits, `-` and `_`, and is not an option."""
    plain = all(char in "-_" or unicodedata.category(char)[0] in "LMN" for char in word)
    return plain and word[:1] not in {"", "-"}


def _with_completers(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """`parser`, with each argument's completer set as shtab expects it."""
    for action in parser._actions:  # argparse has no public list of its arguments
        known = COMPLETERS.get(getattr(action, "completes", ""))
        if known is not None:
            action.complete = known  # type: ignore[attr-defined] # the attribute that shtab reads
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                _with_completers(command)
    return parser
