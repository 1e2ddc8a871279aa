/** The stage of Concrete: a mix of one's own, the ladder of networks, what each input does. */

import { html, setText } from "../widgets/dom.js";
import { EffectsPanel } from "../panels/effectsPanel.js";
import { halves } from "../net/float16.js";
import { LadderPanel } from "../panels/ladderPanel.js";
import { MixPanel } from "../panels/mixPanel.js";
import { loadPlotly, nextPaint } from "../charts/plot.js";
import { Badge } from "../widgets/readouts.js";
import { arraysOf, forwardSparse } from "../model/sparse.js";

export const sheet = "concrete.css";

const PARTS = { mix: "Mix a concrete", ladder: "The ladder", inputs: "What each input does" };
const SETTLED = 300;

export default class ConcreteView {
  names = [];

  /** @param {HTMLElement} root @param {object} data @param {object} theme @param {object} hands */
  constructor(root, data, theme, hands) {
    Object.assign(this, { data, theme, hands, closed: false });
    this.badge = new Badge(data.columns.target.unit);
    this.spoken = html("p", { class: "np-hidden", role: "status" });
    this.panels = {
      mix: new MixPanel(data, theme, hands),
      ladder: new LadderPanel(data, theme, hands),
      inputs: new EffectsPanel(data, theme, hands, (eye) => this.turned(eye)),
    };
    this.parts = Object.fromEntries(
      Object.keys(PARTS).map((part) => [
        part,
        html("input", {
          type: "radio",
          name: "np-part",
          value: part,
          onchange: () => {
            hands.set({ part });
            hands.rest();
          },
        }),
      ]),
    );
    root.replaceChildren(
      html(
        "div",
        { class: "np-concrete np-compact" },
        html(
          "div",
          { class: "np-head" },
          html(
            "div",
            { class: "np-segments", role: "radiogroup", "aria-label": "Show" },
            ...Object.entries(PARTS).map(([part, label]) =>
              html("label", {}, this.parts[part], html("span", { text: label }))
            ),
          ),
          this.badge.element,
        ),
        ...Object.values(this.panels).map(({ element }) => element),
        this.spoken,
      ),
    );
  }

  update(data) {
    this.data = data;
  }

  /** Plotly and the network's weights, each as soon as it is there. */
  async drawCharts(base, onDrawn) {
    const { data } = this;
    const failed = (what) => (error) => {
      if (!this.closed) {
        this.panels.mix.fail(`${what}: ${error.message}. Reload the page to try again.`);
      }
    };
    const weights = fetch(base + data.weights).then(async (response) => {
      if (!response.ok) throw new Error(await response.text());
      this.weights = arraysOf(data.network, halves(await response.arrayBuffer()));
      this.hands.again();
    }).catch(failed("The network's weights did not arrive"));
    await nextPaint();
    await loadPlotly(base + data.plotly).then((Plotly) => {
      for (const part in this.panels) if (!this.closed) this.panels[part].ready(Plotly, onDrawn);
      onDrawn();
    }).catch(failed("The charts could not be drawn"));
    await weights;
  }

  turned(camera) {
    this.hands.set({ camera });
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.hands.rest(), SETTLED);
  }

  /** The mix itself, then the rows that the part in view draws. */
  preview(hand) {
    const { scene, model, columns } = this.data;
    const mix = columns.inputs.map((_, i) => hand[`x${i}`]);
    const rows = this.panels[hand.part].rows?.(hand, mix) ?? [];
    const question = {
      scene,
      model,
      at: [...mix, ...rows],
      ...this.panels[hand.part].asked?.(hand, mix),
    };
    const at = this.weights ? [this.says(mix)[0], ...this.kept(rows)] : null;
    return { question, mix, predictions: this.data.told, at };
  }

  says(rows) {
    const { network, scaling } = this.data;
    return forwardSparse(network, this.weights, rows, scaling);
  }

  /** What the network says of rows it was asked about last is not computed again. */
  kept(rows) {
    const key = rows.join();
    if (this.asked?.key !== key) this.asked = { key, says: this.says(rows) };
    return this.asked.says;
  }

  /** @param {object} frame of the stage, with `mix` */
  show(frame) {
    const { hand } = frame;
    for (const part in PARTS) {
      this.panels[part].element.hidden = part !== hand.part;
      this.parts[part].checked = part === hand.part;
    }
    this.panels[hand.part].show(frame);
  }

  /** Told once the hand rests. */
  speak() {
    const part = Object.keys(PARTS).find((name) => this.parts[name].checked);
    setText(this.spoken, this.panels[part]?.said() ?? "");
  }

  /** What a slider still waits to report is reported now. */
  flush() {
    this.panels.mix.flush();
  }

  close() {
    this.closed = true;
    clearTimeout(this.settling);
    for (const part in this.panels) this.panels[part].close();
  }
}
