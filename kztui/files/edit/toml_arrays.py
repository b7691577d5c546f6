"""Entries of lists and inline tables of TOML: where one is added, and what goes with one that is removed."""

from collections.abc import Collection, Sequence

from kztui.files.edit.toml_lines import blank, indent_of, line_end, line_start

_BLANKS = b" \t\r\n"

Spans = Sequence[tuple[int, int]]
"""Where entries begin and end, by bytes."""


def added(
    body: bytes, array: tuple[int, int], entries: Spans, written: str, before: int | None
) -> list[tuple[int, str]]:
    """Where to insert what, to have one more entry, before entry `before` or at the end: on its own line if others are.

    `written` is its source, or that of several with commas between them.
    """
    if not entries:
        return [(array[0] + 1, written)]
    own_lines = [blank(body, line_start(body, start), start) for start, _ in entries]
    if before is not None and before < len(entries):
        start = entries[before][0]
        return [(start, f"{written},\n{indent_of(body, start)}" if own_lines[before] else f"{written}, ")]
    start, end = entries[-1]
    if not own_lines[-1]:
        return [(end, f", {written}")]
    comma = _comma(body, end)
    rest = line_end(body, end if comma is None else comma)
    tail = body[(end if comma is None else comma + 1) : rest].strip()
    if tail and not tail.startswith(b"#"):
        return [(end, f", {written}")]
    line = f"{indent_of(body, start)}{written}"
    return [(end, ","), (rest, f"{line}\n")] if comma is None else [(rest, f"{line},\n")]


def cuts(body: bytes, entries: Spans, gone: Collection[int], *, in_table: bool = False) -> list[tuple[int, int]]:
    """What goes with the entries that are removed, commas and lines of their own among it; comments stay.

    One at least is left.
    """
    found: list[tuple[int, int]] = []
    last_kept = max(number for number in range(len(entries)) if number not in gone)
    for number in sorted(gone):
        if number < last_kept and _only_blanks(body, entries[number][1], entries[number + 1][0]):
            found.append((entries[number][0], entries[number + 1][0]))
        elif number < last_kept:
            found += _with_comma(body, *entries[number])
    if last_kept < len(entries) - 1:
        found += _cuts_behind(body, entries, last_kept, in_table=in_table)
    return found


def _cuts_behind(body: bytes, entries: Spans, last_kept: int, *, in_table: bool) -> list[tuple[int, int]]:
    """What goes with all entries behind the last one that stays: from that on, or one by one."""
    start, end = entries[last_kept][1], entries[-1][1]
    gaps = [body[entries[at][1] : entries[at + 1][0]] for at in range(last_kept, len(entries) - 1)]
    if all(not gap.strip(_BLANKS + b",") for gap in gaps) and (in_table or b"\n" not in gaps[0]):
        return [(start, end)]
    return [cut for entry in entries[last_kept + 1 :] for cut in _with_comma(body, *entry)]


def _with_comma(body: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """An entry with its comma, if it has one, and with its line, if it has that for itself."""
    comma = _comma(body, end)
    if comma is not None and body[end:comma].strip():  # a comment stands before the comma
        return [(start, end), (comma, comma + 1)]
    return [_line_of(body, start, end if comma is None else comma + 1)]


def _only_blanks(body: bytes, end: int, start: int) -> bool:
    return not body[end:start].strip(_BLANKS + b",")


def _line_of(body: bytes, start: int, end: int) -> tuple[int, int]:
    """A stretch with its line where nothing else stands on it; else with the blanks behind it."""
    rest = body[end : line_end(body, end)]
    if blank(body, line_start(body, start), start) and not rest.strip():
        return line_start(body, start), line_end(body, end)
    return start, end + len(rest) - len(rest.lstrip(b" \t"))


def _comma(body: bytes, at: int) -> int | None:
    """Where the comma behind an entry stands; None where there is none. Comments and line breaks are passed over."""
    while at < len(body):
        if body[at : at + 1] == b"#":
            at = line_end(body, at)
        elif body[at : at + 1] == b",":
            return at
        elif body[at] in _BLANKS:
            at += 1
        else:
            return None
    return None
