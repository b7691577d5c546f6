"""Stories of the encode mode: candidates reviewed beside the original, and every edit taken back."""

import errno
import os
import re
from contextlib import nullcontext
from pathlib import Path

import pytest

from encode_drafts import PAGE
from kztui.cli.main import main
from kztui.files.check import check_paths
from kztui.files.load import load
from kztui.importing.draft import UnkeptDraft, make_draft
from kztui.importing.readers import read_source
from kztui.importing.source import source_of_file
from kztui.session.state_file import StateFile
from kztui.tui.encode.encode_screen import EncodeScreen
from kztui.tui.encode.paragraph_dialog import ParagraphDialog
from kztui.tui.options import Options
from stories import ZENN, Reader, play

OPTIONS = Options(clipboard="osc52", osc52=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def begin(reader: Reader) -> EncodeScreen:
    """Enter the encode mode, once the original has been read."""
    await reader.until(lambda: reader.main_screen.originals)
    await reader.press("E")
    screen = reader.top_screen
    assert isinstance(screen, EncodeScreen)
    return screen


def test_the_mode_reads_the_copy_that_is_known_and_says_so_until_it_has(draft: Path) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("E")
        shown = "".join(reader.shown("original"))
        assert "is not read yet" in shown or "Salt Haulage Union" in shown
        assert "no original is attached" not in shown
        await reader.until(lambda: "Salt Haulage Union" in "".join(reader.shown("original")))

    play(story, draft, options=OPTIONS._replace(original=PAGE))


def test_candidates_are_reviewed_and_every_edit_is_taken_back(draft: Path) -> None:
    before = contents(draft)

    async def story(reader: Reader) -> None:
        assert reader.lines[0].endswith("14 open · E reviews")
        screen = await begin(reader)
        assert reader.lines[0].endswith("0 of 14 reviewed · 0 of 6 written · 0 problems")
        assert "drivers of the Salt Haulage Union" in "".join(reader.shown("original"))
        await reader.press("j", "j")
        assert screen.encoding.target == "salt-haulage-union"
        assert "¶1–2 (3×)" in "".join(reader.shown("facts"))
        await reader.press("c", "a")
        assert "accepted salt-haulage-union · saved" in reader.messages
        assert screen.article.items["salt-haulage-union"].kind == "population"
        await reader.press("x", "C")
        assert screen.encoding.target == "castle-moor"
        assert screen.article.kind("castle-moor") == "term"
        await reader.press("R", "ctrl+u")
        await reader.type("moor")
        await reader.press("enter")
        assert screen.encoding.target == "moor"
        await reader.press("k", "A")
        assert reader.messages.startswith("A again accepts all 6 events")
        await reader.press("A")
        assert reader.lines[0].endswith("8 of 14 reviewed · 0 of 6 written · 0 problems")
        await reader.press(*["u"] * 6)
        assert contents(draft) == before
        await reader.press("u")
        assert reader.messages == "there is nothing to undo"
        await reader.press("U", "U", "E")
        assert reader.top_screen is reader.main_screen
        assert reader.lines[0].endswith("13 open · E reviews")

    play(story, draft, options=OPTIONS._replace(original=PAGE))
    assert not check_paths([draft])


def test_two_items_become_one_and_bookmarks_follow_a_new_id(draft: Path) -> None:
    async def story(reader: Reader) -> None:
        await reader.go("ministry-of-roads")
        await reader.press("m")
        screen = await begin(reader)
        assert screen.encoding.target == "ministry-of-roads"
        await reader.press("M")
        assert re.findall(r"^│[ ▌](\w+) +(\w+)", reader.text, re.MULTILINE) == [("actor", "Salt"), ("actor", "Petra")]
        await reader.type("salt")
        await reader.press("enter")
        assert screen.encoding.target == "salt-haulage-union"
        assert "Ministry of Roads" in screen.article.items["salt-haulage-union"].aliases
        await reader.press("d", "E")

    play(story, draft, options=OPTIONS._replace(original=PAGE))
    assert not {"ministry-of-roads", "salt-haulage-union"} & load(draft).article.items.keys()
    (state,) = StateFile.load()[0].state.articles["tolle2019"].values()
    assert list(state.bookmarks) == ["salt-haulage-union"]


def test_a_refusal_is_said_and_nothing_is_lost(draft: Path) -> None:
    async def story(reader: Reader) -> None:
        screen = await begin(reader)
        (draft / "places.toml").chmod(0o400)
        await reader.press("R", "ctrl+u")
        await reader.type("arrel")
        await reader.press("enter")
        assert "the id arrel is taken" in reader.text
        await reader.press("escape")
        written = (draft / "claims.toml").read_text(encoding="utf-8")
        (draft / "claims.toml").write_text(f"# by another hand\n{written}", encoding="utf-8")
        await reader.press("a")
        assert not screen.article.items["statement-p1"].is_open

    play(story, draft, options=OPTIONS._replace(original=PAGE))
    assert (draft / "claims.toml").read_text(encoding="utf-8").startswith("# by another hand\n")


def test_an_unkept_draft_is_kept_first_and_a_bundled_article_is_copied(draft: Path) -> None:
    source = source_of_file(PAGE)
    unkept = UnkeptDraft(make_draft(read_source(source), source), source)

    async def keeping(reader: Reader) -> None:
        await reader.press("E")
        assert "Keep the draft" in reader.text
        await reader.press("enter", "E")
        assert isinstance(reader.top_screen, EncodeScreen)
        assert "drivers of the Salt Haulage Union" in "".join(reader.shown("original"))

    async def copying(reader: Reader) -> None:
        await reader.press("E")
        assert "Encode a copy" in reader.text
        await reader.press("enter")
        await reader.until(lambda: reader.main_screen.options.path == Path("zenn2013"))
        await reader.settle()
        await reader.press("E")
        assert isinstance(reader.top_screen, EncodeScreen)
        assert "reviewed · 13 of 13 written" in reader.lines[0]

    play(keeping, options=OPTIONS._replace(unkept=unkept))
    play(copying, ZENN)
    assert main(["check", "zenn2013"]) == 0


def test_a_full_disk_and_a_checkout_are_said_and_what_was_written_is_kept(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed = contents(draft)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async def story(reader: Reader) -> None:
        await begin(reader)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            await reader.press("a")
            assert "No space left on device" in reader.messages
            await reader.press("w")
            await write(reader, "Kept away.")
            await reader.press("escape")
            assert "No space left on device" in reader.text
            await reader.press("escape", "E")
            assert "E again leaves without the text that could not be written: p1" in reader.messages
            assert "The text is kept nowhere else: no space left on device" in reader.messages
            assert isinstance(reader.top_screen, EncodeScreen)
            await reader.press("w")
            await write(reader, "!")
            await reader.press("ctrl+q")
            assert "No space left on device" in reader.text
            assert reader.app.is_running
            await reader.press("backspace", "escape", "escape")
            assert contents(draft) == committed
        await reader.press("w")
        assert "Kept away." in reader.text
        await reader.press("escape")
        assert "1 of 6 written" in reader.lines[0]
        written = contents(draft)
        for name, content in committed.items():
            (draft / name).write_bytes(content)
        await reader.press("u")
        assert reader.messages.startswith("“wrote paragraph 1” cannot be taken back: line")
        for name, content in written.items():
            (draft / name).write_bytes(content)
        await reader.press("u")
        assert contents(draft) == committed

    play(story, draft, options=OPTIONS._replace(original=PAGE))


def test_a_text_that_is_refused_is_there_again_at_the_next_start(draft: Path) -> None:
    async def quitting(reader: Reader) -> None:
        await begin(reader)
        await reader.press("w")
        await reader.resize((60, 20))
        await write(reader, "Shut by [[nowhere]]")
        await reader.press("ctrl+q")
        said = " ".join(line.strip("│ ") for line in reader.shown("writing"))
        assert "there is no item nowhere. The text is kept in the folder of the saved state, and shown again" in said
        assert "Ctrl+Q again quits" in said
        assert reader.app.is_running
        await reader.press("ctrl+q")

    async def returning(reader: Reader) -> None:
        await reader.resize((40, 20))
        screen = await begin(reader)
        assert "shown again where you write it: the text of p1" in reader.messages
        await reader.press("w")
        assert "Shut by [[nowhere]]" in reader.text
        assert "Written now, it replaces" in reader.text
        await reader.press(*["backspace"] * 11)
        await write(reader, "[[min")
        await reader.press("tab", "escape")
        assert screen.article.paragraphs[1].text.strip() == "Shut by [[ministry-of-roads]]"
        await reader.press("E")

    options = OPTIONS._replace(original=PAGE)
    play(quitting, draft, options=options)
    play(returning, draft, options=options)
    assert not list(draft.parent.glob("**/*.texts.json"))


async def write(reader: Reader, text: str) -> None:
    """Type a text into an area, key by key."""
    await reader.press(*("space" if letter == " " else letter for letter in text))


def test_a_paragraph_is_written_under_its_original_with_links_completed(draft: Path) -> None:
    async def story(reader: Reader) -> None:
        screen = await begin(reader)
        await reader.press("w")
        await write(reader, "[[min")
        assert "Ministry of Roads" in "".join(reader.shown("writing")[-2:])
        await reader.press("tab")
        await write(reader, " kept away from [[cas")
        await reader.press("vertical_line", *"its", "tab")
        await write(reader, " and Castle Moor. ")
        await reader.press("ctrl+l")
        await write(reader, "drivers of the Salt Haulage Union blocked the road between")
        assert "the original’s words: “drivers of the" in reader.text
        await reader.press("escape")
        written = "[[ministry-of-roads]] kept away from [[castle-moor|its]] and [[castle-moor]]."
        assert screen.article.paragraphs[1].text.startswith(written)
        assert "1 of 6 written" in reader.lines[0]
        await reader.press("w")
        await write(reader, " [[nowhere]]")
        await reader.press("escape")
        assert "not done, as it would add an error" in reader.text
        await reader.press("escape")
        assert reader.top_screen is screen
        await reader.press("w")
        assert "[[nowhere]]" in reader.text
        await reader.press(*["backspace"] * 12, "escape", "u")
        assert "0 of 6 written" in reader.lines[0]

    play(story, draft, options=OPTIONS._replace(original=PAGE))
    assert not check_paths([draft])


def test_a_name_is_linked_by_one_key_while_it_is_typed(draft: Path) -> None:
    async def story(reader: Reader) -> None:
        screen = await begin(reader)
        await reader.press("w")
        dialog = reader.top_screen
        assert isinstance(dialog, ParagraphDialog)
        area = dialog.area
        await write(reader, "The Min")
        assert "The Ministry of Roads" in reader.text
        assert "Tab links it" in reader.text
        await reader.press("right")
        assert area.text == "The Min"
        await reader.press("tab")
        assert area.text == "The [[ministry-of-roads|Ministry of Roads]]"
        await reader.press("ctrl+z")
        assert area.text == "The Min"
        await reader.press("tab")
        await write(reader, " shut [[the hill")
        offered = [item.id for item in area.items]
        await reader.press("down", "down", "up")
        assert screen.article.link_label(offered[1])[:20] in reader.shown("writing")[-2]
        await reader.press("enter")
        assert area.text.endswith(f" shut [[{offered[1]}|the hill]]")
        await write(reader, ", and now the hi")
        await reader.press("tab", "up", "enter", "down")  # outside of a link the keys move, and break the line
        assert area.text.count(f"[[{offered[1]}|the hill]]") == 2
        assert area.document.line_count == 2
        await reader.press("escape")
        assert reader.top_screen is screen
        assert screen.article.paragraphs[1].text.count("|the hill]]") == 2

    play(story, draft, options=OPTIONS._replace(original=PAGE))
    assert not check_paths([draft])


def test_words_of_the_original_become_items_and_links(draft: Path) -> None:
    async def story(reader: Reader) -> None:
        screen = await begin(reader)
        await reader.press("G", "v", "0", "right_parenthesis")
        assert screen.original.selection.words == "Its"
        assert "take" in reader.messages
        await reader.press("l", "a")
        assert reader.messages == "Enter takes the words first"
        await reader.press("v", "w", "enter")
        assert screen.original.selection.words == "zirconium lamps"
        assert "t term" in reader.messages
        await reader.press("quotation_mark")
        await reader.until(lambda: "“zirconium lamps” (" in reader.messages)
        await reader.press("t", "enter")
        lamps = screen.article.items["zirconium-lamps"]
        assert (lamps.item_kind, lamps.quotes[0].paragraph, lamps.quotes[0].words) == ("term", 6, (31, 32))
        assert screen.encoding.target == "zirconium-lamps"
        await reader.press("escape", "g", "v", "b", "b", "b", *["l"] * 6, "enter")
        assert screen.original.selection.words == "Salt Haulage Union"
        await reader.press("l", "ctrl+u")
        await write(reader, "ministry")
        await reader.press("enter")
        await reader.until(lambda: "linked 1 mention to ministry-of-roads" in reader.messages)
        assert "All 2 mentions?" in reader.text
        assert "“Salt Haulage Union” stands 1 more time, in ¶2." in reader.text
        await reader.press("enter")
        assert 2 in screen.article.items["ministry-of-roads"].numbers
        await reader.press("u", "u", "u")
        assert "zirconium-lamps" not in screen.article.items

    play(story, draft, options=OPTIONS._replace(original=PAGE))


def test_the_author_comes_back_from_an_editor_at_the_line(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []

    def edit(command: list[str], check: bool) -> None:
        """Another name for a place, as an author would write it."""
        called.append(command)
        text = (draft / "places.toml").read_text(encoding="utf-8")
        (draft / "places.toml").write_text(text.replace('"Arrel"', '"Arrel Town"'), encoding="utf-8")

    async def story(reader: Reader) -> None:
        screen = await begin(reader)
        await reader.press("e")  # without a terminal of its own, as within a browser
        assert reader.messages.startswith("No editor can be started here: the text is in ")
        monkeypatch.setattr(screen.app, "suspend", nullcontext)
        monkeypatch.setattr("kztui.tui.external_editor.subprocess.run", edit)
        await reader.press("j", "j", "j", "e")
        assert screen.article.items["arrel"].caption == "Arrel Town"

    monkeypatch.setenv("VISUAL", "my-editor --wait")
    play(story, draft, options=OPTIONS._replace(original=PAGE))
    (command,) = called
    assert command[:3] == ["my-editor", "--wait", "+5"]
    assert command[3].endswith("places.toml")


@pytest.mark.parametrize("named", ["'unclosed", " ", "\t", '"'])
def test_an_editor_that_is_no_command_is_said_to_be_none(
    named: str, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(reader: Reader) -> None:
        await begin(reader)
        await reader.press("e")
        assert reader.messages.startswith("EDITOR names no program")

    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", named)
    play(story, draft, options=OPTIONS._replace(original=PAGE))
