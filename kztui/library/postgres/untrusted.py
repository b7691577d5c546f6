"""What comes from a database is as untrusted as a file: here it is unpacked, sanitized and bounded, and nowhere else.

Whoever may write there need not have used kztui. The files of an article are loaded as any others; words of the
vocabulary are compared and never shown.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from kztui.article.ids import is_safe_id
from kztui.article.item_kinds import ITEM_KINDS
from kztui.files.problems import UNREADABLE, Problem, file_problem
from kztui.files.sanitize import sanitize_line, sanitize_text
from kztui.library.addresses import ItemAddress, parse_address
from kztui.library.article_comparison import ClaimStatement
from kztui.library.catalogue_entry import CatalogueEntry, decode_entry
from kztui.library.joins import VERDICTS, Join, join_of
from kztui.library.stored_items import StoredItem

LARGEST_ITEM = 16 * 1024 * 1024
"""Bytes of an item, and of an entry of the catalogue: larger ones are not fetched."""
LONGEST_TEXT = 10_000
"""Characters of what stands in a column of its own."""
_MOST = 1_000
"""Authors of an article, names of an item, paragraphs it is in: no more are kept."""
_LARGEST_NUMBER = 1_000_000_000
_YEAR = re.compile(r"-?[0-9]{1,9}")
_ITEM = msgspec.msgpack.Decoder(StoredItem)


def line_of(value: object) -> str:
    """A text of a column on one line."""
    return sanitize_line(str(value)[:LONGEST_TEXT])


def item_of(packed: bytes) -> StoredItem:
    """The item that was packed. Raises ValueError where it is none."""
    item = _ITEM.decode(packed)
    if item.kind not in ITEM_KINDS:
        raise ValueError("no such kind of items")
    return replace(
        item,
        address=sanitize_line(item.address),
        label=sanitize_line(item.label),
        date=sanitize_line(item.date),
        own_kind=sanitize_line(item.own_kind),
        source=sanitize_line(item.source),
        source_name=sanitize_line(item.source_name),
        names=_lines(item.names),
        states=_lines(item.states),
        facts=tuple(map(sanitize_text, item.facts)),
        prose=tuple(map(sanitize_text, item.prose)),
        mentions=_bounded(item.mentions),
        paragraphs=tuple(map(_bounded, item.paragraphs[:_MOST])),
        ids=_lines(item.ids),
        statement=_statement_of(item.statement) if item.statement else None,
    )


def _statement_of(found: ClaimStatement) -> ClaimStatement:
    return replace(
        found,
        about=found.about[:_MOST],
        label=sanitize_line(found.label),
        value=sanitize_line(found.value),
        source=sanitize_line(found.source),
    )


def entry_of(path: Path, packed: bytes | None) -> CatalogueEntry:
    """The entry that was packed, of the article at a path; a broken one where it is damaged, unsafe or too large."""
    try:
        entry = decode_entry(packed or b"")
        is_damaged = bool(entry.id) and not is_safe_id(entry.id)
    except (msgspec.DecodeError, ValueError):
        is_damaged = True
    if is_damaged:
        damaged = file_problem(str(path), UNREADABLE, "what the database knows of this article is damaged")
        return CatalogueEntry(location=str(path), state="broken", problem=damaged)
    problem = _problem_of(path, entry.problem) if entry.problem else None
    return replace(
        entry,
        location=str(path),
        title=sanitize_line(entry.title),
        authors=_lines(entry.authors),
        short_authors=_lines(entry.short_authors),
        year=entry.year if _YEAR.fullmatch(entry.year) else "",
        state="broken" if problem else entry.state,
        problem=problem,
        counts={kind: _bounded(entry.counts[kind]) for kind in ITEM_KINDS if entry.counts.get(kind)},
        open_candidates=_bounded(entry.open_candidates),
        unwritten=_bounded(entry.unwritten),
    )


def _problem_of(path: Path, found: Problem) -> Problem:
    return found._replace(
        file=str(path),
        line=_bounded(found.line),
        column=_bounded(found.column),
        rule=line_of(found.rule),
        message=line_of(found.message),
        suggestion=line_of(found.suggestion),
        source=line_of(found.source),
        length=_bounded(found.length),
    )


def address_of(value: object) -> ItemAddress:
    """The address of an item."""
    return parse_address(line_of(value))


def verdict_of(fields: Mapping[str, Any] | None) -> Join | None:
    """The verdict of these fields; None where it is not understood."""
    if not fields:
        return None
    a, b = address_of(fields.get("a", "")), address_of(fields.get("b", ""))
    verdict = fields.get("verdict")
    if verdict not in VERDICTS or a == b:
        return None
    return join_of(a, b, verdict, *(line_of(fields.get(key, "")) for key in ("by", "on", "why")))


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(sanitize_line, tuple(texts)[:_MOST]))


def _bounded(number: int) -> int:
    return max(0, min(_LARGEST_NUMBER, number))
