/** The page on which a learner joins: with a code in the address at once, else by typing it. */

import { html } from "../widgets/dom.js";
import { BASE, becomeLearner, join, loadLead, setAlone } from "./client.js";

const place = /** @type {HTMLElement} */ (document.querySelector("#class"));
const given = document.body.dataset.code ?? "";
const status = html("p", { class: "np-class-note", role: "status" });
const box = html("input", {
  id: "code",
  type: "text",
  maxlength: "12",
  autocomplete: "off",
  autocapitalize: "characters",
  spellcheck: "false",
  required: true,
});
const form = html(
  "form",
  {
    onsubmit: (event) => {
      event.preventDefault();
      enter(box.value);
    },
  },
  html("label", { for: "code", text: "Code of the class" }),
  box,
  html("button", { type: "submit", class: "np-button np-main", text: "Join" }),
);

/** @param {string} typed */
async function enter(typed) {
  const code = typed.replace(/[\s-]/g, "").toUpperCase();
  if (!code) return;
  status.textContent = "One moment …";
  const { data, refusal } = await join(code);
  if (refusal) {
    status.textContent = refusal.reason;
    form.hidden = false;
    box.value = code;
    box.focus();
    return;
  }
  setAlone(false);
  if (loadLead()) becomeLearner();
  status.textContent = `You are the ${data.colour} ${data.animal}. Here we go …`;
  location.replace(new URL(data.link, BASE));
}

place.replaceChildren(html("h1", { text: "Join a class" }), form, status);
form.hidden = Boolean(given);
if (given) enter(given);
else box.focus();
