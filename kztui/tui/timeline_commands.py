"""The timeline's own commands: zoom, pan, steps from date to date, lanes, and the way to what has no date."""

from kztui.tui.commands import MOVE, SHOW, Command

TIMELINE_COMMANDS: tuple[Command, ...] = (
    Command("next_date", "right_curly_bracket", "next date", "Go to the next date", MOVE, "timeline"),
    Command("previous_date", "left_curly_bracket", "date before", "Go to the date before", MOVE, "timeline"),
    Command("later", "l,right", "later", "Pan the timeline to a later time", MOVE, "timeline"),
    Command("earlier", "h,left", "earlier", "Pan the timeline to an earlier time", MOVE, "timeline"),
    Command("undated", "u", "undated", "Go to the events without a date, and back to the dated ones", MOVE, "timeline"),
    Command("zoom_in", "plus,equals_sign", "zoom in", "Zoom in: years, quarters, months, days", SHOW, "timeline"),
    Command("zoom_out", "minus", "zoom out", "Zoom out: months, quarters, years, decades", SHOW, "timeline"),
    Command("fit", "0", "fit", "Show the time of most events; pressed again, of all", SHOW, "timeline"),
    Command("lanes", "a", "lanes", "Gather events by actor, or by kind again", SHOW, "timeline"),
)
