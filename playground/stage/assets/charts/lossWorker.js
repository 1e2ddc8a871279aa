/** A worker that draws losses: the first message brings the canvas, the others its updates. */

import { LossPen } from "./lossPen.js";

/** @type {LossPen | null} */
let pen = null;

onmessage = ({ data }) => {
  if (data.canvas) pen = new LossPen(data.canvas);
  else pen?.update(data);
};
