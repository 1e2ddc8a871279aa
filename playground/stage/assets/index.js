/** What Streamlit calls: once for every change of the data or the theme. */

import { BASE } from "./net/base.js";
import { Outbox } from "./net/leaving.js";
import { CHANGED } from "./present.js";
import { Stage } from "./stage.js";

/**
 * @typedef {import("./protocol.d.ts").Payload} Payload
 * @typedef {{apply(payload: any, send: (message: any) => void): void, close(): void}} Mounted
 *
 * @typedef {object} ComponentArgs what Streamlit gives to a component
 * @property {Uint8Array} data
 * @property {HTMLElement} parentElement
 * @property {(name: string, value: unknown) => void} setStateValue
 */

/** What was mounted, and how it is shown again when all type has another size, or colours are forced. */
class Mount {
  /** @type {() => void} */
  again = () => {};
  redraw = () => this.again();
  outbox;
  forced = matchMedia("(forced-colors: active)");

  /** @param {Mounted} stage */
  constructor(stage) {
    this.stage = stage;
    this.outbox = new Outbox(stage instanceof Stage);
    addEventListener(CHANGED, this.redraw);
    this.forced.addEventListener("change", this.redraw);
  }

  close() {
    removeEventListener(CHANGED, this.redraw);
    this.forced.removeEventListener("change", this.redraw);
    this.outbox.close();
    this.stage.close();
  }
}

/** @type {WeakMap<Element, Mount>} */
const mounts = new WeakMap();

/** A view's scripts are fetched by the page that shows it. */
const VIEWS = {
  neuron: () => import("./views/neuronView.js"),
  class_neuron: () => import("./views/classNeuronView.js"),
  plane: () => import("./views/planeView.js"),
  class_plane: () => import("./views/classPlaneView.js"),
  layers: () => import("./views/layersView.js"),
  training: () => import("./views/trainingView.js"),
  concrete: () => import("./views/concreteView.js"),
};

/** What has no network: its script is fetched where it is shown. @implements {Mounted} */
class Lazy {
  #closed = false;

  /** @param {Promise<{default: new (root: HTMLElement, base: string) => any}>} module @param {HTMLElement} root */
  constructor(module, root) {
    this.shown = module.then(({ default: Shown }) => new Shown(root, BASE));
  }

  /** @param {any} payload @param {(message: any) => void} send */
  async apply(payload, send) {
    const shown = await this.shown;
    await shown.ready;
    if (!this.#closed) shown.apply(payload, send);
  }

  async close() {
    this.#closed = true;
    (await this.shown).close();
  }
}

/** Is in the document only while the popover around it is open. @implements {Mounted} */
class Opening {
  /** @param {HTMLElement} root */
  constructor(root) {
    root.classList.add("np-bare");
    root.setAttribute("aria-label", "Loading");
    root.textContent = "…";
  }

  /** @param {unknown} _payload @param {(message: {opened: number}) => void} send */
  apply(_payload, send) {
    send({ opened: Date.now() });
  }

  close() {}
}

/** @param {Payload["kind"]} kind @param {HTMLElement} root @returns {Mounted} */
function mounted(kind, root) {
  if (kind === "figure") return new Lazy(import("./charts/figure.js"), root);
  if (kind === "points") return new Lazy(import("./views/pointsBoard.js"), root);
  if (kind === "lesson") return new Lazy(import("./course/lessonCard.js"), root);
  if (kind === "course") return new Lazy(import("./course/courseMap.js"), root);
  if (kind === "onward") return new Lazy(import("./course/onward.js"), root);
  if (kind === "away") return new Lazy(import("./away/pictures.js"), root);
  if (kind === "opening") return new Opening(root);
  if (kind === "share") return new Lazy(import("./panels/shareCard.js"), root);
  return new Stage(root, BASE, VIEWS);
}

/** @param {ComponentArgs} args */
export default function mount({ data, parentElement, setStateValue }) {
  /** @type {Payload} */
  const payload = JSON.parse(new TextDecoder().decode(data)); // it comes as the bytes of JSON
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".np-stage"));
  const mount = mounts.get(root) ?? new Mount(mounted(payload.kind, root));
  mounts.set(root, mount);
  mount.outbox.answered();
  const send = (/** @type {unknown} */ message) =>
    mount.outbox.send(() => setStateValue("message", message));
  mount.again = () => mount.stage.apply(payload, send);
  mount.again();
  return () => {
    mount.close();
    mounts.delete(root);
  };
}
