"""Training runs of all learners: fair turns on shared workers, histories, and streams of both.

`job` says what is trained, `training` is one learner's run of it, `pool` gives turns to all of
them, `registry` keeps them by unguessable id, and `routes` tells browsers how they go.
"""
