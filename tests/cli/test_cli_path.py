"""`kztui path`: a path a block, each step named between two items, the rest told apart from the data."""

from command_line import RunCommand
from kztui.cli.output import ExitCode

DIRECT = """\
Dockers' Union [dockers]
  │ opposed to · ¶1
Ferry Line [ferry-line]
  │ headed by · ¶1
Otto Brandt [brandt]
"""


def test_a_path_is_printed_step_by_step_from_either_end(kztui: RunCommand) -> None:
    there, back = kztui("path", "dockers", "brandt", "--limit", "1"), kztui("path", "brandt", "dockers", "--limit", "1")
    assert there == (ExitCode.OK, DIRECT, "")
    assert back.out.splitlines()[::2] == DIRECT.splitlines()[::-2]
    assert back.out.splitlines()[1::2] == ["  │ head of · ¶1", "  │ opposed by · ¶1"]


def test_a_mention_is_followed_on_request_alone_and_marked(kztui: RunCommand) -> None:
    assert "weak link" not in kztui("path", "coast", "tidewage").out
    result = kztui("path", "coast", "tidewage", "--mentions")
    assert "  ┆ mentioned in · ¶2 · weak link\ntide wage [tidewage]\n" in result.out


def test_no_path_and_no_second_item_are_reported(kztui: RunCommand) -> None:
    result = kztui("path", "hearing", "coast")
    assert (result.code, result.out) == (ExitCode.NOT_FOUND, "")
    assert result.err == "no path from 'hearing' to 'coast'; --mentions goes along mentions too\n"
    assert kztui("path", "coast", "coast") == (ExitCode.USAGE, "", "kztui path: A and B are the same item, 'coast'\n")
    assert kztui("path", "coast", "brant").err == "no item 'brant'; did you mean brandt?\n"
