/** The stage of a network that learns: its picture, its diagram and its losses, live and scrubbed. */

import { Toggle } from "./controls.js";
import { html, write } from "./dom.js";
import { short, withUnit } from "./format.js";
import LayersView from "./layersView.js";
import { summaryOf } from "./layersTexts.js";
import { LossChart } from "./lossChart.js";
import { loadPlotly, painted } from "./plot.js";
import { Record } from "./record.js";
import { numbers, RunLink } from "./runLink.js";

export { sheet } from "./layersView.js";

const SWITCHES = {
  hinges: { name: "Hinges", about: "where the neurons of the first ReLU layer bend" },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick" },
  top: { name: "From above", about: "the same as a heat map" },
};
const GOING = ["queued", "running"];
const SAID = { queued: "Waiting for a turn", running: "Training", paused: "Paused", stopped: "Stopped",
  finished: "Finished", diverged: "Stopped by itself" };

export default class TrainingView extends LayersView {
  diagramHands(hands) {
    return { ...super.diagramHands(hands),
      activation: (layer, name) => hands.act({ kind: "activation", layer, name }),
      select: () => {}, edit: () => {}, nudge: () => {} };
  }

  controls(data, hands) {
    Object.assign(this, { base: null, following: true, told: null });
    this.record = new Record(numbers(data.start));
    this.link = new RunLink((told, over) => this.heard(told, over), (why) => this.lost(why));
    this.readouts(data, hands, SWITCHES);
    this.runControls(hands);
  }

  runControls(hands) {
    const button = (text, action) => html("button", { type: "button", class: "np-button", text,
      onclick: () => hands.act({ kind: action }) });
    this.play = button("Train", "play");
    this.play.classList.add("np-primary");
    this.pause = button("Pause", "pause");
    this.step = button("One epoch", "step");
    this.reset = button("Start over", "reset");
    this.stop = button("Stop", "stop");
    this.tame = button("A tenth of the learning rate", "tame");
    this.said = html("p", { class: "np-run-said", "data-testid": "run-state" });
    this.reason = html("p", { class: "np-note", role: "status", "data-testid": "run-reason" });
    this.numbers = html("p", { class: "np-run-losses", "data-testid": "losses" });
    this.timeline = html("input", { type: "range", min: 0, max: 1, step: 1, value: 0, "aria-label": "Epoch",
      oninput: () => this.scrub(), onchange: () => hands.rest() });
    this.log = new Toggle({ name: "Log scale", about: "equal factors as equal distances" }, (on) => this.chart?.scale(on));
    this.lossBox = html("div", { class: "np-chart np-losses", role: "group", "aria-label": "Loss of every epoch" });
  }

  layout() {
    const { data } = this;
    const switches = Object.values(this.toggles).map((toggle) => toggle.element);
    return html("div", { class: "np-layers np-compact np-training" },
      html("div", { class: "np-head" }, this.summary, this.badge.element),
      html("div", { class: "np-run", role: "group", "aria-label": "Training" },
        html("div", { class: "np-run-buttons" }, this.play, this.pause, this.step, this.reset, this.stop),
        html("label", { class: "np-run-time" }, this.said, this.timeline), this.numbers, this.reason, this.tame),
      html("div", { class: "np-look" },
        html("div", { class: "np-toggles" }, ...switches),
        html("div", { class: "np-said" }, this.picture.title, this.errors.element),
        this.picture.element, html("p", { class: "np-note", text: `${data.note} ${data.bound}` })),
      html("div", { class: "np-build" },
        html("div", { class: "np-said" }, html("h2", { class: "np-caption", text: "Loss" }), this.log.element),
        this.lossBox, this.diagram.element, this.sleep),
      html("section", { class: "np-inside", "aria-label": "Probe and slice" },
        html("div", { class: "np-probe" },
          html("h2", { class: "np-caption", text: `Predict ${data.columns.target.name} at` }),
          ...data.sliders.map(({ key }) => this.sliders[key].element), this.prediction)),
      this.spoken);
  }

  async drawCharts(base, onDrawn) {
    this.base = base;
    this.follow();
    await super.drawCharts(base, onDrawn);
    await painted();
    const Plotly = await loadPlotly(base + this.data.plotly).catch(() => null);
    if (!Plotly || this.closed) return;
    this.chart = new LossChart(Plotly, this.lossBox, this.theme);
    await this.chart.draw(this.data.loss);
    this.showRecord();
  }

