/** Snapshots and answers of a run, for tests. */

/**
 * @typedef {import("../../playground/stage/assets/model/run.d.ts").RunSnapshot} RunSnapshot
 * @typedef {import("../../playground/stage/assets/model/frame.d.ts").Answer} Answer
 *
 * @typedef {object} Short
 * @property {number} epoch
 * @property {number[]} [losses]
 * @property {number[]} [weights]
 * @property {boolean} [batch]
 * @property {number} [attempt]
 * @property {RunSnapshot["state"]} [state]
 */

/** @param {Short} short @param {{after?: number}} [more] @returns {RunSnapshot} */
export function snapshotOf({ epoch, losses = [], weights = [], ...short }, { after = 0 } = {}) {
  return {
    attempt: short.attempt ?? 0,
    state: short.state ?? "running",
    queue_position: 0,
    epoch,
    epochs: 10,
    weights_epoch: epoch,
    learning_rate: 0.1,
    reason: "",
    cause: null,
    losses: { after, train: losses, test: losses.map(() => null) },
    weights: Float32Array.from(weights),
    runaway: null,
    batch: short.batch ? { number: 1, of: 2, rows: [0], loss: 1, ...NO_UPDATE } : null,
  };
}

/** A loss that ran away in epoch 22, with two updates an epoch, after 20 good ones. */
export const runawayPath = () => ({
  epochs: [20, 20.5, 21, 21.5],
  losses: [1, 25, 1e6, 1e14],
  batches: 2,
  weights: [[1, 2], [-4, -8], [1e3, 5], [-1e7, 9]].map((weights) => Float32Array.from(weights)),
});

const NO_UPDATE = { gradient: new Float32Array(), update: new Float32Array() };

/**
 * An answer about a network in training.
 *
 * @param {number} epoch of the network
 * @param {number[]} at
 * @param {number | null} [requested] the epoch that was asked for; null: the newest
 * @returns {Answer}
 */
export function answerOf(epoch, at, requested = null) {
  const source = /** @type {const} */ ({ kind: "training", model: "m", epoch: requested });
  return {
    predictions: [],
    at: [],
    grid: [],
    metrics: { mse: 0, mae: 0, r2: null },
    epoch,
    preview: { request: { eval_points: "e", at, source }, predictions: null },
  };
}
