/** The page of the class: opened in one click, then the board, or the wall for a projector. */

import { html } from "../widgets/dom.js";
import { Board } from "./board.js";
import { loadLead, post, saveLead } from "./client.js";
import { Wall } from "./wall.js";

const place = /** @type {HTMLElement} */ (document.querySelector("#class"));
const isWall = new URLSearchParams(location.search).get("view") === "wall";

/** @param {string} sentence why there is no class, or "" */
function showDoor(sentence) {
  const title = html("input", { id: "title", type: "text", maxlength: "80", autocomplete: "off" });
  const status = html("p", { class: "np-class-note", role: "status", text: sentence });
  const form = html(
    "form",
    {
      onsubmit: async (event) => {
        event.preventDefault();
        const link = "neuron";
        const { data, refusal } = await post("", { title: title.value, link });
        if (refusal) return void (status.textContent = refusal.reason);
        saveLead({ ...data, title: title.value, link, since: Date.now() });
        show();
      },
    },
    html("button", { type: "submit", class: "np-button np-main", text: "Open a class" }),
    html("label", { for: "title", text: "Title, if you like" }),
    title,
  );
  place.replaceChildren(
    html("h1", { text: "Lead a class" }),
    html("p", {
      text:
        "Learners scan a code and are where you are, without account or name. You see how each " +
        "is getting on, bring everybody to one picture, and let them bet.",
    }),
    form,
    status,
    html(
      "p",
      { class: "np-class-note" },
      "Are you a learner? ",
      html("a", { href: "./join", text: "Join a class" }),
    ),
  );
}

function show() {
  const lead = loadLead();
  if (!lead) return showDoor("");
  const onEnd = (/** @type {string} */ sentence) => {
    saveLead(null);
    showDoor(sentence);
  };
  const view = isWall ? new Wall(lead, onEnd) : new Board(lead, onEnd);
  place.replaceChildren(view.element);
}

show();
