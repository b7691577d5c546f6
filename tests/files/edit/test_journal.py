"""Journals of edits: how large they grow."""

from pathlib import Path

import pytest

from edited import edited_copy
from kztui.files.edit import journal
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.editor import ArticleEditor
from kztui.files.edit.field_edits import SetField
from kztui.files.edit.journal import Journal


@pytest.mark.parametrize("name", ["a.jsonl", ""])
def test_of_a_journal_that_grows_large_the_older_half_is_dropped_and_the_rest_is_taken_back(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MOST_BYTES", 4_000)
    article = edited_copy("parts", tmp_path)
    kept = Journal(tmp_path / name if name else None)
    editor = ArticleEditor(article, kept)
    for number in range(1, 31):
        editor.edit(SetField("union", "note", f"Edit {number}."))
        assert len(kept.records) <= 15
    if name:
        assert (tmp_path / name).stat().st_size < 6_000
        editor = ArticleEditor(article, Journal(tmp_path / name))
    monkeypatch.undo()
    count = len(editor.log())
    assert 4 < count < 15
    for _ in range(count):
        editor.undo()
    with pytest.raises(EditRefusedError, match="nothing to undo"):
        editor.undo()
    assert f"Edit {30 - count}." in (article / "people.toml").read_text()
