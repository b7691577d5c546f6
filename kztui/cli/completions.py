"""`kztui completions`: what a shell needs to complete commands, options, files, targets and styles."""

import argparse
from argparse import Namespace

import shtab

from kztui.citation.styles import SHORT_NAMES
from kztui.cli.exits import Exit
from kztui.cli.opened import load_at, path_of
from kztui.cli.output import Output
from kztui.cli.parser import whole_parser

# Targets depend on the article, which KZTUI_ARTICLE may change at any time: the shell asks when it needs them.
COMPLETES = {
    "file": shtab.FILE,
    "folder": shtab.DIRECTORY,
    "target": shtab.cmd("kztui completions targets 2>/dev/null"),
    "style": shtab.cmd("kztui completions styles 2>/dev/null"),
}


def run(options: Namespace, out: Output) -> Exit:
    """Write the script of a shell, or one of the lists that such a script asks for."""
    if options.shell == "targets":
        for target in load_at(path_of(None)).article.items:
            out.line(target)
    elif options.shell == "styles":
        for style in SHORT_NAMES:
            out.line(style)
    else:
        out.text(shtab.complete(_marked(whole_parser()), shell=options.shell).rstrip("\n") + "\n")
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
