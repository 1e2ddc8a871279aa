"""The stage of a training: the network's own stage, and the run it follows."""

from __future__ import annotations

from typing import Any

from playground.core.tensors import Tensors, packed
from playground.stage.layers import Json, layers_data, view_of
from playground.training_state import Practice


def training_data(given: Practice, start: Tensors, version: str, run: str, asked: int) -> Json:
    """The component's data: it changes only when Python changes something.

    Args:
        given: what Python last set, the network as far as it is trained.
        start: the weights before training.
        version: another one tells the stage to take `given` over.
        run: id of the training in view, or "".
        asked: another number tells the stage to listen to it anew.
    """
    told: dict[str, Any] = layers_data(view_of(given.stack), given.stack, version, None)
    return {
        **told,
        "kind": "training",
        "run": run or None,
        "asked": asked,
        "epochs": given.recipe.epochs,
        "start": packed(start.flat()),
        "loss": given.recipe.loss.upper() if given.recipe.loss != "huber" else "Huber",
    }
