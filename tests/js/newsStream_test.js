/** The stream of a tab: its topics, a hidden tab, and the Wi-Fi away for a moment, or for minutes. */

import assert from "node:assert/strict";
import { EventParser, GRACE, NewsStream } from "../../playground/stage/assets/net/newsStream.js";
import { testWithClock } from "./clock.js";

/** @typedef {import("../../playground/stage/assets/net/newsStream.js").Topic} Topic */

/** A server that a test may cut off. */
class Server {
  asked = 0;
  isAway = false;
  /** What each request asked for. @type {string[]} */
  queries = [];
  /** @type {Record<string, unknown>[]} */
  headers = [];
  /** @type {ReadableStreamDefaultController<Uint8Array>[]} */
  streams = [];
  /** Streams whose reader has gone. */
  left = 0;
  /** @type {(query: URLSearchParams) => Response | null} */
  refuses = () => null;

  constructor() {
    Object.assign(globalThis, { fetch: this.fetch });
  }

  /** @param {string} url @param {RequestInit} request */
  fetch = (url, { headers }) => {
    const { searchParams } = new URL(url);
    this.asked += 1;
    this.queries.push(String(searchParams));
    this.headers.push(/** @type {Record<string, unknown>} */ (headers));
    if (this.isAway) return Promise.reject(new TypeError("Failed to fetch"));
    const refusal = this.refuses(searchParams);
    if (refusal) return Promise.resolve(refusal);
    const body = new ReadableStream({
      start: (controller) => void this.streams.push(controller),
      cancel: () => void this.left++,
    });
    return Promise.resolve(new Response(body));
  };

  /** @param {string} text to the newest reader */
  send(text) {
    this.streams.at(-1)?.enqueue(new TextEncoder().encode(text));
  }
}

class Page extends EventTarget {
  hidden = false;

