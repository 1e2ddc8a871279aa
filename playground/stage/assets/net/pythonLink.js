/**
 * Keeps the browser in step with Python's session of the page: what is sent under which number,
 * and what a payload means. The rules are in `playground/stage/protocol/__init__.py`. No DOM.
 */

/**
 * @typedef {import("../protocol.d.ts").ClientMessage} ClientMessage
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {NonNullable<ClientMessage["action"]>} Action
 * @typedef {Pick<import("../protocol.d.ts").StagePayload, "session" | "version" | "ack">} Sync
 *
 * @typedef {"same" | "newValues" | "restarted"} News what a payload brings; `restarted`: the server
 *   was started again and knows only the link
 */

export class PythonLink {
  #session = "";
  #version = 0;
  /** @type {number} */
  #seq;
  /** @type {Action[]} */
  #pendingActions = [];
  /** The `seq` of the action that Python is doing; 0: none. */
  #actionSeq = 0;
  /** @type {(message: ClientMessage) => void} */
  #send = () => {};

  /**
   * @param {() => Values | null} values to be committed now; null: none yet
   * @param {number} firstSeq the clock gives a larger one than any stage had on this page before:
   *   Streamlit may mount it anew, and Python takes no number twice
   */
  constructor(values, firstSeq = Date.now()) {
    this.values = values;
    this.#seq = firstSeq;
  }

  /** @param {(message: ClientMessage) => void} send */
  connect(send) {
    this.#send = send;
  }

  /**
   * Takes what a payload says of the session.
   *
   * @param {Sync} sync
   * @returns {News}
   */
  receive({ session, version, ack }) {
    const restarted = this.#session !== "" && session !== this.#session;
    const isNew = session !== this.#session || version !== this.#version;
    this.#session = session;
    this.#version = version;
    this.#seq = Math.max(this.#seq, ack);
    if (restarted || ack >= this.#actionSeq) this.#actionSeq = 0;
    if (restarted) return "restarted";
    return isNew ? "newValues" : "same";
  }

  /** @param {Partial<ClientMessage>} more than the values @returns {boolean} whether it was sent */
  send(more = {}) {
    const values = this.values();
    if (!values) return false;
    this.#seq += 1;
    this.#send({ seq: this.#seq, base: this.#version, values, ...more });
    return true;
  }

  /** Actions are sent one at a time, as each builds on the one before. @param {Action} action */
  dispatch(action) {
    this.#pendingActions.push(action);
    this.sendNextAction();
  }

  /** The next action, unless one is under way. */
  sendNextAction() {
    const [action] = this.#pendingActions;
    if (this.#actionSeq || !action || !this.send({ action })) return;
    this.#pendingActions.shift();
    this.#actionSeq = this.#seq;
  }
}
