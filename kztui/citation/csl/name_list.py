"""Render a list of names: et-al abbreviation, name order, delimiters (CSL 1.0.2, "Name", "Name-part Order")."""

from typing import Any

from msgspec import Struct

from kztui.citation.csl import personal_name
from kztui.citation.csl.context import NAMES_A_STEP, RenderContext
from kztui.citation.csl.element import RenderingElement
from kztui.citation.csl.nodes import Formatting, Node, join_nodes
from kztui.citation.csl.personal_name import PersonalName, joins
from kztui.citation.csl.text_case import convert_case

ELLIPSIS = "…"
_NO_BREAK_AFTER_PARTICLE = frozenset({"cs", "fr", "ru"})
"""Languages in which the space between a particle and the name does not break."""


class NameOptions(Struct, frozen=True):
    """The options of `cs:name`, its own or inherited (CSL 1.0.2, "Inheritable Name Options")."""

    form: str
    delimiter: str
    joiner: str
    """`and`: `text`, `symbol` or empty."""
    precedes_last: str
    precedes_last_group: str
    """The same before an organisation, for which citeproc-js reads the inherited option alone."""
    precedes_et_al: str
    et_al_min: int
    et_al_use_first: int | None
    """None where nothing sets it: only with both is a list abbreviated."""
    et_al_use_last: bool
    initialize: bool
    initialize_with: str | None
    hyphen: bool
    as_sort_order: str
    sort_separator: str
    demote: bool
    """Whether an inverted name has its non-dropping particle after the given name: `Berg, Willem van den`."""


def name_options(name: RenderingElement | None, context: RenderContext) -> NameOptions:
    """Each option from `cs:name`, else from `cs:citation` or `cs:bibliography`, else from `cs:style`."""

    def option(key: str, default: str, inherited: str = "", *, of_name: bool = True) -> str:
        """The nearest value of an option, or `default`."""
        places = ((name, key), (context.root, inherited or key), (context.style.root, inherited or key))
        for element, attribute in places if of_name else places[1:]:
            if element is not None and attribute in element.attrib:
                return element.get(attribute)
        return default

    mark = option("initialize-with", "\0")
    form = option("form", "long", "name-form")
    root = context.style.root
    return NameOptions(
        form="long" if context.sorts and form != "count" else form,
        delimiter=option("delimiter", ", ", "name-delimiter"),
        joiner=option("and", ""),
        precedes_last=option("delimiter-precedes-last", "contextual"),
        precedes_last_group=option("delimiter-precedes-last", "contextual", of_name=False),
        precedes_et_al=option("delimiter-precedes-et-al", "contextual"),
        et_al_min=int(option("et-al-min", "0") or 0),
        et_al_use_first=int(use_first) if (use_first := option("et-al-use-first", "")) else None,
        et_al_use_last=option("et-al-use-last", "false") == "true",
        initialize=option("initialize", "true") != "false",
        initialize_with=None if mark == "\0" or context.sorts else mark,
        hyphen=root.get("initialize-with-hyphen", "true") != "false",
        as_sort_order="all" if context.sorts else option("name-as-sort-order", ""),
        sort_separator=option("sort-separator", ", "),
        demote=root.get("demote-non-dropping-particle", "display-and-sort") == "display-and-sort",
    )


_HEBREW_AND = "ו"
"""Written together with the word after it."""


def _spaces_around(word: str) -> tuple[str, str]:
    """The blanks before and after the word “and”: none after the Hebrew one, and none where that brings its own."""
    if word.strip() == _HEBREW_AND:
        return " " if word == _HEBREW_AND else "", ""
    space = " " if _spaced(word) else ""
    return space, space


def _spaced(word: str) -> bool:
    """Whether spaces surround a word between names: not in Chinese and Japanese."""
    return word[:1] == "&" or personal_name.begins_in_alphabet(word)


def _is_delimited(option: str, after_inverted: bool, several: bool) -> bool:
    """Whether a delimiter precedes the last name or et al., by an option such as `delimiter-precedes-last`."""
    return {"always": True, "never": False, "after-inverted-name": after_inverted}.get(option, several)


class _RenderedName(Struct, frozen=True):
    node: Node
    inverted: bool
    group: bool = False


