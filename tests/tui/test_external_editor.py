"""Stories of the reader's own editor: it opens at the line of the current item, and what it wrote is read."""

import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from kztui.files.folders import default
from kztui.files.load import load
from kztui.importing.draft import UnkeptDraft, make_draft
from kztui.importing.readers import read_source
from kztui.importing.source import source_of_file
from kztui.tui.external_editor import place_of
from kztui.tui.options import Options
from stories import Reader, play

PAGE = Path(__file__).parent / "salt-road.html"
HARBOUR = Path(__file__).parents[1] / "cli" / "harbour.toml"


def test_the_editor_opens_at_the_current_item_and_the_article_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "-harbour.toml"
    shutil.copy(HARBOUR, article)
    called: list[list[str]] = []
    actor = next(item for item in load(article).article.items.values() if item.item_kind == "actor")

    def edit(command: list[str], check: bool) -> None:
        """Another name for an actor, as its reader would write it."""
        called.append(command)
        line = article.read_text(encoding="utf-8").splitlines()[int(command[1][1:]) - 1]
        assert f'"{actor.id}"' in line
        article.write_text(
            article.read_text(encoding="utf-8").replace(f'"{actor.caption}"', '"Harbour Company"', 1), encoding="utf-8"
        )

    async def story(reader: Reader) -> None:
        await reader.press("e")  # without a terminal of its own, as within a browser
        assert reader.messages.startswith("No editor can be started here: the text is in ")
        monkeypatch.setattr(reader.app, "suspend", nullcontext)
        monkeypatch.setattr("kztui.tui.external_editor.subprocess.run", edit)
        await reader.press("e")
        await reader.until(lambda: "Reloaded the article" in reader.messages)
        assert reader.main_screen.current == actor.id
        assert reader.main_screen.article.items[actor.id].caption == "Harbour Company"

    monkeypatch.setenv("VISUAL", "my-editor")
    play(story, article, options=Options(clipboard="osc52", osc52=True, at=actor.id))
    ((program, _, path),) = called
    assert (program, path) == ("my-editor", str(article))


def test_what_cannot_be_edited_in_place_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kztui.tui.external_editor.subprocess.run", None)

    async def bundled(reader: Reader) -> None:
        await reader.press("e")
        assert reader.messages == "This article came with kztui and stays as it is: E makes a copy to edit"

    async def unkept(reader: Reader) -> None:
        await reader.press("e")
        assert reader.messages == "This draft is in no file yet: Ctrl+S keeps it"

    play(bundled, default())
    source = source_of_file(PAGE)
    draft = UnkeptDraft(make_draft(read_source(source), source), source)
    play(unkept, options=Options(clipboard="osc52", osc52=True, unkept=draft))


def test_an_item_is_at_its_text_or_else_at_its_id() -> None:
    examined = load(HARBOUR).examined
    lines = HARBOUR.read_text(encoding="utf-8").splitlines()
    path, line = place_of(examined, "p1")
    assert path == str(HARBOUR)
    assert lines[line - 1].startswith("text = ")
    assert place_of(examined, "nobody") == (str(HARBOUR), 1)
