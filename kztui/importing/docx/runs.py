"""The text of a paragraph in a Word document with its notes and text boxes, without what is deleted or hidden."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.importing.docx.package import XmlElement, attribute, child, local_name

_BLANK = frozenset({"tab", "br", "cr", "ptab"})
_DELETED = frozenset({"del", "moveFrom"})
# What stands in a run for something else: the code of a field, the reading of a ruby, and what older programs show.
_UNREAD = frozenset({"instrText", "delInstrText", "rt", "Fallback", "pPr", "rPr", "sectPr", "annotationRef"})
_SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F02D": "-", "F0B0": "°", "F0B1": "±", "F0A3": "≤", "F0B3": "≥", "F0AE": "→"}


class RunText(NamedTuple):
    """What a paragraph holds: text in pieces, the notes that it refers to, its text boxes, and what is left out."""

    pieces: list[str]
    notes: list[tuple[str, str]]
    """The kind (`footnote`, `endnote`) and id of each note."""
    boxes: list[XmlElement]
    left_out: list[tuple[str, str]]
    """The kind and text of what is deleted or hidden."""
    bold: list[bool]
    """Whether each piece is bold."""

    @property
    def text(self) -> str:
        """The text on one line."""
        return " ".join("".join(self.pieces).split())

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return any(self.bold) and all(bold for bold, piece in zip(self.bold, self.pieces, strict=True) if piece.strip())


def read_runs(paragraph: XmlElement) -> RunText:
    """What a paragraph holds, in order."""
    found = RunText([], [], [], [], [])
    _walk(paragraph, found, bold=False)
    return found


def _walk(element: XmlElement, found: RunText, *, bold: bool) -> None:
    for inner in element:
        name = local_name(inner)
        if name in _UNREAD:
            continue
        if (text := _sign(inner, name)) is not None:
            found.pieces.append(text)
            found.bold.append(bold)
        elif name == "txbxContent":
            found.boxes.append(inner)
        elif name in _DELETED:
            found.left_out.append(("tracked deletions", "".join(_all_text(inner))))
        elif name == "r":
            _run(inner, found)
        elif name in {"footnoteReference", "endnoteReference"}:
            found.notes.append((name.removesuffix("Reference"), attribute(inner, "id")))
        else:
            _walk(inner, found, bold=bold)


def _sign(element: XmlElement, name: str) -> str | None:
    """The text that an element stands for; None where it is no text."""
    if name in {"t", "delText"}:
        return str(element.text or "")
    if name in _BLANK:
        return " "
    if name == "noBreakHyphen":
        return "-"
    return _SYMBOLS.get(attribute(element, "char").upper(), "") if name == "sym" else None


def shown_text(element: XmlElement) -> Iterator[str]:
    """All text below an element, in pieces, with a blank after each paragraph: also what is deleted or hidden."""
    for inner in element:
        name = local_name(inner)
        if name in _UNREAD:
            continue
        text = _sign(inner, name)
        if text is None:
            yield from shown_text(inner)
        else:
            yield text
        if name == "p":
            yield " "


def _run(run: XmlElement, found: RunText) -> None:
    """A run with its properties: hidden text is left out."""
    properties = child(run, "rPr")
    if _is_on(properties, "vanish"):
        found.left_out.append(("hidden text", "".join(_all_text(run))))
        return
    _walk(run, found, bold=_is_on(properties, "b"))


def _is_on(properties: XmlElement | None, name: str) -> bool:
    """Whether a property is given, and not as switched off (ECMA-376 part 1, 17.17.4)."""
    given = child(properties, name)
    return given is not None and attribute(given, "val").lower() not in {"0", "false", "off", "none"}


def _all_text(element: XmlElement) -> Iterator[str]:
    return (str(inner.text or "") for inner in element.iter() if local_name(inner) in {"t", "delText"})
