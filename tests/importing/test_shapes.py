"""Pages, Markdown and texts of every shape in `shapes/`: their metadata, what is left out, and every block in order.

Beside each file lies what a careful reader takes from it, as `outcome` writes it.
"""

import sys
from pathlib import Path

import pytest

from kztui.files.check import check_paths
from kztui.importing.draft import make_draft
from kztui.importing.persons import plain_name
from kztui.importing.readers import read_here, read_source
from kztui.importing.reading import Account, LeftOut
from kztui.importing.source import Source, source_of_file

SHAPES = sorted(path for path in (Path(__file__).parent / "shapes").iterdir() if path.suffix != ".expected")
every_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)


def outcome(shape: Path) -> str:
    reading = read_here(source_of_file(shape))  # test_child.py has the process that a stranger's file is read in
    fields = {**reading.metadata, "author": "; ".join(map(plain_name, reading.metadata.get("author", [])))}
    lines = [f"{name}: {value}" for name, value in sorted(fields.items()) if value]
    lines += [f"left out: {', '.join(sorted(one.kind for one in reading.account.left_out))}", ""]
    lines += [f"{block.kind.value}{block.level or ''}: {block.text}" for block in reading.blocks]
    return "\n".join(lines) + "\n"


@every_shape
def test_a_shape_is_read_as_a_careful_reader_reads_it(shape: Path) -> None:
    assert outcome(shape) == shape.with_name(f"{shape.name}.expected").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "shape", [path for path in SHAPES if path.name.startswith("meta-")], ids=lambda path: path.name
)
def test_no_value_is_written_that_check_refuses(shape: Path, tmp_path: Path) -> None:
    source = source_of_file(shape)
    for name, text in make_draft(read_here(source), source).files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [problem.rule for problem in check_paths([tmp_path]) if problem.severity == "error"] == []


def test_the_account_counts_what_the_page_shows_under_its_article() -> None:
    words = " ".join(["word"] * 60)
    page = f"<nav>a b c</nav><main><p>{words}</p><div class='comments'><p>{words}</p></div></main><footer>d</footer>"
    account = read_source(Source("a.html", f"<html><body>{page}</body></html>".encode())).account
    assert (account.visible, account.kept, account.share) == (120, 60, 0.5)
    assert {one.kind: one.words for one in account.left_out} == {"comments": 60, "navigation": 3, "page footer": 1}
    assert any(line.startswith("warning:") for line in account.lines())


def test_an_account_says_what_was_left_out_and_warns_below_its_share() -> None:
    account = Account(1000, 850, (LeftOut("comments", 1, "Fine"),))
    assert account.lines() == ["read 850 of 1,000 words (85%)", "  left out: comments, 1 word"]
    assert Account(1000, 849).lines()[-1].startswith("warning:")
    assert Account(0, 0).share == 1


@pytest.mark.parametrize("tag", ["div", "ul", "b"])
def test_a_page_nested_without_end_gives_its_text(tag: str) -> None:
    sentence = "The last word of the page stands far below, and is read all the same by whoever comes to it."
    data = f"<html><body>{f'<{tag}>x ' * 30_000}<p>{sentence}</p></body></html>".encode()
    assert any(sentence in block.text for block in read_source(Source("a.html", data)).blocks)


@pytest.mark.parametrize("tag", ['<a x="', "<a ", "</a "])
def test_tags_that_are_never_closed_are_no_text(tag: str) -> None:
    sentence = "The pilots of the strait waited for the fog to lift, and the ferry left two hours after its time."
    data = f"<html><body><p>{sentence}</p>{tag * 110_000}".encode()
    assert [block.text for block in read_source(Source("a.html", data)).blocks] == [sentence]


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        path.with_name(f"{path.name}.expected").write_text(outcome(path), encoding="utf-8")
