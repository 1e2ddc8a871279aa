/** What Streamlit calls: once for every change of the data or the theme. */

import { Figure } from "./charts/figure.js";
import { Stage } from "./stage.js";

/** @type {WeakMap<Element, Stage | Figure | Later>} */
const stages = new WeakMap();

/** The app's address, found from where this script was served, so that it works below any path. */
const BASE = new URL("../../../", import.meta.url).href;

/** A board without a network: its script is fetched where it is shown. */
class Later {
  constructor(root) {
    this.board = import("./views/pointsBoard.js").then(({ default: Board }) => new Board(root));
  }

  async apply(data, send) {
    const board = await this.board;
    await board.ready;
    if (!this.closed) board.apply(data, send);
  }

  async close() {
    this.closed = true;
    (await this.board).close();
  }
}

/** Data come as the bytes of JSON. */
const read = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

export default function mount({ data: bytes, parentElement, setStateValue }) {
  const data = read(bytes);
  const root = parentElement.querySelector(".np-stage");
  const kinds = { figure: Figure, points: Later };
  if (!stages.has(root)) stages.set(root, new (kinds[data.kind] ?? Stage)(root, BASE));
  const stage = stages.get(root);
  stage.apply(data, (hand) => setStateValue("hand", hand));
  return () => {
    stage.close();
    stages.delete(root);
  };
}
