"""The option that compiles the training of small networks for one thread."""

from __future__ import annotations

import os

from playground.engine.backend import SMALL_LOOP_BYTES, libraries, xla_flags

OPTION = f"--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold={SMALL_LOOP_BYTES}"


def test_it_is_set_before_tensorflow_is_there() -> None:
    libraries()
    assert OPTION in os.environ["XLA_FLAGS"]


def test_the_flags_of_whoever_started_python_stay() -> None:
    assert xla_flags("") == OPTION
    assert xla_flags("--xla_dump_to=/tmp") == f"--xla_dump_to=/tmp {OPTION}"
    own = "--xla_backend_extra_options=xla_cpu_max_isa=AVX2"
    assert xla_flags(own) == own
