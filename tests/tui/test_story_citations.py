"""Stories of citing: one key for where one reads, a dialog for all forms and styles, a batch, and what was done."""

from pathlib import Path

import pytest
from textual.events import MouseScrollDown
from textual.geometry import Offset
from textual.selection import Selection

from caspian import CASPIAN, caspian
from kztui.article.quotes import fingerprint
from kztui.citation.cite import cite
from kztui.citation.request import Citation, CitationRequest
from kztui.citation.styles import SHORT_NAMES
from kztui.tui.clipboard_service import Citer
from kztui.tui.copy_forms import FORMS
from kztui.tui.dialogs.copy_dialog import CopyDialog, FormsPane
from kztui.tui.dialogs.text_dialog import TextDialog
from kztui.tui.options import Options
from stories import ZENN, Reader, play

ARTICLE = caspian()


def cited(target: str, style: str = "chicago-notes") -> str:
    return cite(ARTICLE, (target,), CitationRequest(style=style)).text


async def copied(reader: Reader) -> str:
    """What came to the clipboard, once it is there and told of."""
    await reader.until(lambda: reader.clipboard is not None)
    text = str(reader.clipboard)
    await reader.until(lambda: text.split("\n", maxsplit=1)[0][:20].strip() in reader.messages)
    reader.sent.clear()
    return text


async def prepared(reader: Reader) -> FormsPane:
    """The copy dialog with every form in it."""
    pane = reader.widget("dialog", FormsPane)
    await reader.until(lambda: len(pane.texts) == len(FORMS))
    return pane


