"""Rich text in a CSL field, written for formats with another markup or with none."""

from collections.abc import Callable, Mapping

from kztui.citation.csl.nodes import Formatting
from kztui.citation.csl.rich_text import tokenize


def converted(text: str, escape: Callable[[str], str], marks: Mapping[Formatting, tuple[str, str]]) -> str:
    """`text` with its tags as `marks` writes them (or without, where it does not) and all else through `escape`."""
    out = ""
    closing: list[str] = []
    for token in tokenize(text, None):
        if token.formatting is None:
            out += escape(token.text)
        elif token.opens:
            before, after = marks.get(token.formatting, ("", ""))
            out += before
            closing.append(after)
        else:
            out += closing.pop()
    return out


def untagged(text: str) -> str:
    """`text` without the tags of CSL's rich text."""
    return converted(text, str, {}) if "<" in text else text
