"""Keras models as scratch: functions that XLA compiles, and variables left as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from playground.engine.backend import libraries


class CompiledFunction:
    """A function of tensors, compiled by XLA once for each length of the first of them.

    It is called by its signature: `tf.function` itself looks at every argument anew in every
    call, which takes longer than many a small network trains for.

    Args:
        traced: is called with tensors when it is compiled.
    """

    def __init__(self, traced: Callable[..., Any]) -> None:
        self._tf = libraries().tf
        self._function = self._tf.function(traced, jit_compile=True, autograph=False)
        self._by_length: dict[int, Any] = {}

    def __call__(self, *given: Any) -> Any:
        length = given[0].shape[0]
        if length not in self._by_length:
            specs = [self._tf.TensorSpec(tensor.shape, tensor.dtype) for tensor in given]
            self._by_length[length] = self._function.get_concrete_function(*specs)
        return self._by_length[length](*given)


@contextmanager
def restoring(variables: Sequence[Any]) -> Iterator[None]:
    """Inside a compiled function: afterwards they hold what they held, so XLA copies none out."""
    before = [variable.read_value() for variable in variables]
    yield
    for variable, value in zip(variables, before, strict=True):
        variable.assign(value)
