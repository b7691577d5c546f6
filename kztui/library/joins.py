"""Verdicts on items of two articles, in the `joins.toml` of a library: the same thing, different things, or unsure.

The file is the reader's: an edit of it is a splice, so that comments, order and all other bytes stay. Entries stand in
the order of their addresses, one table each, so that git merges what two people add.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, NamedTuple

import tomli

from kztui.article.findings import Rule
from kztui.article.suggestion import nearest
from kztui.files.edit.toml_document import TomlDocument
from kztui.files.problems import Problem, file_problem
from kztui.files.sanitize import sanitize_line
from kztui.library.addresses import ItemAddress, parse_address

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")
JOINS_FILE = Rule(
    "joins-file",
    "error",
    "joins.toml is no TOML, or a verdict in it is incomplete or not understood; that verdict is left out.",
    'verdict = "equal"',
)
_TABLE = "joins"
_KEYS = ("a", "b", "verdict", "by", "on", "why")


class Join(NamedTuple):
    """A verdict on two items: `a` is the one whose address comes first."""

    a: ItemAddress
    b: ItemAddress
    verdict: Verdict
    by: str = ""
    """Who says so."""
    on: str = ""
    """The day it was said, ISO 8601."""
    why: str = ""

    @property
    def pair(self) -> tuple[ItemAddress, ItemAddress]:
        """Both items, in order."""
        return self.a, self.b

    def fields(self) -> dict[str, str]:
        """The keys of its table, in order; those without a value are left out."""
        values = (str(self.a), str(self.b), self.verdict, self.by, self.on, self.why)
        return {key: value for key, value in zip(_KEYS, values, strict=True) if value}


def join_of(one: ItemAddress, other: ItemAddress, verdict: Verdict, by: str = "", on: str = "", why: str = "") -> Join:
    """The verdict on two items, whichever is named first. Raises ValueError where both are the same item."""
    a, b = sorted((one, other))
    if a == b:
        raise ValueError(f"{a} cannot be joined with itself")
    return Join(a, b, verdict, *map(sanitize_line, (by, on, why)))


class JoinsDocument:
    """The content of a `joins.toml`: its verdicts, what is wrong with it, and its content after a change."""

    def __init__(self, content: bytes, file: str = "joins.toml") -> None:
        self.content = content
        self.file = file
        self.problems: list[Problem] = []
        self.is_readable = True
        """Whether it is TOML; only then can it be changed."""
        self._numbers: dict[tuple[ItemAddress, ItemAddress], int] = {}
        """Of each pair, which table of the file it is."""
        self.joins: dict[tuple[ItemAddress, ItemAddress], Join] = {}
        self._read()

    @cached_property
    def _document(self) -> TomlDocument:
        return TomlDocument(self.content)

    def with_join(self, join: Join) -> bytes:
        """The content with this verdict, which takes the place of another on the same pair."""
        document = TomlDocument(self.content)
        number = self._numbers.get(join.pair)
        if number is not None:
            fields = join.fields()
            document.remove_keys((_TABLE, number), [key for key in _KEYS[2:] if key not in fields])
            for key in _KEYS[2:]:
                if key in fields and document.get((_TABLE, number, key)) != fields[key]:
                    document.set_value((_TABLE, number), key, fields[key], _KEYS)
            return document.result()
        behind = min((at for pair, at in self._numbers.items() if pair > join.pair), default=None)
        if document.span((_TABLE,)) is not None:
            document.extend((), _TABLE, [join.fields()], before=behind)
        elif behind is None:
            document.add_table((_TABLE,), join.fields())
        else:
            document.add_block_before((_TABLE, behind), document.table_text((_TABLE,), join.fields()))
        return document.result()

    def line_of(self, pair: tuple[ItemAddress, ItemAddress]) -> int:
        """The line on which the verdict on a pair begins, from 1; 1 where there is none in this file."""
        number = self._numbers.get(pair)
        return 1 if number is None else self._line(number)

    def problem_of(self, pair: tuple[ItemAddress, ItemAddress], rule: Rule, message: str, suggestion: str) -> Problem:
        """A problem of the verdict on a pair, at its line."""
        return file_problem(self.file, rule, message, suggestion)._replace(line=self.line_of(pair))

    def renamed(self, article: str, now: str, renamed: Mapping[str, str]) -> bytes:
        """The content after an edit of an article: its id was `article` and is `now`; its items have new targets.

        A verdict that says what an earlier one says by now goes, as after a merge; one of another opinion stays.
        """
        document = TomlDocument(self.content)
        seen: set[tuple[ItemAddress, ItemAddress, str]] = set()
        for number, table in enumerate(self._tables):
            addresses = {key: parse_address(table[key]) for key in ("a", "b") if isinstance(table.get(key), str)}
            moved = {key: _moved(address, article, now, renamed) for key, address in addresses.items()}
            if len(moved) == 2:
                a, b = sorted(moved.values())
                verdict = str(table.get("verdict"))
                if moved != addresses and (a == b or (a, b, verdict) in seen):
                    document.remove((_TABLE, number))
                    continue
                seen.add((a, b, verdict))
            for key, address in moved.items():
                if address != addresses[key]:
                    document.set_value((_TABLE, number), key, str(address), _KEYS)
        return document.result()

    def _read(self) -> None:
        self._tables: list[dict[str, Any]] = []
        try:
            data = tomli.loads(self.content.decode("utf-8-sig"))
        except tomli.TOMLDecodeError as error:
            found = self._problem(error.msg[:1].lower() + error.msg[1:])
            self._fail(found._replace(line=error.lineno, column=error.colno))
            return
        except (ValueError, RecursionError):
            self._fail(self._problem("not UTF-8, nested too deeply, or a number in it is too long"))
            return
        tables = data.get(_TABLE, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._fail(self._problem("joins must be tables, each headed [[joins]]"))
            return
        self._tables = tables
        for key in data:
            if key != _TABLE:
                self.problems.append(self._problem(f"joins.toml has no table called {key}", nearest(key, [_TABLE])))
        for number, table in enumerate(tables):
            self._read_table(number, table)

    def _read_table(self, number: int, table: dict[str, Any]) -> None:
        fault = _fault(table)
        if fault is None:
            texts = [str(table.get(key, "")) for key in _KEYS]
            try:
                join = join_of(parse_address(texts[0]), parse_address(texts[1]), table["verdict"], *texts[3:])
            except ValueError as error:
                fault = (str(error), "")
            else:
                known = self.joins.get(join.pair)
                if known is None:
                    self._numbers[join.pair] = number
                    self.joins[join.pair] = join
                    return
                fault = (f"{join.a} and {join.b} have a verdict already: {known.verdict}", "")
        self.problems.append(self._problem(f"verdict {number + 1}: {fault[0]}", fault[1], number))

    def _fail(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.is_readable = False

    def _problem(self, message: str, suggestion: str = "", table: int | None = None) -> Problem:
        problem = file_problem(self.file, JOINS_FILE, message, suggestion)
        return problem if table is None else problem._replace(line=self._line(table))

    def _line(self, table: int) -> int:
        """The line of a table's header; 1 where the tables stand in a list."""
        block = self._document.block((_TABLE, table))
        return self._document.body.count(b"\n", 0, block.header[0]) + 1 if block else 1


def _moved(address: ItemAddress, article: str, now: str, renamed: Mapping[str, str]) -> ItemAddress:
    if address.article != article:
        return address
    return ItemAddress(now, renamed.get(address.target) or address.target)


def _fault(table: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a verdict, and what may be meant; None where it is right."""
    for key in table:
        if key not in _KEYS:
            return f"a verdict has no key called {key}", nearest(key, _KEYS)
    for key in ("a", "b", "verdict"):
        if key not in table:
            return f"{key} is missing", ""
    for key, value in table.items():
        if not isinstance(value, str) and not (key == "on" and hasattr(value, "isoformat")):
            return f"{key} must be a text in quotes", ""
    if table["verdict"] not in VERDICTS:
        return f"a verdict is {', '.join(VERDICTS[:-1])} or {VERDICTS[-1]}", nearest(table["verdict"], VERDICTS)
    for key in ("a", "b"):
        address = parse_address(table[key])
        if not address.article or not address.target:
            return f"{key} must be article-id:target", ""
    return None
