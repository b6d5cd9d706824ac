/** Codes of attendance, as `training/rules/codes.py` makes them: eight letters a half minute. */

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Return what computes a session's codes from its secret; null where the browser cannot. */
export async function coder(secretHex, session) {
  if (!crypto.subtle) return null;
  const secret = Uint8Array.from(secretHex.match(/../g), (pair) => parseInt(pair, 16));
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", secret, hmac, false, ["sign"]);
  return async (step) => {
    const said = new TextEncoder().encode(`${session}.${step}`);
    const drawn = new Uint8Array(await crypto.subtle.sign("HMAC", key, said));
    const bits = drawn.slice(0, 5).reduce((value, byte) => value * 256n + BigInt(byte), 0n);
    return Array.from({ length: 8 }, (_, n) => LETTERS[Number((bits >> BigInt(35 - 5 * n)) & 31n)]).join("");
  };
}
