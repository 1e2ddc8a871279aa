/** What Streamlit calls: once for every change of the data or the theme. */

import { Stage } from "./stage.js";

/** @type {WeakMap<Element, Stage>} */
const stages = new WeakMap();

/** The app's address, found from where this script was served, so that it works below any path. */
const BASE = new URL("../../../", import.meta.url).href;

export default function mount({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".np-stage");
  if (!stages.has(root)) stages.set(root, new Stage(root, BASE));
  const stage = stages.get(root);
  stage.apply(data, (hand) => setStateValue("hand", hand));
  return () => {
    stage.close();
    stages.delete(root);
  };
}