@pytest.mark.parametrize("key", ["y", "c"])
def test_one_key_copies_the_citation_of_the_paragraph_that_is_read(key: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p4")
        await reader.press(key)
        text = await copied(reader)
        assert text == cited("p4")
        assert "\n" not in text

    play(story, CASPIAN)


def test_the_real_article_is_cited_by_a_note_with_its_paragraph() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p3")
        await reader.press("y")
        text = await copied(reader)
        assert text.startswith("Jacob Zenn, “")
        assert "3" in text.rpartition("”")[2] or "Background" in text

    play(story, ZENN)


def test_in_an_index_it_is_the_row_that_is_cited() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("2", "j", "y")
        assert await copied(reader) == cited(reader.index("events").current())

    play(story, CASPIAN)


def test_marked_items_are_cited_together_a_line_each_and_can_be_unmarked() -> None:
    async def story(reader: Reader) -> None:
        for target in ("p3", "p5", "ferry-loss"):
            await reader.go(target)
            await reader.press("v")
        assert "✓ 3" in reader.lines[0]
        await reader.until(lambda: "3 selected" in reader.messages)  # once it is on disk
        await reader.press("y")
        assert (await copied(reader)).split("\n") == [cited("p3"), cited("p5"), cited("ferry-loss")]
        await reader.press("v")
        assert "✓ 2" in reader.lines[0]
        await reader.press("2")
        assert "✓" not in "".join(reader.shown("events"))

    play(story, CASPIAN)


def test_marked_rows_carry_a_sign() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("2", "j", "v")
        assert ["✓" in line for line in reader.shown("events")[1:4]] == [False, True, False]

    play(story, CASPIAN)


def test_a_letter_copies_its_form() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p3")
        for form in FORMS:
            if form.quoted:  # without a copy of the original there is nothing to quote
                continue
            reader.sent.clear()
            await reader.press("Y")
            text = (await prepared(reader)).texts[form.letter]
            assert text, form.name
            await reader.press(form.letter)
            assert (await copied(reader)).splitlines() == text.splitlines(), form.name
            assert not isinstance(reader.top_screen, CopyDialog)

    play(story, CASPIAN)


def test_enter_copies_the_form_under_the_cursor() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p3")
        await reader.press("Y")
        pane = await prepared(reader)
        await reader.press("down", "down", "up")
        assert FORMS[pane.cursor].letter == "e"
        wanted = pane.texts["e"]
        await reader.press("enter")
        assert await copied(reader) == wanted

    play(story, CASPIAN)


def test_arrows_go_through_the_styles_and_the_chosen_one_stays() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p3")
        await reader.press("Y", "right")
        pane = await prepared(reader)
        styles = list(SHORT_NAMES)
        after = styles[(styles.index("chicago-notes") + 1) % len(styles)]
        assert pane.style == after
        await reader.press("left", "left")
        assert pane.style == styles[styles.index("chicago-notes") - 1]
        await reader.press("greater_than_sign", "greater_than_sign", "escape")
        assert reader.main_screen.session.style == after
        await reader.until(lambda: after in reader.lines[-1])
        await reader.press("y")
        assert await copied(reader) == cited("p3", after)

    play(story, CASPIAN)


def test_the_dialog_shows_the_whole_of_the_form_below() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p3")
        await reader.press("Y")
        pane = await prepared(reader)
        whole = " ".join(line.strip("│ ") for line in reader.shown("dialog"))
        assert " ".join(pane.texts["n"].split()) in " ".join(whole.split())

    play(story, CASPIAN)


def test_what_cannot_be_copied_is_shown_to_be_taken_by_hand() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p3")
        await reader.press("y")
        await reader.until(lambda: isinstance(reader.top_screen, TextDialog))
        assert "Not copied" in reader.lines[0]
        assert "".join(cited("p3").split()) in "".join(reader.text.split())
        await reader.press("escape")
        assert reader.top_screen is reader.main_screen

    play(story, CASPIAN, options=Options(clipboard="off"))


def test_the_text_that_was_not_copied_can_be_saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    async def story(reader: Reader) -> None:
        await reader.press("G", "y")
        await reader.until(lambda: isinstance(reader.top_screen, TextDialog))
        await reader.press("s")
        await reader.until(lambda: "kztui-copied.txt" in reader.messages)

    play(story, CASPIAN, options=Options(clipboard="off"))
    saved = (tmp_path / "kztui-copied.txt").read_text(encoding="utf-8")
    assert cited("p6") in saved


def test_an_unknown_style_is_said_and_nothing_is_copied() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("y")
        await reader.until(lambda: "Nothing copied" in reader.messages)
        assert reader.clipboard is None

    play(story, CASPIAN, options=Options(style="no-such-style"))


def test_a_fault_in_the_background_is_said_and_reading_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the ink ran out")

    monkeypatch.setattr("kztui.tui.clipboard_service.copy_text", broken)

    async def story(reader: Reader) -> None:
        await reader.press("y")
        await reader.until(lambda: "RuntimeError: the ink ran out" in reader.messages)
        await reader.press("j", "l", "enter")
        assert reader.app.is_running

    play(story, CASPIAN)


def preview(reader: Reader) -> list[str]:
    """What is seen of the form under the cursor, without what is said of it below."""
    pane = reader.widget("dialog", FormsPane)
    letter = FORMS[pane.cursor].letter
    said = f"{pane.places.get(letter, '')} {pane.hints.get(letter, '')}"
    lines = [line.strip("│┃").strip() for line in reader.shown("dialog")[1:-1]]
    shown = lines[next(y for y, line in enumerate(lines) if set(line) == {"─"}) + 1 :]
    while shown and shown[-1] and shown[-1] in said:
        del shown[-1]
    return shown


@pytest.mark.parametrize("size", [(120, 40), (40, 12), (30, 8)])
def test_a_long_form_is_scrolled_from_its_first_line_to_its_last_and_back(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p3")
        await reader.press("Y")
        pane = await prepared(reader)
        await reader.press(*["down"] * [form.letter for form in FORMS].index("b"))
        first = preview(reader)
        assert pane.texts["b"].startswith(first[0].removesuffix("…").strip())
        if size[0] > 30:
            assert "PgUp PgDn scroll" in reader.shown("dialog")[-1]
        assert any(line.endswith("┃") for line in reader.shown("dialog"))
        seen = list(first)
        while preview(reader)[-1] != "}":
            await reader.press("pagedown")
            assert preview(reader) != seen[-len(first) :]
            seen += preview(reader)
        await reader.press("pagedown")
        assert preview(reader)[-1] == "}"
        assert {line.removesuffix("…").strip() for line in seen} >= {"}", first[0].removesuffix("…").strip()}
        words = {word for line in seen for word in line.split()}
        if size[0] > 30:
            assert not {word for word in pane.texts["b"].split() if len(word) < 20} - words
        for _ in range(len(seen) // len(first)):
            await reader.press("pageup")
        assert preview(reader) == first
        await reader.press("pagedown", "up", "down")
        assert preview(reader) == first

    play(story, CASPIAN, size=size)


def test_the_wheel_scrolls_the_text_below_and_moves_among_the_forms_above() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p3")
        await reader.press("Y", "up")
        pane = await prepared(reader)
        await reader.press(*["down"] * [form.letter for form in FORMS].index("j"))
        first = preview(reader)
        await turned(reader, pane.region.height - 3)
        assert preview(reader)[0] == first[3]
        form = pane.cursor
        await turned(reader, 3)
        assert pane.cursor == form + 1

    async def turned(reader: Reader, y: int) -> None:
        await reader.pilot._post_mouse_events([MouseScrollDown], "#dialog", offset=(5, y))
        await reader.settle()

    play(story, CASPIAN)


def test_a_fault_in_one_form_is_said_in_its_place_and_the_others_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Citer._cited

    def broken(citer: Citer, targets: tuple[str, ...], wish: CitationRequest) -> tuple[Citation, ...]:
        if wish.format == "html":
            raise RuntimeError("the ink ran out")
        return whole(citer, targets, wish)

    monkeypatch.setattr(Citer, "_cited", broken)

    async def story(reader: Reader) -> None:
        await reader.go("p3")
        await reader.press("Y")
        pane = await prepared(reader)
        row = next(line for line in reader.shown("dialog") if "HTML" in line)
        assert "Internal error: RuntimeError: the ink ran out" in row
        await reader.press("h")
        assert isinstance(reader.top_screen, CopyDialog)
        assert "RuntimeError: the ink ran out" in " ".join(preview(reader))
        assert reader.clipboard is None
        wanted = pane.texts["b"]
        await reader.press("b")
        assert (await copied(reader)).splitlines() == wanted.splitlines()

    play(story, CASPIAN)


FERRY = ("Kuhl has a ferry. Ida Thorn said that “it sank at night”.", "Nobody in Kuhl saw it.")


@pytest.fixture
def ferry(tmp_path: Path) -> tuple[Path, Path]:
    """An article, and the reader's copy of its original."""
    copy = tmp_path / "copy.txt"
    copy.write_text("\n\n".join(FERRY), "utf-8")
    paragraphs = "".join(
        f'[[sections.paragraphs]]\nnumber = {number}\ntext = "Told again {number}."\n'
        f'fingerprint = "{fingerprint(text)}"\n'
        for number, text in enumerate(FERRY, 1)
    )
    path = tmp_path / "ferry.toml"
    path.write_text(
        'format = 2\n[article]\nid = "vale2019"\ntitle = "Ferries"\nauthor = [{ family = "Vale" }]\nissued = "2019"\n'
        f'[[sections]]\nid = "loss"\ntitle = "Loss"\n{paragraphs}'
        '[[actors]]\nid = "thorn"\nname = "Ida Thorn"\nkind = "person"\nparagraphs = [1]\n'
        '[[places]]\nid = "kuhl"\nname = "Kuhl"\nparagraphs = [1, 2]\n'
        '[[claims]]\nid = "sank"\nkind = "statement"\ntext = "It went down."\nby = "thorn"\n'
        "quotes = [{ paragraph = 1, words = [9, 10] }]\n",
        "utf-8",
    )
    return path, copy


def test_the_original_is_quoted_from_the_readers_copy_and_shown_on_cards(ferry: tuple[Path, Path]) -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p1")
        assert "¶1 of 2 = Loss, para. 1" in reader.text
        await reader.go("sank")
        await reader.press("quotation_mark")
        spoken = "“it sank” (Ida Thorn, quoted in Vale 2019, under “Loss,” para. 1)"
        assert await copied(reader) == spoken
        assert "original        “it sank”" in reader.text
        assert "¶1, words 9–10 · your copy" in reader.text
        await reader.go("kuhl")
        await reader.press("quotation_mark")
        await reader.until(lambda: "Nobody in Kuhl saw it." in reader.text)
        assert reader.lines[-1].split() == ["⏎", "copy", "Esc", "close"]
        await reader.press("down", "enter")
        assert (await copied(reader)).startswith("“Nobody in Kuhl saw it.” (Vale 2019, under “Loss,” para. 2")
        await reader.go("p2")
        await reader.press("s", "Y", "down", "down")
        pane = await prepared(reader)
        assert pane.texts['"'].startswith("“Nobody in Kuhl saw it.” (Vale 2019")
        assert pane.texts["w"].startswith("Paraphrase: Told again 2. (Vale 2019")
        assert pane.places['"'] == "¶2 = Loss, para. 2: chicago-author-date counts paragraphs under their heading"
        assert pane.places["p"].endswith("count paragraphs through the article")
        await reader.press("escape")
        text, lines = reader.reader, reader.shown("reader")
        text.screen.selections = {text: Selection(Offset(0, 0), None)}
        await reader.press("quotation_mark")
        await reader.until(lambda: "a paraphrase" in reader.messages)
        below = next(y for y, line in enumerate(lines) if "┆ Nobody" in line)
        column = lines[below].index("in Kuhl")
        text.screen.selections = {text: Selection(Offset(column, below), Offset(column + 7, below))}
        await reader.press("quotation_mark")
        assert await copied(reader) == "“in Kuhl” (Vale 2019, under “Loss,” para. 2)"

    article, copy = ferry
    play(story, article, (120, 40), Options(clipboard="osc52", osc52=True, original=copy))


def test_without_a_copy_a_quote_says_how_to_attach_one() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("p4")
        await reader.press("quotation_mark")
        await reader.until(lambda: "S attaches your own copy" in reader.messages)
        assert reader.clipboard is None

    play(story, CASPIAN)
