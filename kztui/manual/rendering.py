"""A page of the manual as rich draws it, on the terminal of `kztui help` and in the screen's dialog."""

from rich.markdown import Markdown


def rendered(text: str) -> Markdown:
    """Markdown in plain colours of the terminal's own; links keep their address in sight."""
    # rich centres a heading of the first level.
    return Markdown(f"#{text}", code_theme="ansi_dark", hyperlinks=False)
