"""The points that a page shows, and the scaling through which its network sees them."""

from __future__ import annotations

from dataclasses import dataclass

from playground.core.data.dataset_cache import attach
from playground.core.data.datasets import OWN_PREFIX, RowIndices
from playground.core.network.activations import Array
from playground.core.network.scaling import Scaling
from playground.stage.predict.token_store import TokenStore


@dataclass(frozen=True, eq=False)
class EvalPoints:
    """The points a question is about.

    Attributes:
        x: `(rows, inputs)`, in raw units.
        y: `(rows,)`, in the target's unit.
        drawn: places of the rows whose predictions are told; None: of all.
        scaling: between raw units and the numbers the network lives on; None if it lives on
            raw units.
    """

    x: Array
    y: Array
    scaling: Scaling | None = None
    drawn: RowIndices | None = None

    @property
    def thinned(self) -> EvalPoints:
        """The drawn rows alone."""
        if self.drawn is None:
            return self
        return EvalPoints(self.x[self.drawn], self.y[self.drawn], self.scaling)

    def to_network(self, rows: Array) -> Array:
        """Raw rows `(rows, inputs)` as the network sees them."""
        return rows if self.scaling is None else self.scaling.inputs(rows)

    def to_target(self, outputs: Array) -> Array:
        """What the network says, in the target's unit."""
        return outputs if self.scaling is None else self.scaling.raw_target(outputs)


class EvalPointsStore(TokenStore[EvalPoints]):
    """The scenes in use; the same points seen through the same scaling share a token.

    Args:
        limit: how many are kept.
    """

    def __init__(self, limit: int = 256) -> None:
        super().__init__(limit)

    def register(
        self,
        x: Array,
        y: Array,
        scaling: Scaling | None = None,
        *,
        drawn: RowIndices | None = None,
        data: str = "",
    ) -> str:
        """Remembers the points and returns their token, 32 hexadecimal digits.

        Args:
            drawn: places of the rows whose predictions are told; None: of all.
            data: name of the data set; somebody's own is remembered only while it is held.

        Raises:
            ValueError: if the scaling is of another number of inputs.
        """
        content = [repr((x.shape, y.shape, scaling is None)).encode(), x.tobytes(), y.tobytes()]
        if scaling is not None:
            if scaling.x_mean.shape != x.shape[1:]:
                raise ValueError(
                    f"the scaling must be of {x.shape[1]} inputs; received one of "
                    f"{len(scaling.x_mean)}"
                )
            content += [scaling.x_mean.tobytes(), scaling.x_scale.tobytes()]
            content += [repr((float(scaling.y_mean), float(scaling.y_scale))).encode()]
        few = drawn if drawn is not None and len(drawn) < len(y) else None
        if data.startswith(OWN_PREFIX):
            return self.follow(EvalPoints(x, y, scaling, few), content, data)
        return self.put(EvalPoints(x, y, scaling, few), content)

    def follow(self, scene: EvalPoints, content: list[bytes], data: str) -> str:
        """As `remember`, but the scene is held by the data set and forgotten with it."""
        token = self.token(content)
        attach(data, token, scene)
        self.put_weakly(token, scene)
        return token


EVAL_POINTS = EvalPointsStore()
