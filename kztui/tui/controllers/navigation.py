"""Moving about the room: between panes, back and forward, narrowing, zooming, and out of one layer at a time."""

from kztui.tui.controllers.base import PANES, BaseScreen


class NavigationMixin(BaseScreen):
    """The commands that change where one is and what is listed."""

    def action_pane_1(self) -> None:
        self.to_pane("sections")

    def action_pane_2(self) -> None:
        self.to_pane("events")

    def action_pane_3(self) -> None:
        self.to_pane("actors")

    def action_pane_4(self) -> None:
        self.to_pane("others")

    def action_pane_5(self) -> None:
        self.to_pane("reader")

    def action_pane_6(self) -> None:
        self.to_pane("links")

    def action_next_pane(self) -> None:
        self._turn(1)

    def action_previous_pane(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        names = [*PANES, *(["timeline"] if self.layout_state.timeline else [])]
        here = self.pane.id or "reader"
        self.to_pane(names[(names.index(here) + step) % len(names)])

    def action_back(self) -> None:
        place = self.history.back(self.place())
        if place is None:
            self.say("This is where you came in")
        else:
            self.restore(place)

    def action_forward(self) -> None:
        place = self.history.forward(self.place())
        if place is None:
            self.say("Nothing further on: forward undoes back")
        else:
            self.restore(place)

    def action_narrow(self) -> None:
        if self.selected and self.selected not in self.narrowings:
            self.narrowings = (*self.narrowings, self.selected)
        self.publish()
        left = len(self.narrowed() or ())
        self.say(f"{left} items linked to {' and to '.join(map(self.called, self.narrowings))}; F lists all again")

    def action_widen(self) -> None:
        self.narrowings = ()
        self.publish()

    def action_zoom(self) -> None:
        self.arrange_panes(zoomed=not self.layout_state.zoomed)

    def action_redraw(self) -> None:
        self.app.refresh(layout=True)
        self.refresh(layout=True)

    def action_leave(self) -> None:
        """One layer out; at the outermost nothing happens, least of all quitting."""
        if self.layout_state.peek:
            self.arrange_panes(peek="")
        elif self.layout_state.zoomed:
            self.action_zoom()
        elif self.reader.link >= 0:
            self.reader.move(0)
        elif self.highlighter:
            self.highlighter = None
            self.publish()
        elif self.layout_state.timeline:
            self.run_command("timeline")
        elif self.narrowings:
            self.action_widen()
