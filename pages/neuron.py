"""One neuron: y = w·x + b is a line."""

from playground.ui.course import onward
from playground.ui.neuron import buttons, page
from playground.ui.shared import frame, keras_tasks

session = page.current("neuron")

frame.title("One neuron: y = w·x + b")
buttons.bar(session)
page.stage(session)
line = onward.foot(session, page.invitation(session.state), "neuron")
page.tabs(session)
keras_tasks.work(session, line)
