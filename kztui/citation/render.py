"""From a CSL item to text in a style."""

from typing import Any

from kztui.citation.corrections.output import Output, write
from kztui.citation.corrections.run import Area, Pinpoint, Run
from kztui.citation.corrections.seams import in_line
from kztui.citation.corrections.sheet import Sheet, sheet
from kztui.citation.corrections.tree import Node
from kztui.citation.csl import CslItem
from kztui.citation.errors import CitationError
from kztui.citation.styles import Style


def _rendered(found: Sheet, item: dict[str, Any], area: Area, pinpoint: Pinpoint, suffix: str, output: Output) -> str:
    run = Run(found, item, area, pinpoint)
    layout = found.layout(area)
    with run.group():
        nodes = layout.children(run)
    if not any(nodes):
        raise CitationError("the style prints nothing of this article")
    if area == "bibliography" and run.root.get("second-field-align") and len(nodes) > 1:
        nodes = [nodes[0], Node(" "), *nodes[1:]]
    inside = Node([*nodes, Node(suffix)] if suffix else nodes)
    whole = Node([inside], layout.get("prefix", ""), layout.get("suffix", ""), marks=layout.marks)
    return write(in_line(whole, found.quotes, found.option("punctuation-in-quote")), found.quotes, output)


def citation(
    item: CslItem, style: Style, pinpoint: Pinpoint = Pinpoint(), *, suffix: str = "", output: Output = "plain", locale: str = ""
) -> str:
    found = sheet(str(style.path), locale or style.locale)
    return _rendered(found, item, "citation", pinpoint, suffix, output)


def entry(item: CslItem, style: Style, *, output: Output = "plain", locale: str = "") -> str:
    found = sheet(str(style.path), locale or style.locale)
    return _rendered(found, item, "bibliography", Pinpoint(), "", output)
