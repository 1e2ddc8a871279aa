/** What Python and the hand tell each other of their state. No DOM. */

/** A version begins with the server's name for the session. */
export const sessionOf = (version) => version?.split("-")[0];

/** What glides from one hand to the other: numbers, and lists that keep their length. */
export const moving = (from, to) =>
  Object.keys(to).filter((key) =>
    key !== "camera" && key !== "frozen" && (typeof to[key] === "number" ||
      (Array.isArray(to[key]) && to[key].length === from[key]?.length))
  );

/** What changes with everything that a button asked Python for. */
export const doneIn = ({ version, refused, asked }) => [version, refused, asked].join();
