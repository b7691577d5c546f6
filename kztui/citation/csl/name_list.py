"""A list of names as a style prints it: who comes first inverted, how many are named, and what joins them."""

from typing import Any, NamedTuple

from kztui.citation.csl import personal_name as name_parts
from kztui.citation.csl.context import Run
from kztui.citation.csl.element import Rendering
from kztui.citation.csl.nodes import Mark, Node, joined
from kztui.citation.csl.personal_name import Person, joins
from kztui.citation.csl.text_case import cased

ELLIPSIS = "…"
_UNBROKEN = frozenset({"cs", "fr", "ru"})


class Style(NamedTuple):
    """How names are printed: the options of `cs:name`, as it has them or as it inherits them."""

    form: str
    delimiter: str
    joiner: str
    """`and`: `text`, `symbol` or empty."""
    precedes_last: str
    precedes_last_group: str
    """The same before an organisation, which heeds the whole style's options but not those of `cs:name`."""
    precedes_et_al: str
    et_al_min: int
    et_al_use_first: int
    et_al_use_last: bool
    initialize: bool
    initialize_with: str | None
    hyphen: bool
    as_sort_order: str
    sort_separator: str
    demote: bool
    """Whether an inverted name has its particle after the given name: `Berg, Willem van den`."""


def style_of(name: Rendering | None, run: Run) -> Style:
    """The options of `cs:name`, or of `cs:citation` or `cs:bibliography`, or of the style, in this order."""

    def option(key: str, default: str, inherited: str = "", *, of_name: bool = True) -> str:
        places = ((name, key), (run.root, inherited or key), (run.sheet.root, inherited or key))
        for element, attribute in places if of_name else places[1:]:
            if element is not None and attribute in element.attrib:
                return element.get(attribute)
        return default

    mark = option("initialize-with", "\0")
    root = run.sheet.root
    return Style(
        form=option("form", "long", "name-form"),
        delimiter=option("delimiter", ", ", "name-delimiter"),
        joiner=option("and", ""),
        precedes_last=option("delimiter-precedes-last", "contextual"),
        precedes_last_group=option("delimiter-precedes-last", "contextual", of_name=False),
        precedes_et_al=option("delimiter-precedes-et-al", "contextual"),
        et_al_min=int(option("et-al-min", "0") or 0),
        et_al_use_first=int(option("et-al-use-first", "1") or 1),
        et_al_use_last=option("et-al-use-last", "false") == "true",
        initialize=option("initialize", "true") != "false",
        initialize_with=None if mark == "\0" else mark,
        hyphen=root.get("initialize-with-hyphen", "true") != "false",
        as_sort_order=option("name-as-sort-order", ""),
        sort_separator=option("sort-separator", ", "),
        demote=root.get("demote-non-dropping-particle", "display-and-sort") == "display-and-sort",
    )


def _spaced(word: str) -> bool:
    """Whether blanks stand around a word between names: not in Chinese and Japanese."""
    return word[:1] == "&" or bool(name_parts.ALPHABETIC.match(word))


class _Printed(NamedTuple):
    node: Node
    inverted: bool
    group: bool = False


