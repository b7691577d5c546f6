"""Lines of a TOML file, by byte offsets: what goes when a pair or a table goes, and what stays."""


def line_start(body: bytes, at: int) -> int:
    """Where the line of a byte begins."""
    return body.rfind(b"\n", 0, at) + 1


def line_end(body: bytes, at: int) -> int:
    """Where the line of a byte ends, behind its line break."""
    return body.find(b"\n", at) + 1 or len(body)


def blank(body: bytes, start: int, end: int) -> bool:
    """Whether there are blanks and line breaks alone."""
    return not body[start:end].strip()


def indent_of(body: bytes, at: int) -> str:
    """The blanks before the line of a byte, up to that byte."""
    lead = body[line_start(body, at) : at]
    return lead.decode() if not lead.strip(b" \t") else ""


def comment_end(body: bytes, at: int) -> int:
    """Where a line ends that a value ends in, its comment with it, without the line break."""
    end = line_end(body, at)
    return at + len(body[at:end].rstrip(b"\r\n"))


def comments_below(body: bytes, end: int) -> int:
    """Where the comments end that stand directly below a line; `end` where they are those of the table that follows."""
    at = end
    while at < len(body) and body[at : line_end(body, at)].lstrip(b" \t").startswith(b"#"):
        at = line_end(body, at)
    return at if at == len(body) or blank(body, at, line_end(body, at)) else end


def cut_of_pair(body: bytes, start: int, end: int) -> tuple[int, int]:
    """What goes with a pair on lines of its own: the lines; where a comment follows it, the comment stays."""
    rest = body[end : line_end(body, end)]
    comment = rest.lstrip(b" \t")
    if comment.startswith(b"#"):
        return start, end + len(rest) - len(comment)
    return line_start(body, start), line_end(body, end)


def cut_of_block(body: bytes, start: int, end: int, following: int) -> tuple[int, int]:
    """What goes with a table: the lines from its header to its last pair, and blank lines that would be left over.

    `following` is where the next table begins. Comments above the table and below it stay.
    """
    start, end = line_start(body, start), line_end(body, end)
    rest = end
    while rest < following and blank(body, rest, line_end(body, rest)):
        rest = line_end(body, rest)
    above = line_start(body, start - 1) if start else 0
    if start == 0 or blank(body, above, start):
        end = rest
    if rest == len(body):
        end = rest
        while start and blank(body, line_start(body, start - 1), start):
            start = line_start(body, start - 1)
    return start, end
