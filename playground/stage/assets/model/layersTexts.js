/** What is said about a network in words: its layers, and its neurons that sleep. No DOM. */

/** "sugars, fiber → 8 ReLU → calories · 33 parameters". */
export function summaryOf({ columns, activations, parameters }, network) {
  const label = (
    name,
  ) => (name === "linear" ? name : activations.find((one) => one.name === name).label);
  const hidden = network.layers.slice(0, -1).map(({ units, activation }) =>
    ` → ${units} ${label(activation)}`
  );
  const inputs = columns.inputs.map(({ name }) => name).join(", ");
  const count = parameters.toLocaleString("en-US");
  return `${inputs}${hidden.join("")} → ${columns.target.name} · ${count} parameters`;
}

/**
 * Sentences about neurons that learn nothing from any row.
 *
 * @param {number[][] | null} asleep of each layer, the output last: 0 awake, 1 dead, 2 saturated
 * @param {number} rows of the data
 */
export function sleeping(asleep, rows) {
  const found = { 1: [], 2: [] };
  asleep?.slice(0, -1).forEach((states, layer) =>
    states.forEach((state, unit) => {
      if (state) found[state].push(`${unit + 1} of layer ${layer + 1}`);
    })
  );
  const parts = [];
  if (found[1].length) {
    parts.push(
      `${named(found[1])} dead: on all ${rows} rows the sum is below 0, ReLU ` +
        "answers 0, and its gradient is 0 too.",
    );
  }
  if (found[2].length) {
    parts.push(
      `${named(found[2])} saturated: on the flat part of the curve for every ` +
        "row, so that training hardly moves it.",
    );
  }
  return parts.join(" ");
}

/** "Neuron 2 of layer 1 is", or of several the first six. */
function named(list) {
  const more = list.length > 6 ? ` and ${list.length - 6} more` : "";
  return list.length === 1
    ? `Neuron ${list[0]} is`
    : `Neurons ${list.slice(0, 6).join(", ")}${more} are`;
}
