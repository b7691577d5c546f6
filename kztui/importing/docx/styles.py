"""What the style of a paragraph in a Word document says of it: title, heading, list, quotation, caption."""

import re
from typing import NamedTuple

from kztui.importing.docx.package import Package, XmlElement, attribute, child, local_name
from kztui.importing.labels import label_pattern

MAX_CHAIN = 20
"""How many styles are followed from one to the one that it is based on."""

_HEADING = re.compile(rf"(?:{label_pattern('heading style')})\s*([1-9])")
_QUOTATION = re.compile(rf"{label_pattern('quotation style')}|cita\b", re.IGNORECASE)
_CAPTION = re.compile(label_pattern("caption style"), re.IGNORECASE)
_CONTENTS = re.compile(rf"(?:{label_pattern('contents style')})\s*(?:\d|heading|$)", re.IGNORECASE)


class Style(NamedTuple):
    """What a style, or the properties of a paragraph itself, say; `level` counts from 1, 0 is no heading."""

    level: int = 0
    in_list: bool = False
    name: str = ""
    """The name of the style in small letters, which Word keeps in English for its own styles."""

    @property
    def is_title(self) -> bool:
        """Whether it is the title of the whole document."""
        return self.name == "title"

    @property
    def is_quotation(self) -> bool:
        """Whether it is a block quotation."""
        return bool(_QUOTATION.match(self.name))

    @property
    def is_caption(self) -> bool:
        """Whether it is the caption of a picture or table."""
        return bool(_CAPTION.search(self.name))

    @property
    def is_contents(self) -> bool:
        """Whether it is in a table of contents."""
        return bool(_CONTENTS.match(self.name))


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, package: Package) -> None:
        root = package.beside("styles.xml")
        styles = [style for style in root if local_name(style) == "style"] if root is not None else []
        self._elements = {attribute(style, "styleId"): style for style in styles}
        self._known: dict[str, Style] = {}
        default = child(root, "docDefaults", "rPrDefault", "rPr", "lang")
        self.language = attribute(default, "val")

    def of_paragraph(self, properties: XmlElement | None) -> Style:
        """The style of a paragraph by its `pPr`: what it says itself comes before what its style says."""
        identifier = attribute(child(properties, "pStyle"), "val")
        style = self._known.get(identifier)
        if style is None:
            style = self._known[identifier] = self._resolve(identifier)
        level = _level(properties)
        number = attribute(child(properties, "numPr", "numId"), "val")
        in_list = number != "0" if number else style.in_list
        return style._replace(level=style.level if level is None else level, in_list=in_list)

    def _resolve(self, identifier: str) -> Style:
        """A style with what it inherits."""
        level: int | None = None
        name, in_list = "", False
        current = identifier
        for _ in range(MAX_CHAIN):
            element = self._elements.get(current)
            own = attribute(child(element, "name"), "val") or current
            name = name or own.lower()
            properties = child(element, "pPr")
            level = _level(properties) if level is None else level
            if level is None and (heading := _HEADING.match(own.lower())):
                level = int(heading[1])
            in_list = in_list or child(properties, "numPr") is not None
            current = attribute(child(element, "basedOn"), "val")
            if not current:
                break
        return Style(level or 0, in_list, name)


def _level(properties: XmlElement | None) -> int | None:
    """The outline level, from 1; 0 for body text; None where none is given."""
    value = attribute(child(properties, "outlineLvl"), "val")
    return (int(value) + 1) % 10 if value.isdecimal() and int(value) <= 9 else None
