"""One step of gradient descent by Keras, with the weights in somebody's browser.

The browser takes the step at once, and Keras the same one: both come to the same place.
"""

from __future__ import annotations

import msgspec
import numpy as np

from playground import engine
from playground.core.fit.descent import require_rate, training_scaling
from playground.core.fit.recipe import Recipe
from playground.core.network.network import Dense, Network, neuron
from playground.stage.predict.points import EVAL_POINTS, EvalPointsStore
from playground.stage.protocol import StepAnswer, StepRequest


def step(body: bytes, store: EvalPointsStore = EVAL_POINTS) -> StepAnswer:
    """Has Keras' SGD update a neuron with one input, on standardised numbers as when it is trained.

    Args:
        body: a `StepRequest` as JSON.
        store: in which the token of the points is looked up.

    Raises:
        UnknownToken: if the token is not known.
        ValueError: if something does not fit, with what it is.
    """
    try:
        request = msgspec.json.decode(body, type=StepRequest)
    except msgspec.ValidationError as error:
        raise ValueError(f"the request is incomplete or malformed: {error}") from error
    require_rate(request.rate)
    points = store.get(request.eval_points)
    scaling = training_scaling(points.x, points.y, request.activation)
    drawn, rows = points.thinned, np.array(request.rows, np.int64)
    if not 0 < len(rows) <= len(drawn.y) or rows.max() >= len(drawn.y):
        raise ValueError(
            f"rows must be 1 to {len(drawn.y)} indices below {len(drawn.y)}; received "
            f"{len(rows)} up to {max(request.rows, default=0)}"
        )
    trainer = engine.Trainer(
        Network(1, (Dense(1, request.activation),)),
        drawn.x,
        drawn.y,
        Recipe(
            optimizer="sgd",
            learning_rate=request.rate,
            batch_size=len(rows),
            epochs=1,
        ),
        weights=neuron([request.w], request.b),
        scaling=scaling,
    )
    trainer.update(rows.astype(np.int32))
    kernel, bias = trainer.weights
    after = StepAnswer(float(kernel[0, 0]), float(bias[0]))
    if not np.isfinite([after.w, after.b]).all():
        raise ValueError("with this step the weights are too large for float32")
    return after
