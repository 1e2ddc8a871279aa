/** The app's address, found from where this script was served, so that it works below any path. */
export const BASE = new URL("../../../../", import.meta.url).href;
