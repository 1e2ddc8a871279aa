"""Planes: one weight per input; two inputs make a plane, three a hyperplane seen in slices."""

from playground.ui.course import onward
from playground.ui.plane import page
from playground.ui.shared import frame, keras_tasks

session = page.current()

frame.title("Planes: y = w0·x0 + w1·x1 + … + b")
page.bar(session)
page.stage(session)
line = onward.foot(session, page.invitation(session.state), "plane")
page.tabs(session)
keras_tasks.work(session, line)
