/** The strip of whoever is in a class, on every page; for all others, only what a link locks. */

import { ADDRESS } from "../present.js";
import { read } from "./restrictions.js";
import { isLearner, loadLead, loadSeat } from "./client.js";

async function begin() {
  if (loadLead() && !isLearner()) {
    const { LeadStrip } = await import("./leadStrip.js");
    new LeadStrip();
  } else if (loadSeat()) {
    const { SeatStrip } = await import("./seatStrip.js");
    new SeatStrip();
  }
}

/** The script that hides and locks comes with the first link that does. */
function restrictOnce() {
  const { only, lock } = read(location.search);
  if (only.length + lock.length) import("./restrict.js");
}

if (globalThis.document) {
  begin();
  for (const event of [ADDRESS, "popstate"]) addEventListener(event, restrictOnce);
  restrictOnce();
}
