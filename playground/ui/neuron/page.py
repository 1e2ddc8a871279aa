"""The page One neuron: its columns, stage, explanation and code."""

from __future__ import annotations

from functools import partial

from playground.stage.component import mount
from playground.stage.payloads.class_neuron import class_neuron_payload, class_neuron_view
from playground.stage.payloads.neuron import NeuronView, neuron_payload, neuron_view
from playground.stage.protocol import ClassNeuronPayload, NeuronPayload
from playground.state.neuron import NeuronState
from playground.ui.neuron.session import NeuronSession
from playground.ui.shared import commits, sessions, widgets
from playground.ui.shared.column_picker import ColumnPicker
from playground.ui.shared.page_session import PageSession

_OF_NUMBERS = (
    "Drag **w** and **b**, or drag the line itself: its end turns it, its middle lifts it."
)
_OF_CURVE = (
    "Drag **w** and **b**, or the curve: its square moves it, its circle makes it steep. "
    "The diamond is the threshold."
)

COLUMNS = ColumnPicker(
    "neuron",
    NeuronState,
    (1, 1),
    with_data=lambda _, data: NeuronState.default(data),
    with_inputs=lambda state, inputs: NeuronState.default(state.data, inputs, state.target),
    with_target=lambda state, target: NeuronState.default(state.data, state.inputs, target),
    classes=True,
)


def current(page: str) -> NeuronSession:
    """The session of the pages `neuron` and `start`, which they share."""
    session = sessions.current("neuron", NeuronState, page, NeuronSession)
    assert isinstance(session, NeuronSession)
    return session


def invitation(state: NeuronState) -> str:
    """What there is to do."""
    return _OF_CURVE if state.classes else _OF_NUMBERS


def view_of(state: NeuronState) -> NeuronView:
    """The figures of its columns."""
    return neuron_view(state.data, state.inputs[0], state.target)


@commits.stage
def stage(session: NeuronSession, *, landscape: bool = True) -> None:
    """Mounts the stage.

    Args:
        session: of this page.
        landscape: whether the loss landscape is shown beside the chart.
    """
    pushed = session.pushed
    session.stage_key = "stage" if landscape else "small_stage"
    payload = (
        _class_payload(session, small=not landscape)
        if pushed.classes
        else _number_payload(session, landscape=landscape)
    )
    mount(payload, key=session.stage_key, on_message=partial(commits.receive, NeuronState))


def _class_payload(session: NeuronSession, *, small: bool) -> ClassNeuronPayload:
    pushed = session.pushed
    view = class_neuron_view(pushed.data, pushed.inputs[0], pushed.target)
    return class_neuron_payload(view, pushed, session.sync, session.path, small=small)


def _number_payload(session: NeuronSession, *, landscape: bool) -> NeuronPayload:
    pushed = session.pushed
    if pushed.challenge:
        note = "The loss landscape and the best fit stay hidden until you reveal them."
    else:
        note = "" if landscape else "On the page One neuron you see these errors as a landscape."
    return neuron_payload(
        view_of(pushed),
        pushed,
        session.sync,
        session.path,
        ghosts=session.ghosts(),
        landscape_note=note,
    )


TUTORIAL = (
    "https://rhnyewale.medium.com/introduction-to-deep-learning-using-keras-and-tensorflow-part1-"
    "e3c6d342ada8"
)
_EXPLANATION = """
A **neuron** multiplies its input by a **weight** w, adds a **bias** b, and that is its answer.
Drawn over all inputs, the answers are a straight line: w is its slope, b where it meets the left
axis at x = 0. **ReLU** keeps the line where it is above zero and answers 0 elsewhere.

Learning means to find the w and b with the smallest error. The **MSE** is the mean of the squared
misses: square every miss in the picture, and take the average. Over all w and b it is a
**landscape**; training walks downhill in it.

The example w = 2.5, b = 90 is that of the tutorial
[Introduction to Deep Learning Using Keras and TensorFlow, part 1]({tutorial}).
"""


_OF_CLASSES = """
A neuron that answers yes or no multiplies its input by a **weight** w and adds a **bias** b, too.
**Sigmoid** turns this sum into a probability between 0 and 1: of 0 it makes one half, of a large
sum nearly 1, of a very negative one nearly 0. Drawn over all inputs, the probabilities are an
**S-curve**. w makes it steep, b moves it sideways. From the **threshold** on, the answer is yes.

The share of right answers jumps, because every answer is either right or wrong. Training needs
something that changes with every small step: the **loss**, here cross-entropy. It is small where
the neuron gives the true class a large probability, and very large where it is sure and wrong.
"""


def tabs(session: PageSession[NeuronState]) -> None:
    """What is on screen in words, its Keras code and its weights."""
    shown = session.state
    text = _OF_CLASSES if shown.classes else _EXPLANATION.format(tutorial=TUTORIAL)
    widgets.tabs(
        "neuron tabs",
        {
            "In words": lambda: widgets.words(text),
            **widgets.code_tabs(shown, (shown.probe,), shown.inputs, shown.target),
            **widgets.weights_tab(shown),
        },
    )
