/**
 * What a link hides and locks on its page, by the accessible names of the controls: `only=w,b` hides
 * all others, `lock=b` locks one. Without DOM.
 */

/**
 * @typedef {{only: string[], lock: string[]}} Restrictions
 * @typedef {{shown: Set<string> | null, locked: Set<string>, unknown: string[]}} Verdict `shown` is
 *   null where nothing is hidden; `unknown` are sentences about what was left out
 */

export const FIELDS = /** @type {const} */ (["only", "lock"]);
const MOST = 100;
const LONGEST = 60;

/** @type {Restrictions} */
let now = { only: [], lock: [] };

/** @param {Restrictions} restrictions that hold from now on, all of them about controls of the page */
export function set(restrictions) {
  now = restrictions;
}

/** Whether a control may be moved, also by the picture that moves with it. @param {{name: string}} control */
export const isFree = ({ name }) =>
  !now.lock.includes(name) && (now.only.length === 0 || now.only.includes(name));

/** A comma stands between two names; one in a name is written as "%2C". @param {string} name */
const escaped = (name) => name.replace(/[%,]/g, encodeURIComponent);
/** @param {string} text */
const unescaped = (text) => text.replace(/%(25|2C)/gi, decodeURIComponent);

/** @param {string} search of an address @returns {Restrictions} */
export function read(search) {
  const fields = new URLSearchParams(search);
  const names = (/** @type {string} */ field) => [
    ...new Set(
      fields.getAll(field).join(",").split(",").map((name) => unescaped(name).trim())
        .filter(Boolean),
    ),
  ];
  return { only: names("only"), lock: names("lock") };
}

/**
 * An address with other restrictions.
 *
 * @param {string} search
 * @param {Restrictions} restrictions
 * @returns {string} with its question mark, or ""
 */
export function written(search, restrictions) {
  const others = search.replace(/^\?/, "").split("&").filter((field) =>
    field && !FIELDS.some((name) => field.split("=")[0] === name)
  );
  const own = FIELDS.filter((name) => restrictions[name].length).map((name) =>
    `${name}=${restrictions[name].map((one) => encodeURIComponent(escaped(one))).join(",")}`
  );
  const all = [...others, ...own];
  return all.length ? `?${all.join("&")}` : "";
}

/**
 * Names that no control of the page has are left out; of a field with none left, nothing holds.
 *
 * @param {Restrictions} restrictions
 * @param {Iterable<string>} names of the page's controls
 * @returns {Verdict}
 */
export function judge(restrictions, names) {
  const all = new Set(names);
  /** @type {Record<string, string[]>} */
  const good = {};
  /** @type {string[]} */
  const unknown = [];
  for (const field of FIELDS) {
    const given = restrictions[field];
    good[field] = given.slice(0, MOST).filter((name) => all.has(name));
    for (const name of given.slice(0, MOST)) {
      if (all.has(name)) continue;
      const short = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
      unknown.push(`“${short}” in ${field}= is no control of this page, so it is left out.`);
    }
    if (given.length > MOST) {
      unknown.push(
        `${field}= has ${given.length} names; those after the first ${MOST} are left out.`,
      );
    }
  }
  const shown = good.only.length ? new Set(good.only) : null;
  return { shown, locked: new Set(good.lock), unknown };
}
