"""Functions compiled by XLA, which may set Keras variables and leave them unchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playground.engine.backend import libraries


class CompiledFunction:
    """A function of tensors, compiled by XLA once for each length of the first of them.

    It calls the concrete function of its signature: `tf.function` itself inspects every argument
    in every call, which can take longer than training a small network.

    Args:
        traced: the Python function; called with symbolic tensors when it is compiled.
    """

    def __init__(self, traced: Callable[..., Any]) -> None:
        self._tf = libraries().tf
        self._function = self._tf.function(traced, jit_compile=True, autograph=False)
        self._by_length: dict[int, Any] = {}

    def __call__(self, *tensors: Any) -> Any:
        length = tensors[0].shape[0]
        if length not in self._by_length:
            specs = [self._tf.TensorSpec(tensor.shape, tensor.dtype) for tensor in tensors]
            self._by_length[length] = self._function.get_concrete_function(*specs)
        return self._by_length[length](*tensors)


@contextmanager
def restoring(variables: Sequence[Any]) -> Iterator[None]:
    """Restores variables at the end of a compiled function, so that XLA does not copy them out."""
    before = [variable.read_value() for variable in variables]
    yield
    for variable, value in zip(variables, before, strict=True):
        variable.assign(value)
