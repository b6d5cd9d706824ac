/** Reads and checks what an installation signed: compact JWS (RFC 7515), ES256, by the browser's
 * own WebCrypto. Knows no page and no server. In the file to keep, these modules are one: no two of
 * them give a name twice. */

const SIGNATURE_BYTES = 64;
const CODE_MOST = 4000;

/** The code in what was scanned, pasted or stands after the # of an address. */
export function codeIn(text) {
  const whole = text.replace(/\s+/g, "");
  return whole.slice(whole.lastIndexOf("#") + 1);
}

/** What was signed; throws an Error whose message is why not: shape, algorithm, kind, key, signature. */
export async function opened(code, kind, keys) {
  const parts = code.split(".");
  if (parts.length !== 3 || code.length > CODE_MOST) throw new Error("shape");
  const [head, body, mark] = parts.map(bytesOf);
  const header = objectIn(head);
  const claims = objectIn(body);
  if (header.alg !== "ES256" || mark.length !== SIGNATURE_BYTES) throw new Error("algorithm");
  const jwk = keys.find((key) => key.kid === header.kid);
  if (!jwk) throw new Error("key");
  const { kty, crv, x, y } = jwk;
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, curve, false, ["verify"]);
  const said = new TextEncoder().encode(`${parts[0]}.${parts[1]}`);
  const right = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, mark, said);
  if (!right) throw new Error("signature");
  if (header.typ !== kind) throw new Error("kind");
  return claims;
}

/** The bytes of one part, which has one spelling only. */
function bytesOf(text) {
  if (!/^[\w-]+$/.test(text)) throw new Error("shape");
  let plain;
  try {
    plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    throw new Error("shape");
  }
  const again = btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  if (again !== text) throw new Error("shape");
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function objectIn(bytes) {
  try {
    const said = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (said && typeof said === "object" && !Array.isArray(said)) return said;
  } catch {
    // falls through: no JSON is as good as another shape
  }
  throw new Error("shape");
}
