"""Text made safe to paste: nothing in it is a command to the terminal or shell that it is pasted into."""

import re

# A paste that holds its own end mark would have its rest typed as commands.
_PASTE_MARKS = re.compile(r"(?:\x1b\[|\x9b)20[01]~")
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls; directions that reorder what is read; signs without width that hide in it; half a surrogate pair.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_FOLDS = re.compile(r"[ \t]*\n[ \t\n]*|\t")


def safe(text: str, *, one_line: bool = False) -> str:
    """`text` without control and hidden signs; line ends are newlines, or with `one_line` single blanks."""
    text = _UNSAFE.sub("", _BREAKS.sub("\n", _PASTE_MARKS.sub("", text)))
    return _FOLDS.sub(" ", text).strip() if one_line else text
