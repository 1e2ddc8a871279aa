"""A scaling, as the stage takes it."""

from __future__ import annotations

from playground.core.network.scaling import Scaling
from playground.stage.protocol import ScalingInfo


def scaling_info(scaling: Scaling) -> ScalingInfo:
    """A scaling as the stage takes it."""
    return ScalingInfo(
        x_mean=scaling.x_mean.tolist(),
        x_scale=scaling.x_scale.tolist(),
        y_mean=scaling.y_mean,
        y_scale=scaling.y_scale,
    )
