/** Numbers as Python packs them. */

/** @param {string} text base64 of float32, least byte first @returns {Float32Array<ArrayBuffer>} */
export function numbers(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return new Float32Array(bytes.buffer);
}
