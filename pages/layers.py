"""Layers: stack dense layers, look inside, and see what an activation between them does."""

from playground.ui.course import onward
from playground.ui.layers import page
from playground.ui.shared import frame, keras_tasks

session = page.current()

frame.title("Layers: stack neurons, and let them bend")
page.bar(session)
page.stage(session)
line = onward.foot(session, page.invitation(session), "layers")
page.tabs(session)
keras_tasks.work(session, line)
