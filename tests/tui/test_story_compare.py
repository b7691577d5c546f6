"""Stories of comparing two selected items: side by side, stacked where it is narrow, then on to what they share."""

from caspian import CASPIAN
from kztui.tui.dialogs.compare_dialog import CompareDialog
from stories import Reader, play


async def select(reader: Reader, *targets: str) -> None:
    for target in targets:
        await reader.go(target)
        await reader.press("v")


def test_two_items_are_compared_and_enter_goes_to_what_they_share() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("V")
        assert reader.messages == "Two items are compared, and the selection has none: v adds the current one"
        await select(reader, "dyakov", "coast-guard")
        await reader.press("V")
        (shared,) = [line for line in reader.lines if line.count("= ◆ First joint rescue drills") == 2]
        assert "observed" in shared
        assert [line for line in reader.lines if " events  1 of " in line]
        await reader.press("l", "j", "enter")
        assert reader.main_screen.session.selected == "joint-drills"
        await select(reader, "baku")
        await reader.press("V")
        assert reader.messages.startswith("Two items are compared, and the selection has 3: v takes ")
        assert not isinstance(reader.top_screen, CompareDialog)

    play(story, CASPIAN)


def test_in_a_narrow_terminal_what_both_share_comes_first() -> None:
    async def story(reader: Reader) -> None:
        await select(reader, "dyakov", "coast-guard")
        await reader.press("V")
        await reader.press("G", "g")
        lines = [line.strip("│┃ ") for line in reader.lines]
        assert any(line.startswith("in both  ") for line in lines)
        assert [line for line in lines if line.startswith("= ◆ First joint rescue drills")]
        await reader.press("j", "j", "enter")
        assert reader.main_screen.session.selected == "joint-drills"

    play(story, CASPIAN, size=(60, 20))
