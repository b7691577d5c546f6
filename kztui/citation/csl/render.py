"""Render one CSL item in a CSL style: a citation, or an entry of the bibliography, as one line of text.

Only one item is rendered, so that what CSL says of several (sorting, disambiguation, collapsing, positions) has no part
here: the item is the first and only one of its document.
"""

from _thread import allocate_lock

from kztui.citation.csl.context import Area, Pinpoint, RenderContext
from kztui.citation.csl.element import RenderingElement
from kztui.citation.csl.nodes import Node
from kztui.citation.csl.output import OutputFormat, write_line
from kztui.citation.csl.punctuation import flatten
from kztui.citation.csl.style import ParsedStyle, load_style
from kztui.citation.csl_item import CslItem
from kztui.citation.errors import CitationError
from kztui.citation.styles import CslStyle

NO_PINPOINT = Pinpoint()
# Parsed styles are cached and shared by threads, which libxml2's trees do not allow at the same time.
_LIBXML2_LOCK = allocate_lock()  # `threading.Lock`, without a module that a command with one thread does without


def parsed_style(style: CslStyle, locale: str = "") -> ParsedStyle:
    """The parsed style, in `locale` or else in that of `style`. Raises `CitationError` where it cannot be parsed."""
    with _LIBXML2_LOCK:
        return load_style(str(style.path), locale or style.locale)


def _nodes(context: RenderContext, area: Area) -> list[Node]:
    """The nodes of one layout. Raises CitationError when the style prints nothing for the item."""
    with context.group():
        nodes = context.style.layout(area).render_children(context)
    if not any(nodes):
        what = "citation" if area == "citation" else "entry"
        kind = context.item.get("type", "")
        raise CitationError(f"the style prints no {what} for an item of type “{kind}” like this one")
    if context.root.get("second-field-align") and len(nodes) > 1:
        return [nodes[0], Node(" "), *nodes[1:]]
    return nodes


def _render(context: RenderContext, area: Area, suffix: str, output: OutputFormat) -> str:
    """One line of text. Raises CitationError when the style is not valid, or prints nothing for the item."""
    with _LIBXML2_LOCK:
        try:
            nodes = _nodes(context, area)
            quotes, in_quote = context.style.quotes, context.style.option("punctuation-in-quote")
            tokens = flatten(_line(context.style.layout(area), nodes, suffix), quotes, in_quote)
        except CitationError:
            raise
        except RecursionError as error:
            raise CitationError("the style nests its elements too deep") from error
        except (AttributeError, LookupError, NotImplementedError, TypeError, ValueError) as error:
            raise CitationError(f"the style is not valid CSL: {error}") from error
        return write_line(tokens, quotes, output)


def _line(layout: RenderingElement, nodes: list[Node], suffix: str) -> Node:
    """All that is printed. The affixes of a layout are within its formatting, unlike those of others ("Affixes")."""
    before, after = layout.affixes
    inside = Node([*nodes, Node(suffix)] if suffix else nodes)
    return Node([Node([inside], before, after)], formatting=layout.formatting)


def render_citation(
    item: CslItem,
    style: CslStyle,
    pinpoint: Pinpoint = NO_PINPOINT,
    *,
    suffix: str = "",
    output: OutputFormat = "text",
    locale: str = "",
) -> str:
    """The citation of `item` in the text or its note, on one line; `suffix` follows all that the style prints.

    Raises `CitationError` where the style cannot be parsed or followed, or prints nothing.
    """
    return _render(RenderContext(parsed_style(style, locale), item, "citation", pinpoint), "citation", suffix, output)


def render_entry(item: CslItem, style: CslStyle, *, output: OutputFormat = "text", locale: str = "") -> str:
    """The entry of `item` in the bibliography, on one line.

    Raises `CitationError` where the style cannot be parsed or followed, has no bibliography, or prints nothing.
    """
    context = RenderContext(parsed_style(style, locale), item, "bibliography", NO_PINPOINT)
    return _render(context, "bibliography", "", output)
