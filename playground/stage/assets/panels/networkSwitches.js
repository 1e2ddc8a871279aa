/** The switches over the picture of a network. */

/**
 * @typedef {import("../widgets/controls.js").ToggleSpec} ToggleSpec
 * @typedef {import("../model/layersModel.js").NetworkPayload} NetworkPayload
 */

/**
 * By the names of the values.
 *
 * @param {Pick<NetworkPayload, "axes" | "classes">} payload
 * @returns {Record<string, ToggleSpec>}
 */
export function networkSwitches({ axes, classes }) {
  const misses = classes.length
    ? "points that are answered wrongly"
    : "how far each point is from the prediction";
  const hasSpace = axes.length === 2 && classes.length <= 2;
  return {
    hinges: {
      name: "Show folds",
      about: "where the neurons of the first ReLU layer bend",
      term: "fold",
    },
    residuals: { name: "Misses", about: misses, term: classes.length ? undefined : "miss" },
    ...(hasSpace && { top: { name: "From above", about: "the same as a heat map" } }),
  };
}
