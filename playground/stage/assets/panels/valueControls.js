/** A view's sliders, boxes and switches: each shows a part of the values, and sets it. */

import { hasWebGl, NO_SPACE } from "../charts/webgl.js";
import { holds, placeIn, withPlace } from "../model/categories.js";
import { CategoryBox } from "../widgets/categoryBox.js";
import { Slider, Toggle } from "../widgets/controls.js";
import { changeAt, numberAt } from "../model/values.js";

/**
 * @typedef {import("../protocol.d.ts").SliderSpec} SliderSpec
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../widgets/controls.js").ToggleSpec} ToggleSpec
 */

export class ValueControls {
  /** @type {Record<string, Slider>} by the keys of their numbers */
  sliders;
  /** @type {Record<string, Toggle>} by the names of their switches */
  toggles;

  /**
   * @param {SliderSpec[]} specs
   * @param {Record<string, ToggleSpec>} switches
   * @param {Pick<Callbacks, "values" | "set" | "commit">} callbacks
   * @param {() => void} [onMove] before a slider sets its number
   * @param {import("../protocol.d.ts").CategoryInputs[]} [categories] inputs without a slider
   */
  constructor(specs, switches, callbacks, onMove = () => {}, categories = []) {
    this.specs = specs;
    this.categories = categories;
    this.boxes = categories.map((category) =>
      new CategoryBox(category.name, category.options, (place) => {
        onMove();
        callbacks.set({ at: withPlace(callbacks.values().at, category, place) });
        callbacks.commit();
      })
    );
    this.sliders = Object.fromEntries(specs.map((spec) => {
      const move = (/** @type {number} */ value) => {
        onMove();
        callbacks.set(changeAt(callbacks.values(), spec, value));
      };
      return [spec.key, new Slider({ ...spec, term: termOf(spec) }, move, callbacks.commit)];
    }));
    this.toggles = Object.fromEntries(
      Object.entries(switches).map(([name, spec]) => {
        const toggle = new Toggle(spec, (on) => {
          callbacks.set({ switches: { [name]: on } });
          callbacks.commit();
        });
        return [name, toggle];
      }),
    );
  }

  /**
   * What sets the probe: sliders for numbers, then boxes for categories.
   *
   * @param {(input: number) => boolean} [isWanted] a box is, where one of its inputs is
   */
  probes(isWanted = () => true) {
    const isNumber = (/** @type {number} */ input) =>
      !this.categories.some((category) => holds(category, input));
    const sliders = this.specs
      .filter(({ group, index }) => group === "at" && isNumber(index) && isWanted(index))
      .map(({ key }) => this.sliders[key].element);
    const boxes = this.boxes.filter((_, i) => {
      const { first, options } = this.categories[i];
      return options.some((_, place) => isWanted(first + place));
    });
    return [...sliders, ...boxes.map(({ element }) => element)];
  }

  /** @param {Values} values */
  show(values) {
    this.boxes.forEach((box, i) => box.show(placeIn(this.categories[i], values.at)));
    for (const spec of this.specs) this.sliders[spec.key].show(numberAt(values, spec));
    for (const name in this.toggles) this.toggles[name].show(values.switches[name]);
    if (this.toggles.top && !hasWebGl()) this.toggles.top.disable(NO_SPACE);
  }

  /** What a slider still waits to report is reported now. */
  flush() {
    for (const key in this.sliders) this.sliders[key].flush();
  }

  close() {
    for (const key in this.sliders) this.sliders[key].close();
  }
}

/** A weight explains itself; of the inputs, their caption does. @param {SliderSpec} spec */
const termOf = ({ group, array, index }) =>
  group === "at" ? undefined : array ? "b" : /** @type {const} */ (`w:${index}`);
