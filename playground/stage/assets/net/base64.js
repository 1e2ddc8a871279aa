/** Numbers as Python packs them. No DOM. */

/** Base64 of float32, least byte first. @returns {Float32Array} */
export function numbers(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < bytes.length; place++) bytes[place] = letters.charCodeAt(place);
  return new Float32Array(bytes.buffer);
}
