/** A worker with a pen: the canvas comes first, then the news. */

import { LossPen } from "./lossPen.js";

let pen = null;

onmessage = ({ data }) => {
  if (data.canvas) pen = new LossPen(data.canvas);
  else pen.take(data);
};
