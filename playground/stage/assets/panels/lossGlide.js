/**
 * "The loss glides, the accuracy jumps": both over all values of b, or of w, with a dot where the
 * neuron is.
 */

import { percent } from "../model/classes.js";
import { at, stepsFor, sweep } from "../model/sweep.js";
import { html, setAttributes, setText, svg } from "../widgets/dom.js";
import { draggable, isFinger } from "../widgets/drag.js";
import { explained, term } from "../widgets/explain.js";
import { threeDigits } from "../widgets/format.js";
import { Segments } from "./segments.js";

const [WIDTH, HEIGHT] = [320, 110];
/** The loss goes up to three times that of always one half. */
const HIGHEST = 3 * Math.LN2;

/** @typedef {"w" | "b"} Along */

export class LossGlide {
  /** @type {Along} */
  along = "b";
  loss = chart("loss", "crossEntropy", "Loss", "glides");
  share = chart("right", "accuracy", "Right answers", "jump", true);
  /** What was computed last. @type {{key: string, losses: number[], shares: number[]} | null} */
  last = null;
  axis = html("p", { class: "np-note np-glide-axis", translate: "no" });

  /**
   * @param {import("../protocol.d.ts").ClassNeuronPayload} payload
   * @param {import("../view.d.ts").Callbacks} callbacks
   */
  constructor(payload, callbacks) {
    this.payload = payload;
    this.segments = new Segments("What is changed", "along", { b: "b", w: "w" }, (along) => {
      this.along = along === "w" ? "w" : "b";
      callbacks.requestDraw();
    });
    this.element = html(
      "section",
      { class: "np-glide", "aria-label": "Loss and right answers" },
      html(
        "div",
        { class: "np-glide-head" },
        html("h2", { class: "np-caption", text: "For every value of" }),
        this.segments.element,
      ),
      this.loss.element,
      this.share.element,
      this.axis,
    );
    this.stops = [this.loss, this.share].map(({ svg }) =>
      draggable(svg, {
        hitTest: (_x, _y, event) => isFinger(event) ? null : svg.getBoundingClientRect().width,
        onDrag: (width, x) => {
          const [low, high] = this.span;
          const value = low + (high - low) * Math.min(1, Math.max(0, x / width));
          callbacks.setFromPointer({ [this.along]: value });
        },
        onDrop: callbacks.commit,
      })
    );
  }

  /** The ends of the axis: those of the slider. @returns {[number, number]} */
  get span() {
    const { low, high } = /** @type {import("../protocol.d.ts").SliderSpec} */ (
      this.payload.sliders.find(({ key }) => key === this.along)
    );
    return [low, high];
  }

  /** Only the other weight and the threshold change it. @param {{w: number, b: number}} unit @param {number} threshold */
  swept(unit, threshold) {
    const { along, payload: { points }, span: [low, high] } = this;
    const key = [along, unit[along === "w" ? "b" : "w"], threshold, low, high].join(" ");
    if (this.last?.key !== key) {
      const steps = stepsFor(points.y.length);
      const values = Array.from({ length: steps + 1 }, (_, i) => low + (high - low) * i / steps);
      this.last = { key, ...sweep(points, unit, along, values, threshold) };
    }
    return this.last;
  }

  /** @param {{w: number, b: number}} unit @param {number} threshold */
  show(unit, threshold) {
    const { points, benchmarks } = this.payload;
    const [low, high] = this.span;
    const { losses, shares } = this.swept(unit, threshold);
    const here = at(points, unit, threshold);
    const x = (unit[this.along] - low) / (high - low);
    const [up, share] = [(/** @type {number} */ loss) => loss / HIGHEST, benchmarks.always];
    this.loss.show(losses.map(up), { x, y: up(here.loss) }, threeDigits(here.loss));
    this.share.show(shares, { x, y: here.share }, percent(here.share), share);
    this.segments.show(this.along);
    setText(this.axis, `${this.along} from ${threeDigits(low)} to ${threeDigits(high)}`);
  }

  close() {
    for (const stop of this.stops) stop();
  }
}

/**
 * A small chart: its title with the number in view, its line, and a dot.
 *
 * @param {string} name
 * @param {"crossEntropy" | "accuracy"} about the term that explains it
 * @param {string} title
 * @param {string} verb
 * @param {boolean} [isStepped] whether the line jumps
 */
function chart(name, about, title, verb, isStepped = false) {
  const value = html("output", {
    class: "np-glide-value",
    "data-testid": `glide-${name}`,
    ...explained(about),
  });
  const line = svg("path", { class: "np-glide-line" });
  const level = svg("path", { class: "np-glide-level" });
  const dot = svg("circle", { class: "np-roc-dot", r: 6 });
  const picture = svg(
    "svg",
    { viewBox: `-8 -8 ${WIDTH + 16} ${HEIGHT + 16}`, role: "img", class: "np-glide-chart" },
    svg("path", { class: "np-roc-frame", d: `M0,0V${HEIGHT}H${WIDTH}V0Z` }),
    level,
    line,
    dot,
  );
  const head = html("p", { class: "np-glide-title" }, term(about, title), " ", value, ` ${verb}`);
  const px = (/** @type {number} */ x) => (x * WIDTH).toFixed(1);
  const py = (/** @type {number} */ y) => (HEIGHT * (1 - Math.min(1, y))).toFixed(1);
  const show = (
    /** @type {number[]} */ ys,
    /** @type {{x: number, y: number}} */ here,
    /** @type {string} */ text,
    /** @type {number | null} */ dashed = null,
  ) => {
    const at = (/** @type {number} */ i) => px(i / (ys.length - 1));
    const steps = ys.map((y, i) => isStepped ? `H${at(i)}V${py(y)}` : `L${at(i)},${py(y)}`);
    setAttributes(line, { d: `M0,${py(ys[0])}${steps.join("")}` });
    setAttributes(level, { d: dashed === null ? "" : `M0,${py(dashed)}H${WIDTH}` });
    setAttributes(dot, { cx: px(Math.min(1.02, Math.max(-0.02, here.x))), cy: py(here.y) });
    setText(value, text);
    setAttributes(picture, { "aria-label": `${title}: ${text} here` });
  };
  return { element: html("div", {}, head, picture), svg: picture, show };
}