  /** @param {boolean} hidden */
  setHidden(hidden) {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

/** Streams hand on what they have by many small promises. */
const handedOn = () => new Promise((resolve) => realTimeout(resolve, 5));
const realTimeout = globalThis.setTimeout;

/** A topic, and what it heard. @param {Topic["kind"]} kind @param {Record<string, string>} query */
function listener(kind, query) {
  /** @type {string[]} */
  const heard = [];
  /** @type {Topic} */
  const topic = {
    kind,
    ask: () => ({ query, ...(kind === "room" && { headers: { seat: "secret" } }) }),
    onEvent: ({ name, data, id }) => void heard.push(`${name} ${data}${id && ` ${id}`}`),
    onRefused: ({ reason }) => void heard.push(reason),
    onConnection: (isConnected) => void heard.push(isConnected ? "there" : "away"),
    onAway: () => void heard.push("hidden"),
    onReturn: () => void heard.push("seen"),
  };
  return { topic, heard };
}

/** @param {Server} _ that answers */
function reader(_) {
  const { topic, heard } = listener("room", { room: "BCDFG" });
  const page = new Page();
  const stream = new NewsStream(/** @type {any} */ (page));
  stream.open(topic);
  return { stream: { close: () => stream.close(topic) }, heard, page, news: stream };
}

Deno.test("events are read however their text is cut", () => {
  const text = ': ping\r\n\r\nid: 0.1.2\r\nevent: room\r\ndata: {"code":"BCDFG"}\r\n\r\n' +
    'event: seat\ndata: {"animal":"owl"}\n\nevent: led\ndata: {"un';
  for (let at = 1; at < text.length; at++) {
    const parser = new EventParser();
    const events = [...parser.take(text.slice(0, at)), ...parser.take(text.slice(at))];
    assert.deepEqual(events, [
      { name: "room", data: { code: "BCDFG" }, id: "0.1.2" },
      { name: "seat", data: { animal: "owl" }, id: "" },
    ], `cut at ${at}`);
  }
});

testWithClock(
  "a stream that is cut for 5 s comes back by itself, with what is news by then",
  async (clock) => {
    const server = new Server();
    const { stream, heard } = reader(server);
    await handedOn();
    server.send("event: room\ndata: 1\n\n");
    await handedOn();
    assert.deepEqual(heard, ["there", "room 1"]);
    server.isAway = true;
    server.streams[0].error(new TypeError("network error"));
    await handedOn();
    assert.equal(heard.at(-1), "away");
    await clock.tick(5000);
    const tries = server.asked;
    assert.ok(tries >= 3, `it was tried ${tries} times`);
    server.isAway = false;
    await clock.tick(8000); // the longest pause between two tries, and half as much again
    await handedOn();
    server.send("event: room\ndata: 2\n\n");
    await handedOn();
    assert.deepEqual(heard.slice(-2), ["there", "room 2"]);
    stream.close();
  },
);

testWithClock(
  "away for three minutes it is tried every few seconds, and not more often",
  async (clock) => {
    const server = new Server();
    server.isAway = true;
    const { stream, heard } = reader(server);
    for (let second = 0; second < 180; second++) {
      await clock.tick(1000);
      await handedOn();
    }
    assert.ok(server.asked > 20 && server.asked < 90, `it was tried ${server.asked} times`);
    server.isAway = false;
    await clock.tick(8000);
    await handedOn();
    assert.equal(heard.at(-1), "there");
    stream.close();
  },
);

testWithClock("a stream on which nothing comes is given up and opened anew", async (clock) => {
  const server = new Server();
  const { stream, heard } = reader(server);
  await handedOn();
  await clock.tick(39_000);
  await handedOn();
  assert.deepEqual([server.asked, heard.at(-1)], [1, "there"]);
  await clock.tick(1000); // 40 s of silence, and no time yet to try again
  await handedOn();
  assert.equal(heard.at(-1), "away");
  await clock.tick(1000);
  await handedOn();
  assert.deepEqual([server.asked, heard.at(-1)], [2, "there"]);
  stream.close();
  await clock.tick(100_000);
  assert.equal(server.asked, 2, "closed, it asks no more");
});

// --- two topics ------------------------------------------------------------------------------

/** @param {number} status @param {object} refusal */
const refused = (status, refusal) => new Response(JSON.stringify(refusal), { status });

testWithClock("a class and a training share one stream, and each hears its own", async () => {
  const server = new Server();
  const { heard, news } = reader(server);
  await handedOn();
  const run = listener("run", { run: "a", after: "0.1.2" });
  news.open(run.topic);
  await handedOn();
  assert.deepEqual(server.queries, ["room=BCDFG", "room=BCDFG&run=a&after=0.1.2"]);
  assert.deepEqual(server.headers[1], { seat: "secret" });
  assert.equal(server.left, 1, "the one before was given back");
  server.send("id: 0.2.3\nevent: snapshot\ndata: 7\n\nevent: room\ndata: 1\n\n");
  await handedOn();
  assert.deepEqual(heard, ["there", "there", "room 1"]);
  assert.deepEqual(run.heard, ["there", "snapshot 7 0.2.3"]);
  // What has ended needs no other stream, and is not asked for when it is cut.
  server.send("id: 0.3.4\nevent: end\ndata: 8\n\nevent: room\ndata: 2\n\n");
  await handedOn();
  news.close(run.topic);
  await handedOn();
  assert.deepEqual([heard.at(-1), run.heard.at(-1), server.asked], ["room 2", "end 8 0.3.4", 2]);
  news.open(run.topic);
  await handedOn();
  news.close(run.topic);
  await handedOn();
  assert.deepEqual(server.queries.slice(2), ["room=BCDFG&run=a&after=0.1.2", "room=BCDFG"]);
  assert.equal(server.left, 3);
});

testWithClock("another training takes the place of the one before", async () => {
  const server = new Server();
  const { news } = reader(server);
  const [one, other] = [listener("run", { run: "a" }), listener("run", { run: "b" })];
  news.open(one.topic);
  news.open(other.topic);
  news.close(one.topic); // its panel goes after the other has come
  await handedOn();
  server.send("event: snapshot\ndata: 1\n\n");
  await handedOn();
  assert.deepEqual(server.queries.at(-1), "room=BCDFG&run=b");
  assert.deepEqual([one.heard, other.heard], [[], ["there", "snapshot 1"]]);
});

testWithClock("what is refused is left out, and the other one goes on", async (clock) => {
  const server = new Server();
  const { heard, news } = reader(server);
  const run = listener("run", { run: "a" });
  server.refuses = (query) =>
    query.has("run") ? refused(404, { status: "lost", reason: "no such run" }) : null;
  news.open(run.topic);
  await handedOn();
  assert.deepEqual(server.queries.slice(-2), ["room=BCDFG&run=a", "room=BCDFG"]);
  assert.deepEqual([run.heard, heard.at(-1)], [["no such run"], "there"]);
  server.refuses = (query) =>
    query.has("room") ? refused(403, { status: "forbidden", reason: "not yours" }) : null;
  news.open(run.topic);
  await handedOn();
  assert.deepEqual(server.queries.slice(-2), ["room=BCDFG&run=a", "run=a"]);
  assert.deepEqual([run.heard.at(-1), heard.at(-1)], ["there", "not yours"]);
  const { asked } = server;
  news.close(run.topic);
  await clock.tick(100_000);
  assert.equal(server.asked, asked, "nothing is left to be asked for");
});

testWithClock("a server that is busy, or has a proxy before it, is asked again", async (clock) => {
  for (const status of [429, 502]) {
    const server = new Server();
    server.refuses = () => refused(status, { status: "busy", reason: "later" });
    const { heard, stream } = reader(server);
    await handedOn();
    assert.deepEqual(heard, ["away"]);
    server.refuses = () => null;
    await clock.tick(1000);
    await handedOn();
    assert.equal(heard.at(-1), "there");
    stream.close();
  }
});

testWithClock(
  "a hidden tab gives its stream back, and has it again when it is seen",
  async (clock) => {
    const server = new Server();
    const { heard, page, news } = reader(server);
    const run = listener("run", { run: "a" });
    news.open(run.topic);
    await handedOn();
    const asked = server.asked;
    page.setHidden(true);
    await clock.tick(GRACE - 1);
    page.setHidden(false); // a glance at another tab changes nothing
    await clock.tick(3 * GRACE);
    assert.deepEqual([server.asked, heard.at(-1)], [asked, "there"]);
    page.setHidden(true);
    await clock.tick(GRACE);
    await handedOn();
    assert.deepEqual([heard.at(-1), run.heard.at(-1)], ["hidden", "hidden"]);
    await clock.tick(100_000);
    const other = listener("run", { run: "b" }); // Python draws the page anew meanwhile
    news.open(other.topic);
    assert.deepEqual([server.asked, other.heard], [asked, ["hidden"]]);
    page.setHidden(false);
    await handedOn();
    assert.deepEqual([heard.slice(-2), other.heard.at(-1)], [["seen", "there"], "there"]);
    assert.equal(server.queries.at(-1), "room=BCDFG&run=b");
  },
);

testWithClock("a tab in the background opens its stream when it is seen", async () => {
  const server = new Server();
  const page = new Page();
  page.hidden = true;
  const { topic, heard } = listener("run", { run: "a" });
  new NewsStream(/** @type {any} */ (page)).open(topic);
  await handedOn();
  assert.deepEqual([server.asked, heard], [0, ["hidden"]]);
  page.setHidden(false);
  await handedOn();
  assert.deepEqual([server.asked, heard], [1, ["hidden", "seen", "there"]]);
});
