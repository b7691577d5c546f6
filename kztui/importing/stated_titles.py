"""Whether a title or author that a file states of itself may have been written by a person, and not by a program."""

import re

_JUNK_TITLE = re.compile(
    r"untitled|unknown|(?:document|dokument|print|slide|layout)\s?\d*|(?:microsoft|adobe) \w+\b.*|none|null|\W*"
    r"|.*\.(?:docx?|indd|qxd|qxp|tex|dvi|pdf|html?|rtf|odt|pmd|p65|fm)|(?:https?|file)://.*|[\w.-]*[\d_][\w.-]*",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"\S*|.*\b(?:admin\w*|user|microsoft|unknown|owner|office|scanner|default)\b.*|.*[@/\\\d<>|].*", re.IGNORECASE
)


def is_stated_title(title: str) -> bool:
    """Whether it is a title, not the name of a file or what programs write for none."""
    return bool(title) and not _JUNK_TITLE.fullmatch(title)


def is_stated_author(author: str) -> bool:
    """Whether it may be a name: two words at least, and no account of a computer."""
    return not _JUNK_AUTHOR.fullmatch(author)
