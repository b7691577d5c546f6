"""The mouse on a real terminal: hovering says where a link leads, dragging selects what Ctrl+C then copies."""

from pathlib import Path

from program import KZTUI, REPOSITORY, small_article

from terminal import Terminal

PRESS, RELEASE, DRAG, MOVE = "0M", "0m", "32M", "35M"


def mouse(terminal: Terminal, what: str, column: int, row: int) -> None:
    """Tell the program of the mouse as terminals do, by SGR; columns and rows from 0."""
    button, end = what[:-1], what[-1]
    terminal.send(f"\x1b[<{button};{column + 1};{row + 1}{end}")
    terminal.settle()


def place_of(terminal: Terminal, words: str) -> tuple[int, int]:
    """Column and row where the words begin."""
    row = next(row for row, line in enumerate(terminal.lines) if words in line)
    return terminal.lines[row].index(words), row


def test_the_mouse_hovers_selects_follows_and_scrolls(tmp_path: Path) -> None:
    command = [*KZTUI, str(small_article(tmp_path))]
    with Terminal(command, env={"SSH_TTY": "/dev/pts/0"}, cwd=REPOSITORY, clipboard=True) as terminal:
        terminal.wait(r"/ find")
        terminal.settle(0.3)
        hovering_over_a_link_says_where_it_leads_and_going_on_takes_that_away(terminal)
        what_is_selected_by_dragging_is_copied_as_prose(terminal)
        a_selection_over_several_lines_has_neither_margins_nor_frames(terminal)
        a_click_follows_a_link_and_the_wheel_moves_the_pane_under_it(terminal)
        terminal.press("q")
        assert terminal.exit_code() == 0


def hovering_over_a_link_says_where_it_leads_and_going_on_takes_that_away(terminal: Terminal) -> None:
    column, row = place_of(terminal, "Lina sank")
    mouse(terminal, MOVE, column + 1, row)
    terminal.wait(r"● actor +Lina$")
    mouse(terminal, MOVE, column + 6, row)
    terminal.wait_gone(r"● actor +Lina$")
    terminal.wait(r"/ find")


def what_is_selected_by_dragging_is_copied_as_prose(terminal: Terminal) -> None:
    column, row = place_of(terminal, "sank off")
    mouse(terminal, MOVE, column, row)
    mouse(terminal, PRESS, column, row)
    mouse(terminal, DRAG, column + 4, row)
    mouse(terminal, DRAG, column + len("sank off The Hook"), row)
    mouse(terminal, RELEASE, column + len("sank off The Hook"), row)
    terminal.press("ctrl+c")
    terminal.wait("Sent to|Copied")
    assert terminal.clipboard == "sank off The Hook"
    terminal.press("j")
    terminal.wait(r"/ find")


def a_selection_over_several_lines_has_neither_margins_nor_frames(terminal: Terminal) -> None:
    (column, first), (_, last) = place_of(terminal, "The Lina"), place_of(terminal, "Nobody was")
    mouse(terminal, MOVE, column, first)
    mouse(terminal, PRESS, column, first)
    mouse(terminal, DRAG, column + 2, last)
    mouse(terminal, DRAG, column + len("Nobody"), last)
    mouse(terminal, RELEASE, column + len("Nobody"), last)
    terminal.press("ctrl+c")
    terminal.wait("Sent to|Copied")
    assert terminal.clipboard == "The Lina sank off The Hook in fog.\nNobody"


def a_click_follows_a_link_and_the_wheel_moves_the_pane_under_it(terminal: Terminal) -> None:
    terminal.click(*place_of(terminal, "Lina sank"))
    terminal.wait("actor · organisation")
    column, row = place_of(terminal, "Sinking of")
    terminal.wheel(column, row, up=True)
    terminal.wait("event · accident")
    terminal.press("H", "H")
    terminal.wait("Lina sank off")
