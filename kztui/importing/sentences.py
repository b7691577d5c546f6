"""Where the sentences of a paragraph begin and end; abbreviations such as Dr. and U.S. end none."""

import re

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]*[^\Wa-z])|[。！？][”’」』）]*")
_ABBREVIATION = re.compile(
    r"(?:^|[^\w.])(?:[A-ZА-ЯЁ]|(?:[A-Za-z]\.)+[A-Za-z]|Dr|Mr|Mrs|Ms|St|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Hon|Rev|No|Nos|vs|cf|"
    r"Fig|Art|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Bros|bzw|Nr|ca|Abs|им|ул|гг|тыс|млн|млрд|см|ст|св)\Z"
)
_LOOK_BACK = 12
_WITHOUT_BLANKS = frozenset({"zh", "ja", "th", "lo", "km", "my"})


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The start and end of each sentence; together they cover the text."""
    spans = []
    start = 0
    for match in _END.finditer(text):
        before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
        if text[match.start()] == "." and _ABBREVIATION.search(before):
            continue
        spans.append((start, match.end()))
        start = match.end()
    if start < len(text) or not spans:
        spans.append((start, len(text)))
    return spans


def has_no_blanks(language: str) -> bool:
    """Whether a language, by its BCP 47 tag, is written without blanks between words: its quotes count characters."""
    return language.partition("-")[0] in _WITHOUT_BLANKS
