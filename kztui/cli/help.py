"""`kztui help`: a page of the manual, or the list of pages."""

from typing import TYPE_CHECKING

from kztui.cli.columns import aligned
from kztui.cli.output import ExitCode, Output, StyledText
from kztui.manual.pages import TOPICS, read_page

if TYPE_CHECKING:
    from argparse import Namespace


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write the page of the topic; without one, a line for each page."""
    if options.topic is not None:
        page = read_page(options.topic)
        if options.json:
            out.json(page._asdict())
        else:
            out.markdown(page.text)
        return ExitCode.OK
    pages = [read_page(topic) for topic in TOPICS]
    if options.json:
        out.json([{"topic": page.topic, "title": page.title, "summary": page.summary} for page in pages])
        return ExitCode.OK
    for topic, summary in aligned([(page.topic, page.summary) for page in pages], out.width, flexible=1):
        out.line(StyledText(topic, "target"), summary)
    return ExitCode.OK
