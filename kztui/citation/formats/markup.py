"""Rich text in a CSL field, written for formats with another markup or with none."""

from collections.abc import Callable, Mapping

from kztui.citation.csl.nodes import Mark
from kztui.citation.csl.rich_text import spread


def converted(text: str, escape: Callable[[str], str], marks: Mapping[Mark, tuple[str, str]]) -> str:
    """`text` with its tags as `marks` writes them (or without, where it does not) and all else through `escape`."""
    out = ""
    closing: list[str] = []
    for piece in spread(text, None):
        if piece.mark is None:
            out += escape(piece.text)
        elif piece.opens:
            before, after = marks.get(piece.mark, ("", ""))
            out += before
            closing.append(after)
        else:
            out += closing.pop()
    return out


def untagged(text: str) -> str:
    """`text` without the tags of CSL's rich text."""
    return converted(text, str, {}) if "<" in text else text
