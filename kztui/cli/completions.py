"""`kztui completions`: what a shell needs to complete commands, options, files, targets and styles."""

import argparse
from argparse import Namespace

import shtab

from kztui.citation.styles import SHORT_NAMES
from kztui.cli.exits import Exit
from kztui.cli.opened import open_article
from kztui.cli.output import Output
from kztui.cli.parser import whole_parser

# Targets depend on the article, which KZTUI_ARTICLE may change at any time: the shell asks when it needs them.
COMPLETES = {
    "file": shtab.FILE,
    "folder": shtab.DIRECTORY,
    "target": shtab.cmd("kztui completions targets 2>/dev/null"),
    "style": shtab.cmd("kztui completions styles 2>/dev/null"),
}
# The first word may be a file as well as a command, which shtab has no way to say.
OR_FILE = {
    "bash": "complete -o bashdefault -o default -F _shtab_kztui kztui",
    "fish": "complete -c kztui -n __fish_is_first_arg -F",
    "zsh": """if [[ $zsh_eval_context[-1] == eval ]]; then
  _shtab_kztui_or_file() { _shtab_kztui "$@"; (( CURRENT == 2 && compstate[nmatches] == 0 )) && _files; }
  compdef _shtab_kztui_or_file -N kztui
fi""",
}


def run(options: Namespace, out: Output) -> Exit:
    """Write the script of a shell, or one of the lists that such a script asks for."""
    if options.shell == "targets":
        for target in open_article(options).items:
            out.line(target)
    elif options.shell == "styles":
        for style in SHORT_NAMES:
            out.line(style)
    else:
        script = shtab.complete(_marked(whole_parser()), shell=options.shell)
        out.text(f"{script.rstrip()}\n\n{OR_FILE[options.shell]}\n")
    return Exit.FINE


def _marked(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """`parser`, each of its arguments told apart by what completes it."""
    for action in parser._actions:  # argparse has no public way to its own arguments
        known = COMPLETES.get(getattr(action, "completes", ""))
        if known is not None:
            action.complete = known  # type: ignore[attr-defined] # shtab's own way to be told
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                _marked(command)
    return parser
