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
    """The points that Keras predicts at.

    Attributes:
        x: `(rows, inputs)`, in the data's units.
        y: `(rows,)`, in the target's unit.
        drawn: indices of the rows whose predictions are sent; None: of all.
        scaling: between the data's units and the network's numbers; None if it uses the
            data's units.
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
        """Rows `(rows, inputs)` in the data's units as the network sees them."""
        return rows if self.scaling is None else self.scaling.inputs(rows)

    def to_target(self, outputs: Array) -> Array:
        """The network's outputs, in the target's unit."""
        return outputs if self.scaling is None else self.scaling.raw_target(outputs)


class EvalPointsStore(TokenStore[EvalPoints]):
    """The points in use; the same points seen through the same scaling share a token."""

    def register(
        self,
        x: Array,
        y: Array,
        scaling: Scaling | None = None,
        *,
        drawn: RowIndices | None = None,
        data: str = "",
        owner: str = "",
    ) -> str:
        """Stores the points and returns their token, 32 hexadecimal digits.

        Args:
            x: `(rows, inputs)`, in the data's units.
            y: `(rows,)`, in the target's unit.
            scaling: between these units and the network's numbers; None if it uses these.
            drawn: indices of the rows whose predictions are sent; None: of all.
            data: name of the data set; points of own data are dropped together with it.
            owner: whose page shows them, as `TokenStore.put`.

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
        if few is not None:
            content.append(few.tobytes())
        points = EvalPoints(x, y, scaling, few)
        if not data.startswith(OWN_PREFIX):
            return self.put(points, content, x.nbytes + y.nbytes, owner)
        token = self.put_weakly(points, content)
        attach(data, token, points)  # dropped together with the data set
        return token


EVAL_POINTS = EvalPointsStore()
