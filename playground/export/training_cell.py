"""The lines of a notebook that train a network by its recipe, from new random weights."""

from __future__ import annotations

from playground.core.takeaway import Takeaway

_ABOUT = """\
## Training

The same layers with new random weights, trained as on the page: {recipe}. Keras puts the rows in
another order than the page does, so the weights are others and the loss is about the same.{more}"""
_FROZEN = """

On the page {count} weights are frozen. Here all of them are trained."""

_TRAINING = """\
keras.utils.set_random_seed({seed})
trained = keras.models.clone_model(model)
trained.compile(
    optimizer=keras.optimizers.{optimizer},
    loss="{loss}",
)
history = trained.fit(
    inner_x[~is_test],
    inner_y[~is_test],
    batch_size={batch},
    epochs={epochs},{weights}{validation}{stopping}
    verbose=0,
)
print("loss:", history.history["loss"][0], "to", history.history["loss"][-1])
print("for", row[0].tolist(), "it gives", predict(row, trained)[0].tolist())
"""
_WEIGHTS = "\n    class_weight={},"
_VALIDATION = "\n    validation_data=(inner_x[is_test], inner_y[is_test]),"
_STOPPING = """
    callbacks=[
        keras.callbacks.EarlyStopping(
            monitor="{monitor}", patience={patience}, restore_best_weights={restore}
        )
    ],"""
_NAMES = {"sgd": "SGD", "adam": "Adam", "rmsprop": "RMSprop"}


def about(takeaway: Takeaway) -> str:
    """What the cell does, in Markdown."""
    recipe = takeaway.recipe
    text = (
        f"{_NAMES[recipe.optimizer]} with learning rate {recipe.learning_rate:g}, batches of "
        f"{recipe.batch_size}, {recipe.epochs} epochs"
    )
    frozen = _FROZEN.format(count=takeaway.frozen) if takeaway.frozen else ""
    return _ABOUT.format(recipe=text, more=frozen)


def training(takeaway: Takeaway) -> str:
    """The cell."""
    recipe, has_test = takeaway.recipe, len(takeaway.test_rows) > 0
    momentum = f", momentum={recipe.momentum!r}" if recipe.momentum else ""
    arguments = f"learning_rate={recipe.learning_rate!r}"
    if recipe.optimizer == "sgd":
        arguments += momentum
    stopping = _STOPPING.format(
        monitor="val_loss" if has_test else "loss",
        patience=takeaway.patience,
        restore=takeaway.restore_best,
    )
    return _TRAINING.format(
        seed=recipe.seed,
        optimizer=f"{_NAMES[recipe.optimizer]}({arguments})",
        loss=takeaway.loss,
        batch=recipe.batch_size,
        epochs=recipe.epochs,
        weights=_WEIGHTS.format(dict(enumerate(recipe.class_weight)))
        if recipe.class_weight and takeaway.sample.classes
        else "",
        validation=_VALIDATION if has_test else "",
        stopping=stopping if takeaway.patience else "",
    )
