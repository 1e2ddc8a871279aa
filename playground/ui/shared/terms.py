"""What the terms on Streamlit's own controls mean, in the words of the stage's cards.

The stage explains its terms with the numbers on screen (`stage/assets/model/explainTexts.js`);
these are the tooltips of the boxes beside it.
"""

from __future__ import annotations

from typing import Final

EXPLANATIONS: Final = {
    "optimizer": "How a gradient becomes a step. SGD: gradient × learning rate. Adam and RMSprop "
    "give every weight a step size of its own.",
    "learning_rate": "How long a step is: gradient × learning rate. Too small, and training "
    "crawls; too large, and every step jumps over the bottom, farther each time. You may change "
    "it while it trains.",
    "batch_size": "The rows that one step looks at together. Small batches make many noisy steps, "
    "large ones few and smooth.",
    "epochs": "In one epoch the network sees every training row once.",
    "loss": "What training makes small. MSE squares every miss, so large ones count most; MAE and "
    "Huber count single large misses less.",
    "class_weight": "How much a mistake about a row of each class counts in the loss: all rows "
    "alike; rare classes more, so that all classes count alike; or what you said that a false "
    "alarm and a miss cost.",
    "momentum": "How much of the last step is added to the next one, like a ball that rolls on.",
    "l1": "A penalty on the size of every weight: weights that hardly help go to 0.",
    "l2": "A penalty on the square of every weight: large ones shrink, and the function gets "
    "smoother.",
    "patience": "Training stops when the loss on the test rows has not fallen for so many epochs.",
    "restore": "After an early stop, the weights with the lowest test loss come back.",
    "order": "Another seed: rows are split and drawn in another order.",
    "test_share": "Rows put aside: training never sees them. Their mean miss is what to expect on "
    "new rows.",
    "split": "One mix was tested at several ages. By mix, all its rows are on one side: the test "
    "is about mixes the network has never seen.",
    "initializer": "How the first weights are drawn, before training moves them. Every bias "
    "begins at 0.",
    "seed": "The number that random draws begin from: the same seed draws the same weights again.",
    "standardise": "On: the network sees how far a value is from the mean, in standard "
    "deviations, so all inputs pull alike. Off: it sees the number as it is.",
    "inputs": "The columns that the network sees. A neuron has a weight for each of them. A "
    "category, such as a maker, becomes a column of 0 and 1 for each of its values.",
    "target": "The column that is predicted. A miss is its actual value minus the predicted one.",
    "output": "What the last neuron does with its sum. Linear gives it as it is. Unless it is "
    "linear, the target's 0 stays where it is when numbers are standardised.",
    "kernel": "The kernel has all weights of a layer, inputs × neurons; the bias has one number "
    "for every neuron.",
    "correlation": "r says how well a straight line fits two columns: 1 rising, −1 falling, 0 no "
    "line at all. It says nothing about the cause.",
}
"""By field or control; each a line or two."""
