"""Training: watch a network learn; play, pause, step, and look back."""

from playground.ui.course import onward
from playground.ui.shared import frame
from playground.ui.training import page

session = page.current()

frame.title("Training: watch it learn")
page.bar(session)
page.stage(session)
onward.foot(session, page.INVITATION, "training")
page.tabs(session)
