"""`kztui library check`: everything wrong in the articles of a library, and between them."""

from argparse import Namespace

from kztui.cli import check
from kztui.cli.library_load import resolve_library_path
from kztui.cli.output import CommandError, ExitCode, Output
from kztui.library.opening import whole_folder


def run(options: Namespace, out: Output) -> ExitCode:
    """The same as `kztui check` with the library's folder.

    Raises CommandError for words that it does not take, or without a library.
    """
    if options.words:
        raise CommandError("kztui library check takes no words; kztui check PATH checks one article")
    path = str(whole_folder(resolve_library_path(options.library)))
    checked = Namespace(paths=[path], article=None, strict=False, open=False, rules=False, json=options.json)
    return check.run(checked, out)