class NameList:
    """Renders the names of one variable."""

    def __init__(
        self, element: RenderingElement | None, et_al: RenderingElement | None, context: RenderContext
    ) -> None:
        self.element = element
        self.et_al = et_al
        self.context = context
        self.options = name_options(element, context)
        children = element.children if element is not None else ()
        self.parts = {child.get("name"): child for child in children if child.name == "name-part"}

    def shown(self, count: int) -> tuple[int, bool]:
        """How many of `count` names are rendered from the first on, and whether the rest is abbreviated ("Et-al")."""
        options = self.options
        first = options.et_al_use_first
        if not options.et_al_min or first is None or count < options.et_al_min or first >= count:
            return count, False
        if options.et_al_use_last:
            first = max(1, min(first, options.et_al_min - 2))
        return first, True

    def count(self, names: list[Any]) -> int:
        """The number of rendered names, which `form="count"` prints."""
        return self.shown(len(names))[0]

    def rendered(self, names: list[dict[str, str]]) -> Node | None:
        """The list of `names` (CSL-JSON) as a node; None where it is empty."""
        first, more = self.shown(len(names))
        if not first:
            return None
        self.context.spend(first // NAMES_A_STEP)
        shown = [self._name(name, at) for at, name in enumerate(names[:first])]
        if not more:
            return self._with_and(shown)
        last = self._name(names[-1], first)
        if self.options.et_al_use_last:
            before = self.options.delimiter if len(shown) > 1 else " "
            return Node([self._delimited(shown), Node(ELLIPSIS, before, " "), last.node])
        return self._with_et_al(shown)

    def _delimited(self, shown: list[_RenderedName]) -> Node:
        return Node([one.node for one in shown], delimiter=self.options.delimiter)

    def _with_et_al(self, shown: list[_RenderedName]) -> Node:
        term = self.et_al.get("term", "et-al") if self.et_al is not None else "et-al"
        others = Node(self.context.style.term(term))
        if not others:
            # A style that defines the term as empty prints the first names alone.
            return self._with_affixes(self._delimited(shown))
        if self.et_al is not None:
            others = self.et_al.with_affixes(others) or others
        delimited = _is_delimited(self.options.precedes_et_al, shown[-1].inverted, len(shown) > 1)
        between = self.options.delimiter if delimited else " " if _spaced(others.plain) else ""
        return self._with_affixes(Node([self._delimited(shown), others], delimiter=between))

    def _with_and(self, shown: list[_RenderedName]) -> Node | None:
        if not shown:
            return None
        if len(shown) == 1:
            return shown[0].node
        options = self.options
        if not options.joiner:
            return self._delimited(shown)
        word = "&" if options.joiner == "symbol" else self.context.style.term("and")
        precedes = options.precedes_last_group if shown[-1].group else options.precedes_last
        delimited = _is_delimited(precedes, shown[-2].inverted, len(shown) > 2)
        space, after = _spaces_around(word)
        before = options.delimiter if delimited and space else space
        return Node([self._delimited(shown[:-1]), Node(word, before, after), shown[-1].node])

    def _name(self, name: dict[str, str], at: int) -> _RenderedName:
        if name.get("literal") or not (name.get("family") or name.get("given")):
            organization = self._part("family", name.get("literal") or "")
            node = self._with_affixes(organization) if organization else Node("")
            return _RenderedName(node, inverted=False, group=True)
        person = personal_name.parse_name(name)
        if not person.family:
            return _RenderedName(self._with_affixes(self._part("given", person.given) or Node("")), False)
        if not person.alphabetic:
            given_name = person.given if self.options.form == "long" else ""
            parts = (self._part("family", person.particle + person.family), self._part("given", given_name))
            return _RenderedName(self._with_affixes(join_nodes(parts) or Node("")), False)
        inverted = self.options.as_sort_order == "all" or (self.options.as_sort_order == "first" and at == 0)
        if self.options.form != "long":
            return _RenderedName(self._with_affixes(self._family(person)), inverted)
        given = self._given(person)
        node = self._inverted(person, given) if inverted else self._straight(person, given)
        return _RenderedName(self._with_affixes(node), inverted)

    def _with_affixes(self, node: Node) -> Node:
        """The affixes and formatting of `cs:name` around one name; not its delimiter, which separates names."""
        element = self.element
        if element is None or not (any(element.affixes) or element.formatting):
            return node
        return Node([node], *element.affixes, formatting=element.formatting)

    def _given(self, person: PersonalName) -> str:
        options = self.options
        if options.initialize_with is None:
            return person.given
        if options.initialize:
            return personal_name.initials(person.given, options.initialize_with, hyphen=options.hyphen)
        return personal_name.mark_abbreviations(person.given, options.initialize_with)

    def _suffix(self, person: PersonalName) -> str:
        mark = self.options.initialize_with
        return person.suffix if mark is None else personal_name.mark_abbreviations(person.suffix, mark)

    def _part(self, which: str, text: str) -> Node | None:
        """A part of a name with the formatting of its `cs:name-part`, whose affixes the caller adds (`_affixed`)."""
        if not text:
            return None
        part = self.parts.get(which)
        formatting: tuple[Formatting, ...] = ()
        if part is not None:
            formatting = part.formatting
            if part.get("text-case"):
                text = convert_case(text, part.get("text-case"), self.context.language)
        if self.context.strip_periods or (part is not None and part.strips_periods):
            text = text.replace(".", "")
        return Node(text, formatting=formatting)

    def _affixed(self, which: str, node: Node | None) -> Node | None:
        part = self.parts.get(which)
        return node if node is None or part is None else Node([node], *part.affixes)

    def _space_after(self, particle: str) -> str:
        """The separator between a particle and the name."""
        if joins(particle):
            return ""
        return "\u00a0" if self.context.style.language[:2] in _NO_BREAK_AFTER_PARTICLE else " "

    def _family(self, person: PersonalName) -> Node:
        """The family name with its non-dropping particle."""
        particle, family = self._part("family", person.particle), self._part("family", person.family)
        node = join_nodes((particle, family), self._space_after(person.particle))
        return self._affixed("family", node) or Node("")

    def _inverted(self, person: PersonalName, given: str) -> Node:
        parts = [self._part("given", given), self._part("given", person.dropping)]
        if self.options.demote:
            family = self._affixed("family", self._part("family", person.family)) or Node("")
            parts.append(self._part("family", person.particle))
        else:
            family = self._family(person)
        rest = self._affixed("given", join_nodes(parts, " "))
        node = join_nodes((family, rest, Node(self._suffix(person))), self.options.sort_separator)
        return node or family

    def _straight(self, person: PersonalName, given: str) -> Node:
        family = self._part("family", person.family)
        particle = self._part("family", person.particle)
        name = join_nodes((particle, family), self._space_after(person.particle))
        elided = joins(person.dropping) and not person.particle
        name = join_nodes((self._part("given", person.dropping), name), "" if elided else self._space_after(""))
        suffix = Node(self._suffix(person)) if given else None
        name = self._affixed("family", join_nodes((name, suffix), ", " if person.comma_suffix else " "))
        return join_nodes((self._affixed("given", self._part("given", given)), name), " ") or Node("")
