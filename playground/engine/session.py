"""Functions of arrays as TensorFlow graphs, each in a session of its own whose memory goes with it.

A device keeps every program that XLA compiles for it, and every kernel. Those of eager TensorFlow
live as long as the process, so there a network that was asked about once is paid for until the
server is started anew. A session has devices of its own, and all of that is freed once nobody
refers to it. Its calls are shorter, too: they check no arguments, and run in the thread that calls.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, TypeAlias
from weakref import WeakSet

import numpy as np
from numpy.typing import NDArray

from playground.engine.backend import libraries

Spec: TypeAlias = tuple[tuple[int | None, ...], type]
"""The shape of an argument, None where any length will do, and its NumPy type."""
GraphFunction: TypeAlias = Callable[..., list[NDArray[Any]]]
"""A call takes and returns arrays. It holds the session."""

_SESSIONS: WeakSet[Any] = WeakSet()


@atexit.register
def _close_all() -> None:
    """Before TensorFlow's own modules are gone, which closing needs."""
    for session in [*_SESSIONS]:
        session.close()


def graph_function(build: Callable[..., Sequence[Any]], specs: Sequence[Spec]) -> GraphFunction:
    """Builds a graph; thread-safe unless it sets variables.

    Args:
        build: makes the outputs from symbolic tensors; called once, now.
        specs: of its arguments.
    """
    tf = libraries().tf
    graph = tf.Graph()
    with graph.as_default():
        inputs = [tf.compat.v1.placeholder(dtype, shape) for shape, dtype in specs]
        outputs = build(*inputs)
        initializers = [v.initializer for v in tf.compat.v1.global_variables()]
    _forget_gradients(graph.as_graph_def())
    session = tf.compat.v1.Session(graph=graph, config=_config())
    _SESSIONS.add(session)
    session.run(initializers)
    options = tf.compat.v1.RunOptions(inter_op_thread_pool=_CALLERS_THREAD)
    return _callable(session, inputs, outputs, options)


def compiled_function(traced: Callable[..., Sequence[Any]], specs: Sequence[Spec]) -> GraphFunction:
    """Compiles a function by XLA; one call at a time, if it sets variables.

    Args:
        traced: called once, now, with symbolic tensors. The variables that it uses are its own
            from then on, and 0 at first.
        specs: of its arguments; their shapes must be known.
    """
    tf = libraries().tf
    tensor_specs = [tf.TensorSpec(shape, dtype) for shape, dtype in specs]
    function = tf.function(traced, jit_compile=True, autograph=False)
    concrete = function.get_concrete_function(*tensor_specs)

    def build(*inputs: Any) -> Sequence[Any]:
        by_handle = {id(variable.handle): variable for variable in concrete.variables}
        captured = [by_handle[id(handle)] for handle in concrete.captured_inputs]
        own = [tf.Variable(np.zeros(v.shape, v.dtype.as_numpy_dtype)) for v in captured]
        concrete.set_external_captures([variable.handle for variable in own])
        outputs: Sequence[Any] = concrete(*inputs)
        return outputs

    return graph_function(build, specs)


def _forget_gradients(graph_def: Any) -> None:
    """Removes the gradient functions of a graph, which is differentiated no more.

    TensorFlow registers one for each operation with a gradient of its own, as Keras' silu has, and
    never forgets it; the function holds the whole graph in which the operation stands.
    """
    from tensorflow.python.framework.ops import gradient_registry

    functions = (function.node_def for function in graph_def.library.function)
    for node in chain(graph_def.node, *functions):
        if "_gradient_op_type" in node.attr:
            gradient_registry._registry.pop(node.attr["_gradient_op_type"].s.decode(), None)


_CALLERS_THREAD = -1
"""As `inter_op_thread_pool`: operations are started in the thread that calls, not in a pool."""


def _config() -> Any:
    """Leaves the graph as Keras built it: rewriting takes as long as compiling, and rounds."""
    config = libraries().tf.compat.v1.ConfigProto()
    config.graph_options.rewrite_options.disable_meta_optimizer = True
    config.graph_options.optimizer_options.opt_level = -1
    return config


def _callable(
    session: Any, inputs: Sequence[Any], outputs: Sequence[Any], run: Any
) -> GraphFunction:
    """The session's quick call; `Session.run` would inspect names and arguments in every call.

    TensorFlow makes it public for graphs without arguments only (`make_callable`).
    """
    from tensorflow.core.protobuf.config_pb2 import CallableOptions

    names = {"feed": [t.name for t in inputs], "fetch": [t.name for t in outputs]}
    call: GraphFunction = session._make_callable_from_options(
        CallableOptions(**names, run_options=run)
    )
    return call
