"""`kztui` without a command, as far as that goes without a screen."""

from kztui.cli.parser import screen_parser
from kztui.cli.screen import NOTHING_ASKED


def test_an_empty_command_line_needs_no_parser() -> None:
    assert vars(screen_parser().parse_args([])) == vars(NOTHING_ASKED)
