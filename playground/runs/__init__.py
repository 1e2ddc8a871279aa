"""Training runs of all visitors: fair scheduling on shared workers, histories and event streams.

A `Job` (job) is what is trained, a `Run` (run) trains it, `RoundRobin` (scheduler) gives all runs
time slices, `Runs` (registry) has them by unguessable id, and `routes` streams them to browsers.
"""
