"""The state of one rendering of one item: its style, the pinpoint, which variables were called, what is suppressed.

The variable `citation-label` is made of letters of the names, and the year, where the item has none of its own: CSL
1.0.2, Appendix IV leaves it to the processor to assign it "based on item metadata"; this is how citeproc-js does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct

from kztui.citation.csl.personal_name import parse_name
from kztui.citation.errors import CitationError

if TYPE_CHECKING:
    from kztui.citation.csl.element import RenderingElement
    from kztui.citation.csl.names import NamesElement
    from kztui.citation.csl.style import ParsedStyle


Area = Literal["citation", "bibliography"]
MAX_STEPS = 5_000
"""The budget of one rendering: elements, names and characters. The longest styles in use take some hundreds."""
CHARACTERS_A_STEP = 64
"""How many characters cost as much as an element."""
NAMES_A_STEP = 4
"""How many names do."""


class Pinpoint(NamedTuple):
    """The locator of a citation: `label` is a locator type of CSL 1.0.2 (`page`, `paragraph` …), `text` its value.

    A `verbatim` text is printed unchanged and without a label.
    """

    label: str = ""
    text: str = ""
    verbatim: bool = False


class GroupState(Struct):
    """Whether a group prints: not where it called variables and all were empty (CSL 1.0.2, "Group")."""

    empty_variable: bool = False
    nonempty: bool = False
    term: bool = False


class RenderContext:
    """What elements need to render one item in one part (`area`) of a style, and what they note for each other."""

    def __init__(
        self, style: "ParsedStyle", item: dict[str, Any], area: Area, pinpoint: Pinpoint, *, sorts: bool = False
    ) -> None:
        self.style = style
        self.sorts = sorts
        """Whether what is rendered is a sort key: names begin with the family name, dates are digits ("Sorting")."""
        self.item = item if item.get("citation-label") else {**item, "citation-label": citation_label(item)}
        self.area: Area = area
        self.pinpoint = pinpoint if area == "citation" else Pinpoint()
        self.group_states = [GroupState()]
        self.suppressed: set[str] = set()
        """Variables rendered by `cs:substitute`, which are not rendered again (CSL 1.0.2, "Substitute")."""
        self.substituting: list[NamesElement] = []
        """The empty `cs:names` whose `cs:substitute` is being rendered, the innermost last."""
        self.strip_periods = 0
        """How many elements around this one say `strip-periods`."""
        self.has_output = False
        """Whether anything has been printed: a term at the beginning is capitalized."""
        self._steps = 0

    def spend(self, steps: int) -> None:
        """Take `steps` from the budget. Raises `CitationError` where it is used up: macros may double many times."""
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise CitationError(f"the style takes more than {MAX_STEPS:,} steps: do its macros call each other?")

    @property
    def group_state(self) -> GroupState:
        """The state of the innermost group."""
        return self.group_states[-1]

    @cached_property
    def root(self) -> "RenderingElement":
        """`cs:citation` or `cs:bibliography`, whose options names inherit."""
        return self.style.area(self.area)

    @cached_property
    def language(self) -> str:
        """The language of the item's words (BCP 47): its own, or else that of the style."""
        return str(self.item.get("language") or self.style.language)

    def called(self, variable: str, *, nonempty: bool) -> None:
        """Note that an element called `variable`, for the group around it and for `cs:substitute`."""
        if self.substituting:
            self.suppressed.add(variable)
        if nonempty:
            self.group_state.nonempty = True
        else:
            self.group_state.empty_variable = True

    @contextmanager
    def group(self) -> Iterator[GroupState]:
        """Enter a `cs:group` or macro; on leaving, what it called counts for the group around it."""
        has_output = self.has_output
        self.group_states.append(GroupState())
        try:
            yield self.group_state
        finally:
            inner = self.group_states.pop()
            if inner.nonempty or (inner.term and not inner.empty_variable):
                inner.nonempty = True
                self.group_state.nonempty = True
            else:
                self.group_state.empty_variable = inner.empty_variable
                self.has_output = has_output


_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""How many letters each of one, two or three names gives; of more, the first four give one each."""
_ONE_EACH = (1, 1, 1, 1)
_ROLES = ("author", "editor", "translator", "director")


def citation_label(item: dict[str, Any]) -> str:
    """`Asth04` for one name, `AsBr04` for two; without names letters of the title; without a year no digits."""
    names = next((item[role] for role in _ROLES if item.get(role)), ())
    words = [parse_name(name).family or name.get("literal") or name.get("given") or "" for name in names]
    words = words or [str(item.get("title") or "")]
    letters = ["".join(filter(str.isalpha, word)) for word in words]
    taken = zip(letters, _LETTERS.get(len(letters), _ONE_EACH), strict=False)
    year = (((item.get("issued") or {}).get("date-parts") or [[]])[0] or [""])[0]
    return "".join(word[:count].capitalize() for word, count in taken) + str(year)[-2:]