class NameList:
    """Prints the names of one variable."""

    def __init__(self, element: Rendering | None, et_al: Rendering | None, run: Run) -> None:
        self.element = element
        self.et_al = et_al
        self.run = run
        self.style = style_of(element, run)
        kids = element.kids if element is not None else ()
        self.parts = {kid.get("name"): kid for kid in kids if kid.name == "name-part"}

    def shown(self, count: int) -> tuple[int, bool]:
        """How many of `count` names are printed from the first on, and whether others follow unprinted."""
        style = self.style
        if not style.et_al_min or count < style.et_al_min or style.et_al_use_first >= count:
            return count, False
        first = style.et_al_use_first
        if style.et_al_use_last:
            first = max(1, min(first, style.et_al_min - 2))
        return first, True

    def count(self, names: list[Any]) -> int:
        """What `form="count"` gives: how many names are printed."""
        return self.shown(len(names))[0]

    def printed(self, names: list[dict[str, str]]) -> Node | None:
        """The list; None where it is empty."""
        first, more = self.shown(len(names))
        shown = [self._name(name, at) for at, name in enumerate(names[:first])]
        if not more:
            return self._listed(shown)
        last = self._name(names[-1], first)
        if self.style.et_al_use_last:
            before = self.style.delimiter if len(shown) > 1 else " "
            return Node([self._rows(shown), Node(ELLIPSIS, before, " "), last.node])
        return self._with_others(shown)

    def _rows(self, shown: list[_Printed]) -> Node:
        return Node([one.node for one in shown], delimiter=self.style.delimiter)

    def _with_others(self, shown: list[_Printed]) -> Node:
        term = self.et_al.get("term", "et-al") if self.et_al is not None else "et-al"
        others = Node(self.run.sheet.term(term))
        if self.et_al is not None:
            others = self.et_al.boxed(others) or others
        delimited = {
            "always": True,
            "never": False,
            "after-inverted-name": shown[-1].inverted,
        }.get(self.style.precedes_et_al, len(shown) > 1)
        blank = " " if _spaced(others.plain) else ""
        return self._boxed(Node([self._rows(shown), others], delimiter=self.style.delimiter if delimited else blank))

    def _listed(self, shown: list[_Printed]) -> Node | None:
        if not shown:
            return None
        if len(shown) == 1:
            return shown[0].node
        style = self.style
        if not style.joiner:
            return self._rows(shown)
        word = "&" if style.joiner == "symbol" else self.run.sheet.term("and")
        delimited = {
            "always": True,
            "never": False,
            "after-inverted-name": shown[-2].inverted,
        }.get(style.precedes_last_group if shown[-1].group else style.precedes_last, len(shown) > 2)
        blank = " " if _spaced(word) else ""
        before = style.delimiter if delimited and blank else blank
        return Node([self._rows(shown[:-1]), Node(word, before, blank), shown[-1].node])

    def _name(self, name: dict[str, str], at: int) -> _Printed:
        if name.get("literal") or not (name.get("family") or name.get("given")):
            group = self._part("family", name.get("literal") or "") or Node("")
            return _Printed(group, inverted=False, group=True)
        person = name_parts.person(name)
        if not person.family:
            return _Printed(self._boxed(Node(person.given)), False)
        if not person.alphabetic:
            whole = person.particle + person.family + (person.given if self.style.form == "long" else "")
            return _Printed(self._boxed(Node(whole)), False)
        inverted = self.style.as_sort_order == "all" or (self.style.as_sort_order == "first" and at == 0)
        if self.style.form != "long":
            return _Printed(self._boxed(self._family(person)), inverted)
        given = self._given(person)
        node = self._inverted(person, given) if inverted else self._straight(person, given)
        return _Printed(self._boxed(node), inverted)

    def _boxed(self, node: Node) -> Node:
        """The affixes and marks of `cs:name` around one name; not its delimiter, which stands between names."""
        element = self.element
        if element is None or not (element.get("prefix") or element.get("suffix") or element.marks):
            return node
        return Node([node], element.get("prefix", ""), element.get("suffix", ""), marks=element.marks)

    def _given(self, person: Person) -> str:
        style = self.style
        if style.initialize_with is None:
            return person.given
        if style.initialize:
            return name_parts.initials(person.given, style.initialize_with, hyphen=style.hyphen)
        return name_parts.normalised(person.given, style.initialize_with)

    def _suffix(self, person: Person) -> str:
        mark = self.style.initialize_with
        return person.suffix if mark is None else name_parts.normalised(person.suffix, mark)

    def _part(self, which: str, text: str) -> Node | None:
        """A part of a name with what `cs:name-part` wants; its affixes are put around the whole part by the caller."""
        if not text:
            return None
        part = self.parts.get(which)
        marks: tuple[Mark, ...] = ()
        if part is not None:
            marks = part.marks
            if part.get("text-case"):
                text = cased(text, part.get("text-case"), english=self.run.english)
        if self.run.strip_periods or (part is not None and part.strips_periods):
            text = text.replace(".", "")
        return Node(text, marks=marks)

    def _affixed(self, which: str, node: Node | None) -> Node | None:
        part = self.parts.get(which)
        if node is None or part is None or not (part.get("prefix") or part.get("suffix")):
            return node
        return Node([node], part.get("prefix", ""), part.get("suffix", ""))

    def _blank(self, particle: str) -> str:
        """What stands between a particle and the name; in some languages a line never breaks there."""
        if joins(particle):
            return ""
        return "\u00a0" if self.run.sheet.language[:2] in _UNBROKEN else " "

    def _family(self, person: Person) -> Node:
        """The family name with the particle that belongs to it."""
        particle, family = self._part("family", person.particle), self._part("family", person.family)
        node = joined((particle, family), self._blank(person.particle))
        return self._affixed("family", node) or Node("")

    def _inverted(self, person: Person, given: str) -> Node:
        parts = [self._part("given", given), self._part("given", person.dropping)]
        if self.style.demote:
            family = self._affixed("family", self._part("family", person.family)) or Node("")
            parts.append(self._part("family", person.particle))
        else:
            family = self._family(person)
        rest = self._affixed("given", joined(parts, " "))
        node = joined((family, rest, Node(self._suffix(person))), self.style.sort_separator)
        return node or family

    def _straight(self, person: Person, given: str) -> Node:
        family = self._part("family", person.family)
        particle = self._part("family", person.particle)
        name = joined((particle, family), self._blank(person.particle))
        elided = joins(person.dropping) and not person.particle and person.dropping[:-1] != "de"
        name = joined((self._part("given", person.dropping), name), "" if elided else self._blank(""))
        suffix = Node(self._suffix(person)) if given else None
        name = self._affixed("family", joined((name, suffix), ", " if person.comma_suffix else " "))
        return joined((self._affixed("given", self._part("given", given)), name), " ") or Node("")
