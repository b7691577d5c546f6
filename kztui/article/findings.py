"""What is wrong in an article's data: the rule that is broken, and where in the data of all its files.

A rule is declared once, as a `Rule`. It yields a `Finding`; `files.source_map.located` turns that into a `Problem`,
which says where in the file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from kztui.article.edtf import Date

MAX_FINDINGS = 10_000
"""How many findings of a rule are given: nobody reads more, and a hostile file has a million."""
Severity = Literal["error", "warning"]
Keys = tuple[str | int, ...]


class Rule(Struct, frozen=True):
    """What may be wrong with an article. `example` is TOML that breaks the rule."""

    name: str
    severity: Severity
    sentence: str
    example: str
    fatal: bool = False
    """Whether it leaves no article to show."""


MISSING_KEY = Rule(
    "missing-key",
    "error",
    "Something lacks what it cannot be understood without: a title, name, text or kind; or an alias or role is empty.",
    '[[actors]]\nid = "council"\nkind = "state"',
)


class Where(NamedTuple):
    """A place in the data of all files together, by the keys and indices that lead there."""

    path: Keys = ()
    at: int | None = None
    """Which character of the string at `path`, from 0; None for the value as a whole."""
    length: int = 0
    """How many characters are meant; 0 for all of the value or key."""
    text: str | None = None
    """The string that `at` counts in, as the rule saw it: sanitizing may have changed what is in the file."""
    on_key: bool = False
    """Whether the key itself is meant, not its value."""
    file: int | None = None
    """Which file, by its index, where the path alone does not say."""
    as_written: bool = False
    """Whether the indices are those of the file, and not of what was kept of it."""
    line: int = 0
    """Line and column where they are known from elsewhere, such as a TOML error; else 0."""
    column: int = 0


class Finding(NamedTuple):
    """A rule broken at a place of the data."""

    rule: Rule
    where: Where
    message: str
    suggestion: str = ""
    """What would be right, or is nearest to it, exactly as it would be written; empty where that is not clear."""
    also: Where | None = None
    """A second place that the fault involves, named at the end of the message."""


class CheckContext(Protocol):
    """What a kind's own checks know besides the items."""

    @property
    def issued(self) -> "Date | None":
        """When the article was published, where that is known."""

    def lacks(self, path: Keys, key: str, value: object) -> bool:
        """Whether the item at `path` has nothing under `key`, and no other finding reports it."""


def first_of_each_rule(found: Iterable[Finding]) -> Iterator[Finding]:
    """The first findings of each rule; where a rule has more, the last that is given says so.

    An error beyond them ends the search: what makes a suggestion for each would take minutes.
    """
    counts: Counter[str] = Counter()
    last: dict[str, Finding] = {}
    for finding in found:
        name = finding.rule.name
        counts[name] += 1
        if counts[name] < MAX_FINDINGS:
            yield finding
        elif counts[name] == MAX_FINDINGS:
            last[name] = finding
        elif finding.rule.severity == "error":
            break
    for name, finding in last.items():
        more = "; there are more problems of this kind" if counts[name] > MAX_FINDINGS else ""
        yield finding._replace(message=finding.message + more)
