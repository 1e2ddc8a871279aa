/** What Streamlit calls: once for every change of the data or the theme. */

import { Figure } from "./figure.js";
import { Stage } from "./stage.js";

/** @type {WeakMap<Element, Stage | Figure>} */
const stages = new WeakMap();

/** The app's address, found from where this script was served, so that it works below any path. */
const BASE = new URL("../../../", import.meta.url).href;

export default function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".np-stage");
  const Kind = data.kind === "figure" ? Figure : Stage;
  if (!stages.has(root)) stages.set(root, new Kind(root, BASE));
  const stage = stages.get(root);
  stage.apply(data, (hand) => setStateValue("hand", hand));
  return () => {
    stage.close();
    stages.delete(root);
  };
}
