/** The stage of a network that learns: its picture, its diagram and its losses, live and scrubbed. */

import { BatchPanel, partsOf } from "../panels/batchPanel.js";
import { BestUnit } from "../panels/bestUnit.js";
import { Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { compact, withUnit } from "../widgets/format.js";
import LayersView from "./layersView.js";
import { summaryOf } from "../model/layersTexts.js";
import { LossChart } from "../charts/lossChart.js";
import { numbers } from "../net/base64.js";
import { loadPlotly, nextPaint } from "../charts/plot.js";
import { OVER, Record } from "../model/runHistory.js";
import { Rhythm } from "../net/answerScheduler.js";
import { RunControls } from "../panels/runControls.js";
import { rememberOwner, RunLink } from "../net/runStream.js";
import { drawnOf, sidesOf } from "../model/trainingTexts.js";

export { sheet } from "./layersView.js";

const SWITCHES = {
  hinges: { name: "Hinges", about: "where the neurons of the first ReLU layer bend" },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick" },
  top: { name: "From above", about: "the same as a heat map" },
};
const REMINDING = 2000;
const RESTING = ["paused", ...OVER];

export default class TrainingView extends LayersView {
  diagramHands(hands) {
    return {
      ...super.diagramHands(hands),
      activation: (layer, name) => hands.act({ kind: "activation", layer, name }),
      select: () => {},
      edit: () => {},
      nudge: () => {},
    };
  }

  controls(data, hands) {
    Object.assign(this, { base: null, following: true, told: null, gone: "", parts: null });
    this.rhythm = new Rhythm(hands.ask);
    rememberOwner(data.owner);
    this.record = new Record(numbers(data.start));
    this.link = new RunLink((told, over) => this.heard(told, over), (why) => this.lost(why));
    this.readouts(data, hands, SWITCHES);
    this.batch = new BatchPanel((part) => this.diagram.names.of(part, this.data.units.length));
    this.unit = data.best ? new BestUnit(data) : null;
    this.run = new RunControls({ act: hands.act, rest: hands.rest, scrub: () => this.scrub() });
    this.sides = html("p", { class: "np-run-losses", "data-testid": "sides" });
    this.log = new Toggle(
      { name: "Log scale", about: "equal factors as equal distances" },
      (on) => this.chart?.scale(on),
    );
    this.lossBox = html("div", {
      class: "np-chart np-losses",
      role: "group",
      "aria-label": "Loss of every epoch",
    });
  }

  layout() {
    const { data } = this;
    const switches = Object.values(this.toggles).map((toggle) => toggle.element);
    return html(
      "div",
      { class: "np-layers np-compact np-training" },
      html("div", { class: "np-head" }, this.summary, this.badge.element),
      this.run.element,
      html(
        "div",
        { class: "np-look" },
        html("div", { class: "np-toggles" }, ...switches),
        html("div", { class: "np-said" }, this.picture.title, this.errors.element),
        this.sides,
        this.picture.element,
        html("p", { class: "np-note", text: `${data.note} ${data.bound}` }),
        html(
          "section",
          { class: "np-probe", "aria-label": "Probe and slice" },
          html("h2", { class: "np-caption", text: `Predict ${data.columns.target.name} at` }),
          ...data.sliders.map(({ key }) => this.sliders[key].element),
          this.prediction,
        ),
      ),
      html(
        "div",
        { class: "np-build" },
        html(
          "div",
          { class: "np-said" },
          html("h2", { class: "np-caption", text: "Loss" }),
          this.log.element,
        ),
        this.lossBox,
        this.diagram.element,
        this.sleep,
        this.unit?.element ?? "",
        this.batch.element,
      ),
      this.spoken,
    );
  }

  async drawCharts(base, onDrawn) {
    this.base = base;
    this.follow();
    await super.drawCharts(base, onDrawn);
    await nextPaint();
    const Plotly = await loadPlotly(base + this.data.plotly).catch(() => null);
    if (!Plotly || this.closed) return;
    this.chart = new LossChart(Plotly, this.lossBox, this.theme);
    await this.chart.draw(this.data.loss, this.data.epochs);
    await this.unit?.draw(Plotly, this.theme);
    this.showRecord();
  }

  update(data) {
    const { run: before, start } = this.data;
    super.update(data);
    if (data.run !== before || data.start !== start) {
      this.record = new Record(numbers(data.start));
      this.newest();
      this.told = null;
    }
    this.follow();
    this.chart?.expect(data.loss, data.epochs);
    this.showRecord();
  }

  /** Follows what comes, whatever was looked at before. */
  newest() {
    this.following = true;
    this.model.epoch = null;
  }

  follow() {
    const { run, asked } = this.data;
    if (!this.base) return;
    this.link.follow(run && `${this.base}runs/${run}/events`, asked);
    if (!run || run === this.filled) return;
    this.filled = run;
    this.look(run);
  }

  /** What the server remembers of the way so far. */
  async look(run) {
    const past = await this.link.past();
    if (!past || this.data.run !== run) return;
    this.past = past;
    this.fill();
  }

  /** It is known here once the attempt is. */
  fill() {
    if (!this.past || !this.told) return;
    this.record.fill(this.past.attempt, this.past.moments);
    this.past = null;
    if (this.following) this.showRecord();
    else this.scrub();
  }

  // --- what the run tells -------------------------------------------------------------------

  heard(told, over) {
    this.record.add(told);
    const before = this.told;
    const resting = RESTING.includes(told.state);
    const rested = resting && told.state !== before?.state;
    const news = rested || told.weights_epoch !== before?.weights_epoch ||
      told.attempt !== before?.attempt;
    if (told.attempt !== before?.attempt) this.newest();
    this.told = told;
    this.gone = "";
    this.fill();
    if (this.following && told.weights.length) this.put(told.weights);
    else if (this.following && this.model.partial && news) this.rhythm.ask(resting);
    this.light(told.batch);
    if (this.isPatient(before)) this.drawLosses();
    else this.showRecord();
    this.rhythm.news();
    if (rested && before) this.look(this.data.run);
    if (over && this.ended !== this.data.run) {
      this.ended = this.data.run;
      this.hands.rest();
    }
  }

  /**
   * An answer waits for the next news of a run that goes on; who looks back by then is not disturbed.
   *
   * @returns {boolean} that the view sees to it
   */
  meet(draw, answer, took) {
    const act = () => {
      if (this.following || !(answer.epoch > this.model.epoch)) draw();
    };
    if (this.told?.state === "running") this.rhythm.meet(act, took);
    else act();
    return true;
  }

  lost(why) {
    this.told = null;
    this.gone =
      `This training cannot be followed: ${why}. The page is as its link says; Train starts it again.`;
    this.showRecord();
    this.remind();
  }

  /** Tells Python until it has noticed: what is told while Streamlit is away is lost. */
  remind() {
    if (this.closed || !this.gone || !this.data.run) return;
    this.hands.rest();
    setTimeout(() => this.remind(), REMINDING);
  }

  /** The rows of the last batch, and where it moved the weights. @param {import("../net/runStream.js").Batch | null} batch */
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
        const [place] = part.kind === "neuron"
          ? this.model.places(part).slice(-1)
          : this.model.places(part);
        return batch.update[place] / most;
      });
    }
    this.hands.touch();
  }

  /** Keras has answered for a network that only she computes: its moment is rememberOwner. @param {boolean} seen or not */
  answered(answer, seen) {
    const { epoch, asked } = answer;
    if (epoch === undefined) return {};
    const moment = { epoch, answer, view: String(answer.row) };
    const known = this.record.moments.some((one) =>
      one.epoch === epoch && one.view === moment.view
    );
    if (!known && asked === null) this.record.remember(moment, OVER.includes(this.told?.state));
    else if (!known) this.record.insert(moment);
    if (!known || (seen && this.pictured !== epoch)) {
      if (seen) this.pictured = epoch;
      this.showRecord();
    }
    return seen && Object.fromEntries(answer.corners.map((corner, i) => [`t${i}`, corner]));
  }

  /** All tensors from one list. */
  put(weights) {
    const change = {};
    let start = 0;
    let width = this.model.inputs;
    this.data.units.forEach((units, layer) => {
      change[`t${2 * layer}`] = Array.from(weights.subarray(start, start += width * units));
      change[`t${2 * layer + 1}`] = Array.from(weights.subarray(start, start += units));
      width = units;
    });
    if (start === weights.length) this.hands.set(change);
  }

  /** Back and forth through what was; at the right end, it follows the newest again. */
  scrub() {
    const { epoch } = this.run;
    this.following = this.run.atEnd;
    const moment = this.record.at(epoch, String(this.model.row(this.hand)));
    this.model.epoch = this.following ? null : epoch;
    this.light(this.following ? this.told?.batch ?? null : null);
    if (moment?.weights) {
      this.pictured = moment.epoch;
      this.put(this.following && this.told?.weights.length ? this.told.weights : moment.weights);
    } else if (moment?.answer && !this.following) this.hands.recall(moment.answer);
    else this.hands.again();
    this.showRecord();
  }

  showRecord() {
    const { record, told, run, data } = this;
    this.rhythm.said();
    run.show(
      record,
      told,
      Boolean(data.run),
      this.following ? null : this.pictured,
      data.epochs,
      this.gone,
    );
    this.drawLosses();
    this.chart?.compare(data.others);
  }

  drawLosses() {
    this.chart?.place(this.model.partial);
    this.chart?.show(this.record, this.run.shown);
  }

  /** Where only Keras knows the function, words and numbers come with her answers: only the losses are news. */
  isPatient(before) {
    const goesOn = before?.state === "running" && this.told.state === "running";
    return this.model.partial && goesOn && this.rhythm.isPatient;
  }

  // --- every frame --------------------------------------------------------------------------

  show(frame) {
    const { at, errors } = frame;
    this.frame = frame;
    const shown = this.showNetwork(frame);
    setText(this.prediction, withUnit(compact(at[0]), this.data.columns.target.unit));
    this.errors.show(errors);
    setText(this.sides, sidesOf(this.data, frame.predictions));
    this.unit?.show(
      frame.weights,
      frame.scaling,
      this.record.moments.filter(({ epoch }) => epoch <= this.run.epoch),
    );
    this.picture.show({
      ...frame,
      outputs: shown.outputs,
      single: null,
      enlarged: this.enlarged,
      lit: this.ringed,
    });
  }

  showNetwork(frame) {
    const { hand, network } = frame;
    this.hand = hand;
    for (const key in this.sliders) this.sliders[key].show(hand[key]);
    for (const name in this.toggles) this.toggles[name].show(hand[name]);
    setText(this.summary, summaryOf(this.data, network));
    const shown = this.diagramFrame(frame);
    this.diagram.show(shown);
    return shown;
  }

  flush() {
    for (const key in this.sliders) this.sliders[key].flush();
  }

  close() {
    this.closed = true;
    this.rhythm.close();
    clearTimeout(this.settling);
    this.link.close();
    for (const part of [this.picture, this.diagram, this.chart, this.unit]) part?.close?.();
    for (const key in this.sliders) this.sliders[key].close();
  }
}
