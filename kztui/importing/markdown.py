"""Markdown without its syntax: links, images and footnotes hold words that the printed article does not have."""

import html
import re

# Repetitions are bounded against catastrophic backtracking on unclosed brackets; the words of a link may hold a pair.
_WORDS = r"\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.){0,400}\]){0,400})\]"
_URL = r"(?:<[^<>\n]{0,2000}>|(?:[^\s()<>]|\([^\s()]{0,400}\)){0,2000})"
_ADDRESS = rf"""\(\s{{0,9}}{_URL}(?:\s{{1,9}}["'(][^)]{{0,400}})?\s{{0,9}}\)"""
_NUMBER = r"\[[\[\\]{0,2}[\d*†‡]{1,3}[\]\\]{0,2}\]"
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    # Images, whose description is not printed.
    (re.compile(rf"!{_WORDS}(?:{_ADDRESS}|\[[^\[\]]{{0,400}}\])"), ""),
    # Footnotes: marks, notes within the line, and numbers that lead to one.
    (re.compile(r"\[\^[^\[\]\s]{1,80}\]|\^\[(?:[^\[\]]|\[[^\[\]]{0,400}\]){0,2000}\]"), ""),
    (re.compile(rf"{_NUMBER}\([^()\s]{{0,2000}}#(?:[^()\s]|\([^()\s]{{0,400}}\)){{0,400}}(?:\s[^)]{{0,400}})?\)"), ""),
    (re.compile(r"<sup>[^\w<]{0,4}\d{1,4}[^\w<]{0,4}</sup>", re.IGNORECASE), ""),
    (re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]’”\"'])(?<!\bm)(?<!\b[kcm]m)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}(?!\w)"), ""),
    # Links, of which only the words are printed.
    (re.compile(r"\[\[[^\[\]|\n]{1,200}\|([^\[\]\n]{1,400})\]\]"), r"\1"),
    (re.compile(rf"{_WORDS}(?:{_ADDRESS}|\[[^\[\]]{{0,400}}\])"), r"\1"),
    (re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]: .*$", re.MULTILINE), ""),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    # Marks around words and at the beginning of lines.
    (re.compile(r"</?(?:br|p|div|li|h\d)\b[^<>]{0,400}>", re.IGNORECASE), " "),
    (re.compile(r"</?[A-Za-z][^<>]{0,400}>"), ""),
    (re.compile(r"(?<=[\]\w`*)])\{[.#:][^{}]{0,400}\}"), ""),
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+", re.MULTILINE), ""),
    (re.compile(r"\A\s*\d{1,3}[.)]\s+"), ""),
    (re.compile(r"(?<!\\)(?:\*+|`+)|(?<![\w\\])_{1,3}(?=\S)|(?<=[^\s\\])_{1,3}(?!\w)"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!<>~|-])"), r"\1"),
)


def strip_markdown(text: str) -> str:
    """`text` without the syntax of Markdown, in the same lines; entities are decoded, everything else is unchanged."""
    for pattern, kept in _MARKS:
        text = pattern.sub(kept, text)
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text).replace("\xad", "")
