"""What is claimed about speed, as commands.

`python -m benchmarks` runs all of them; `python -m benchmarks.training` and the like run one.
A benchmark is a module here with `run() -> list[Figure]`.
"""
