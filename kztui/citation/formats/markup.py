"""Convert the rich text of a CSL field to formats with another markup or with none."""

from collections.abc import Callable, Mapping

from kztui.citation.csl.nodes import Formatting
from kztui.citation.csl.rich_text import tokenize


def convert_markup(text: str, escape: Callable[[str], str], marks: Mapping[Formatting, tuple[str, str]]) -> str:
    """`text` with its tags as `marks` has them (opening, closing; others are left out), its text through `escape`."""
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


def without_tags(text: str) -> str:
    """`text` without its tags."""
    return convert_markup(text, str, {}) if "<" in text else text
