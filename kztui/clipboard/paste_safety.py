"""Text made safe to paste: without characters that could command the terminal or shell it is pasted into."""

import re

from kztui.files.sanitize import UNSAFE

# After the end mark of a bracketed paste, the rest of the text would be taken for typed commands.
_PASTE_MARKS = re.compile(r"(?:\x1b\[|\x9b)20[01]~")
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_FOLDS = re.compile(r"[ \t]*\n[ \t\n]*|\t")


def paste_safe(text: str, *, one_line: bool = False) -> str:
    """`text` without control and invisible characters; line ends are newlines, or with `one_line` single blanks."""
    text = UNSAFE.sub("", _BREAKS.sub("\n", _PASTE_MARKS.sub("", text)))
    return _FOLDS.sub(" ", text).strip() if one_line else text
