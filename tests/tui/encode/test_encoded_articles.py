"""The articles that are encoded to count keys: drafts of invented originals, and what is to become of them."""

from pathlib import Path

import pytest

from kztui.article.quotes import fingerprint
from kztui.cli.main import main
from kztui.files.load import load
from kztui.importing.readers import read_source
from kztui.importing.source import source_of_file

ARTICLES = sorted((Path(__file__).parents[2] / "benchmarks" / "encoding").iterdir())


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda folder: folder.name)
def test_keys_are_counted_from_a_draft_to_a_whole_article_without_problems(folder: Path) -> None:
    draft, result = load(folder / "draft").article, load(folder / "result").article
    printed = {fingerprint(block.text) for block in read_source(source_of_file(folder / "original.md")).blocks}
    for article in (draft, result):
        assert {paragraph.fingerprint for paragraph in article.paragraphs.values()} <= printed
    assert all(paragraph.is_unwritten for paragraph in draft.paragraphs.values())
    assert all(paragraph.text for paragraph in result.paragraphs.values())
    assert any(item.is_open for item in draft.items.values())
    assert not any(item.is_open for item in result.items.values())
    assert main(["check", str(folder / "result")]) == 0
