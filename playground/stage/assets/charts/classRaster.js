/** The classes of a map as pixels: each cell in the colour of its class, stronger where it is surer. */

import { answersAt } from "../model/classMarks.js";
import { blend, channels, packedPixel } from "../widgets/color.js";
import { html } from "../widgets/dom.js";

const SHADES = 64;
/** How strong a class's colour is over the background: where it is hardly answered, and surely. */
const STRENGTHS = { least: 0.1, most: 0.62 };

export class ClassRaster {
  canvas = html("canvas");
  image = new ImageData(1, 1);

  /** @param {{color: string}[]} marks of each class @param {string} background */
  constructor(marks, background) {
    const paper = channels(background);
    const { least, most } = STRENGTHS;
    /** Packed pixels: the shades of each class, one class after another. */
    this.shades = Uint32Array.from(marks.flatMap(({ color }) => {
      const ink = channels(color);
      return Array.from(
        { length: SHADES },
        (_, n) => packedPixel(blend(ink, paper, least + (most - least) * n / (SHADES - 1))),
      );
    }));
    this.units = marks.length === 2 ? 1 : marks.length;
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
  }

  /**
   * The first value is below on the left.
   *
   * @param {ArrayLike<number>} values cells × cells × units
   * @param {number} cells
   * @param {number} [threshold] of one unit
   */
  fill(values, cells, threshold) {
    if (this.image.width !== cells) {
      this.canvas.width = this.canvas.height = cells;
      this.image = new ImageData(cells, cells);
    }
    const pixels = new Uint32Array(this.image.data.buffer);
    const { answered, sure } = answersAt(values, this.units, threshold);
    for (let row = 0, cell = 0; row < cells; row++) {
      const start = (cells - 1 - row) * cells;
      for (let column = 0; column < cells; column++, cell++) {
        const shade = Math.round((sure[cell] || 0) * (SHADES - 1));
        pixels[start + column] = this.shades[answered[cell] * SHADES + shade];
      }
    }
    this.context.putImageData(this.image, 0, 0);
  }
}
