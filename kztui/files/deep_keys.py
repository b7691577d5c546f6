"""Finds keys of very many parts in TOML before it is parsed: the parser compares each part of a key with all others."""

import re

_MOST_COMPARED = 20_000_000
"""Parts below long headers that the parser may compare: a tenth of a second."""


def line_of_deep_key(text: str, most: int) -> int:
    """The line, from 1, where keys of more than `most` parts would make the parser slow; 0 for none."""
    deepest = compared = 0
    for number, line in enumerate(text.split("\n"), 1):
        dots = line.count(".")
        if len(line) > 2 * most and dots >= most:
            part = r"""[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
            if re.match(rf"(?:{part}\.){{{most},}}{part}=", line):
                return number
            deepest = max(deepest, dots if line.lstrip().startswith("[") else 0)
        compared += deepest * (1 + dots)
        if compared > _MOST_COMPARED:
            return number
    return 0
