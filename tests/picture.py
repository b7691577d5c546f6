"""Draw the README's picture from the running program: python tests/picture.py"""

import asyncio
import html
import os
import re
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
PICTURE = REPOSITORY / ".github" / "kztui.svg"
SIZE = (118, 36)
# From paragraph 3 to a link in it: every pane follows that group.
KEYS = ("l",)
_FONT_FILES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


async def drawn() -> str:
    """The screen after `KEYS`, as SVG, without the fonts that it would fetch from elsewhere."""
    os.environ.update(KZTUI_STATE=os.devnull, KZTUI_CONFIG=os.devnull, TEXTUAL_ANIMATIONS="none")
    from kztui.files.folders import default  # noqa: PLC0415 - the screen reads the environment when it is imported
    from kztui.files.load import load  # noqa: PLC0415 - the same
    from kztui.session.state_file import StateFile  # noqa: PLC0415 - the same
    from kztui.tui.app import KztuiApp  # noqa: PLC0415 - the same
    from kztui.tui.options import Options  # noqa: PLC0415 - the same

    state_file, _ = StateFile.load({"KZTUI_STATE": os.devnull})
    state_file.change(lambda state: state.with_greeting())
    app = KztuiApp(load(default()), Options(at="p3", state_file=state_file))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*KEYS)
        await pilot.pause()
        picture = app.export_screenshot(title="kztui")
    return _FONT_FILES.sub("", picture).replace("Fira Code, monospace", "Fira Code, ui-monospace, Menlo, monospace")


def shown(picture: str) -> str:
    """The words of a picture, blanks as they are read."""
    return " ".join(html.unescape(" ".join(_TEXT.findall(picture))).replace("\xa0", " ").split())


if __name__ == "__main__":
    sys.path.insert(0, str(REPOSITORY))
    PICTURE.write_text(asyncio.run(drawn()), encoding="utf-8")
