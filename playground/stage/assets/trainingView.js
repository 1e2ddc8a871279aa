/** The stage of a network that learns: its picture, its diagram and its losses, live and scrubbed. */

import { BatchPanel, partsOf } from "./batchPanel.js";
import { BestUnit } from "./bestUnit.js";
import { Toggle } from "./controls.js";
import { html, write } from "./dom.js";
import { metrics } from "./forward.js";
import { bySteps, short, withUnit } from "./format.js";
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
    Object.assign(this, { base: null, following: true, told: null, parts: null });
    remembered(data.owner);
    this.record = new Record(numbers(data.start));
    this.link = new RunLink((told, over) => this.heard(told, over), (why) => this.lost(why));
    this.readouts(data, hands, SWITCHES);
    this.batch = new BatchPanel((part) => this.diagram.names.of(part, this.data.units.length));
    this.unit = data.best ? new BestUnit(data) : null;
    this.runControls(hands);
  }

  runControls(hands) {
    const button = (text, action) => html("button", { type: "button", class: "np-button", text,
      onclick: () => hands.act({ kind: action }) });
    this.play = button("Train", "play");
    this.play.classList.add("np-primary");
    this.pause = button("Pause", "pause");
    this.oneBatch = button("One batch", "batch");
    this.step = button("One epoch", "step");
    this.reset = button("Start over", "reset");
    this.stop = button("Stop", "stop");
    this.tame = button("A tenth of the learning rate", "tame");
    this.said = html("p", { class: "np-run-said", "data-testid": "run-state" });
    this.reason = html("p", { class: "np-note", role: "status", "data-testid": "run-reason" });
    this.numbers = html("p", { class: "np-run-losses", "data-testid": "losses" });
    this.sides = html("p", { class: "np-run-losses", "data-testid": "sides" });
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
        html("div", { class: "np-run-buttons" }, this.play, this.pause, this.oneBatch, this.step, this.reset, this.stop),
        html("label", { class: "np-run-time" }, this.said, this.timeline), this.numbers, this.reason, this.tame),
      html("div", { class: "np-look" },
        html("div", { class: "np-toggles" }, ...switches),
        html("div", { class: "np-said" }, this.picture.title, this.errors.element),
        this.sides, this.picture.element, html("p", { class: "np-note", text: `${data.note} ${data.bound}` })),
      html("div", { class: "np-build" },
        html("div", { class: "np-said" }, html("h2", { class: "np-caption", text: "Loss" }), this.log.element),
        this.lossBox, this.diagram.element, this.sleep, this.unit?.element ?? "", this.batch.element),
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
    await this.unit?.draw(Plotly, this.theme);
    this.showRecord();
  }

  update(data) {
    const { run: before, start } = this.data;
    super.update(data);
    if (data.run !== before || data.start !== start) {
      this.record = new Record(numbers(data.start));
      this.following = true;
      this.told = null;
      this.model.epoch = null;
    }
    this.follow();
    this.showRecord();
  }

  follow() {
    const { run, asked } = this.data;
    if (!this.base) return;
    this.link.follow(run && `${this.base}runs/${run}/events`, asked);
    if (!run || run === this.filled || this.model.partial) return;
    this.filled = run;
    this.link.past().then((past) => {
      if (!past || this.data.run !== run) return;
      this.past = past;
      this.fill();
    });
  }

  /** What went before this browser was there; it is known once the attempt is. */
  fill() {
    if (!this.past || !this.told) return;
    this.record.fill(this.past.attempt, this.past.moments);
    this.past = null;
    this.showRecord();
  }

  // --- what the run tells -------------------------------------------------------------------

  heard(told, over) {
    this.record.add(told);
    const news = told.weights_epoch !== this.told?.weights_epoch || told.attempt !== this.told?.attempt;
    this.told = told;
    this.fill();
    if (this.following && told.weights.length) this.put(told.weights);
    else if (this.following && this.model.partial && (news || over)) this.hands.again();
    this.light(told.batch);
    this.showRecord();
    if (over && this.ended !== this.data.run) {
      this.ended = this.data.run;
      this.hands.rest();
    }
  }

  lost(why) {
    this.told = null;
    write(this.reason, `This training cannot be followed: ${why}. The page is as its link says; Train starts it again.`);
    this.hands.rest();
  }

  /** The rows of the last batch, and where it moved the weights. @param {import("./runLink.js").Batch | null} batch */
  light(batch) {
    if (batch === this.lightened) return;
    this.lightened = batch;
    this.lit = null;
    this.ringed = batch ? drawnOf(batch.rows, this.data) : null;
    this.parts ??= partsOf(this.model.inputs, this.data.units);
    this.batch.show(batch, this.told.weights, this.parts, this.told.learning_rate);
    if (!batch?.update.length) this.diagram.point(null);
    else {
      const most = batch.update.reduce((size, value) => Math.max(size, Math.abs(value)), 1e-30);
      this.diagram.point((part) => {
        const [place] = part.kind === "neuron" ? this.model.places(part).slice(-1) : this.model.places(part);
        return batch.update[place] / most;
      });
    }
    this.hands.touch();
  }

  /** Keras has answered for a network that only she computes: its moment is remembered. */
  answered(answer) {
    if (answer.epoch === undefined) return {};
    if (!this.record.moments.some(({ epoch }) => epoch === answer.epoch))
      this.record.remember({ epoch: answer.epoch, answer });
    return Object.fromEntries(answer.corners.map((corner, i) => [`t${i}`, corner]));
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
    this.model.epoch = this.following ? null : epoch;
    this.light(this.following ? this.told?.batch ?? null : null);
    if (moment?.weights) this.put(this.following && this.told?.weights.length ? this.told.weights : moment.weights);
    else if (moment && !this.following) this.hands.recall(moment.answer);
    else this.hands.again();
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
    this.step.disabled = this.oneBatch.disabled = going || over;
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
    this.chart?.compare(this.data.others);
  }

  /** How good it is on either side of the split, in the target's unit. */
  showSides({ predictions }) {
    const { trained, tested, points, columns, sides } = this.data;
    const told = [["training rows", trained, sides[0]], ["test rows", tested, sides[1]]].filter(([, rows]) => rows.length)
      .map(([name, rows, all]) => {
        const { mae, r2 } = metrics(rows.map((row) => points.y[row]), rows.map((row) => predictions[row]));
        const many = rows.length < all ? `${rows.length} of ${all.toLocaleString("en")}` : all;
        return `${many} ${name}: R² ${bySteps(r2, 0.001)}, MAE ${withUnit(short(mae), columns.target.unit)}`;
      });
    write(this.sides, told.join(" · "));
  }

  // --- every frame --------------------------------------------------------------------------

  show(frame) {
    const { at, errors } = frame;
    this.frame = frame;
    const shown = this.showNetwork(frame);
    write(this.prediction, withUnit(short(at[0]), this.data.columns.target.unit));
    this.errors.show(errors);
    this.showSides(frame);
    this.unit?.show(frame.weights, frame.scaling,
      this.record.moments.filter(({ epoch }) => epoch <= Number(this.timeline.value)));
    this.picture.show({ ...frame, outputs: shown.outputs, single: null, enlarged: this.enlarged, lit: this.ringed });
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
    for (const part of [this.picture, this.diagram, this.chart, this.unit]) part?.close?.();
    for (const key in this.sliders) this.sliders[key].close();
  }
}

/** Which of the points are these of the rows trained on; of a large table only some are drawn. */
function drawnOf(rows, { trained, among }) {
  return rows.map((row) => trained[among ? among.indexOf(row) : row]).filter((point) => point !== undefined);
}

/** A reload finds the trainings again that this browser began. @param {string} owner */
function remembered(owner) {
  document.cookie = `playground=${owner}; path=/; max-age=86400; samesite=strict`;
}