  update(data) {
    const { run: before, start } = this.data;
    super.update(data);
    if (data.run !== before || data.start !== start) {
      this.record = new Record(numbers(data.start));
      this.following = true;
      this.told = null;
    }
    this.follow();
    this.showRecord();
  }

  follow() {
    if (this.base) this.link.follow(this.data.run && `${this.base}runs/${this.data.run}/events`, this.data.asked);
  }

  // --- what the run tells -------------------------------------------------------------------

  heard(told, over) {
    this.record.add(told);
    this.told = told;
    if (this.following && told.weights.length) this.put(told.weights);
    this.showRecord();
    if (over && this.ended !== this.data.run) {
      this.ended = this.data.run;
      this.hands.rest();
    }
  }

  lost(why) {
    write(this.reason, `The run cannot be followed: ${why}. Start it again.`);
  }

  /** All tensors from one list. */
  put(weights) {
    const change = {};
    let start = 0;
    let width = this.model.inputs;
    this.data.units.forEach((units, layer) => {
      change[`t${2 * layer}`] = Array.from(weights.subarray(start, (start += width * units)));
      change[`t${2 * layer + 1}`] = Array.from(weights.subarray(start, (start += units)));
      width = units;
    });
    if (start === weights.length) this.hands.set(change);
  }

  /** Back and forth through what was; at the right end, it follows the newest again. */
  scrub() {
    const epoch = Number(this.timeline.value);
    this.following = epoch >= Number(this.timeline.max);
    const moment = this.record.at(epoch);
    if (moment) this.put(moment.weights);
    this.showRecord();
  }

  showRecord() {
    const { record, told, timeline } = this;
    const state = this.data.run ? told?.state ?? "queued" : "none";
    const going = GOING.includes(state);
    const { epochs } = this.data;
    timeline.max = Math.max(1, record.epoch);
    if (this.following) timeline.value = record.epoch;
    const epoch = Number(timeline.value);
    timeline.disabled = record.moments.length < 2;
    timeline.setAttribute("aria-valuetext", `epoch ${epoch} of ${epochs}`);
    const over = ["stopped", "finished", "diverged"].includes(state);
    this.play.disabled = going || over;
    this.pause.disabled = !going;
    this.step.disabled = going || over;
    this.stop.disabled = !going && state !== "paused";
    this.reset.disabled = state === "none";
    this.tame.hidden = state !== "diverged";
    const word = SAID[state] ?? "Before training";
    const place = state === "queued" && told?.place > 0 ? `, place ${told.place} in the queue` : "";
    write(this.said, `${word}${place} · epoch ${epoch} of ${epochs}`);
    write(this.reason, state === "none" ? "" : told?.reason ?? "");
    const [train, test] = [record.train[epoch - 1], record.test[epoch - 1]];
    const parts = [train !== undefined && train !== null ? `training loss ${short(train)}` : "",
      test !== undefined && test !== null ? `test loss ${short(test)}` : ""];
    write(this.numbers, parts.filter(Boolean).join(" · "));
    this.chart?.show(record, epoch);
  }

  // --- every frame --------------------------------------------------------------------------

  show(frame) {
    const { at, errors } = frame;
    this.frame = frame;
    const shown = this.showNetwork(frame);
    write(this.prediction, withUnit(short(at[0]), this.data.columns.target.unit));
    this.errors.show(errors);
    this.picture.show({ ...frame, outputs: shown.outputs, single: null, enlarged: this.enlarged });
  }

  showNetwork(frame) {
    const { hand, network } = frame;
    this.hand = hand;
    for (const key in this.sliders) this.sliders[key].show(hand[key]);
    for (const name in this.toggles) this.toggles[name].show(hand[name]);
    write(this.summary, summaryOf(this.data, network));
    const shown = this.diagramFrame(frame);
    this.diagram.show(shown);
    return shown;
  }

  flush() {
    for (const key in this.sliders) this.sliders[key].flush();
  }

  close() {
    this.closed = true;
    clearTimeout(this.settling);
    this.link.close();
    for (const part of [this.picture, this.diagram, this.chart]) part?.close?.();
    for (const key in this.sliders) this.sliders[key].close();
  }
}
