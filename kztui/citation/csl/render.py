"""From a CSL item to text in a style: a citation for the text or its note, an entry for the list of references."""

from threading import Lock

from kztui.citation.csl.context import Area, Pinpoint, Run
from kztui.citation.csl.nodes import Node
from kztui.citation.csl.output import Output, write
from kztui.citation.csl.punctuation import in_line
from kztui.citation.csl.style import Sheet, sheet
from kztui.citation.csl_item import CslItem
from kztui.citation.errors import CitationError
from kztui.citation.styles import CslStyle

NOWHERE = Pinpoint()
# libxml2's trees are not meant for two threads at once, and styles are shared.
_ONE_AT_A_TIME = Lock()


def parsed_style(style: CslStyle, locale: str = "") -> Sheet:
    """The parsed style, in `locale` or else in the one that the style is made for; raises `CitationError`."""
    with _ONE_AT_A_TIME:
        return sheet(str(style.path), locale or style.locale)


def _nodes(run: Run, area: Area) -> list[Node]:
    with run.group():
        nodes = run.sheet.layout(area).children(run)
    if not any(nodes):
        what = "citation" if area == "citation" else "entry"
        raise CitationError(
            f"the style prints no {what} for an item of type “{run.item.get('type', '')}” like this one"
        )
    if run.root.get("second-field-align") and len(nodes) > 1:
        return [nodes[0], Node(" "), *nodes[1:]]
    return nodes


def _rendered(run: Run, area: Area, suffix: str, output: Output) -> str:
    with _ONE_AT_A_TIME:
        try:
            nodes = _nodes(run, area)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            if isinstance(error, CitationError):
                raise
            raise CitationError(f"the style cannot be followed: {error}") from error
        layout = run.sheet.layout(area)
        inside = Node([*nodes, Node(suffix)] if suffix else nodes)
        whole = Node([inside], layout.get("prefix", ""), layout.get("suffix", ""), marks=layout.marks)
        quotes = run.sheet.quotes
        return write(in_line(whole, quotes, run.sheet.option("punctuation-in-quote")), quotes, output)


def render_citation(
    item: CslItem,
    style: CslStyle,
    pinpoint: Pinpoint = NOWHERE,
    *,
    suffix: str = "",
    output: Output = "text",
    locale: str = "",
) -> str:
    """The first citation of `item`, on one line. `suffix` follows all that the style prints, as ` , see above` would.

    Raises `CitationError` where the style prints nothing.
    """
    return _rendered(Run(parsed_style(style, locale), item, "citation", pinpoint), "citation", suffix, output)


def render_entry(item: CslItem, style: CslStyle, *, output: Output = "text", locale: str = "") -> str:
    """The entry of `item` in a list of references, on one line; raises `CitationError` where the style has none."""
    return _rendered(Run(parsed_style(style, locale), item, "bibliography", Pinpoint()), "bibliography", "", output)
