/** What the sheets of buying and of waiting have in common: the good, how many, the key of a wish. */

import { say } from "./words.js";

const MOST = 99;

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Plain http in a village network: no randomUUID, but random bytes there are.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** One wish has one key: kept over double taps, retries and reloads until it is answered. */
export function createKeys(prefix) {
  const name = (lot) => `${prefix}-${lot}`;
  return {
    of(lot) {
      const kept = sessionStorage.getItem(name(lot));
      if (kept) return kept;
      const made = newKey();
      sessionStorage.setItem(name(lot), made);
      return made;
    },
    /** A wish went out and no definite answer came back. */
    asked: (lot) => sessionStorage.getItem(name(lot)) !== null,
    forget: (lot) => sessionStorage.removeItem(name(lot)),
  };
}

/** A stepper between 1 and what the lot allows. */
export function createQuantity(sheet, input, onChange) {
  let most = MOST;

  function set(value) {
    const number = Math.min(Math.max(1, Math.floor(value) || 1), most);
    input.value = number;
    const [less, more] = sheet.querySelectorAll("[data-step]");
    less.disabled = number <= 1;
    more.disabled = number >= most;
    onChange(number);
  }

  input.addEventListener("change", () => set(Number(input.value)));
  sheet.querySelectorAll("[data-step]").forEach((button) =>
    button.addEventListener("click", () => set(Number(input.value) + Number(button.dataset.step))),
  );

  return {
    set,
    value: () => Number(input.value),
    /** Let it go no higher than this; what stands there is brought down to it. */
    limit(wanted) {
      const before = most;
      most = Math.max(1, Math.min(MOST, wanted));
      // Whoever is typing is not interrupted: an empty field may become 12.
      if (most === before && document.activeElement === input) onChange(Number(input.value) || 1);
      else set(Number(input.value));
    },
  };
}

/** The most units that one order of this good may have. */
export const mostOf = ({ limit, householdLimit }) =>
  Math.min(limit ?? Infinity, householdLimit ?? Infinity);

/** Show which good this sheet is about; `node` finds an element of the sheet by its short name. */
export function showGood(node, good) {
  node("name").textContent = good.name;
  node("place").textContent = good.place;
  node("price").textContent = good.price;
  node("per").textContent = good.per;
  if (node("picture").getAttribute("src") !== good.picture) node("picture").src = good.picture;
  node("limit").textContent = limits(good);
}

function limits({ limit, householdLimit }) {
  const each = limit ? say("limit", { count: limit }) : "";
  const household = householdLimit ? say("household_limit", { count: householdLimit }) : "";
  return [each, household].filter(Boolean).join(" · ");
}

/** The coupon's field: there when the lot needs one, a refusal beside it. */
export function createCoupon(node) {
  const field = node("coupon-field");
  const input = node("coupon");
  const refusal = node("coupon-error");

  function complain(text) {
    refusal.textContent = text;
    refusal.hidden = !text;
    input.setAttribute("aria-invalid", String(Boolean(text)));
    if (text) input.focus();
  }

  input.addEventListener("input", () => complain(""));

  return {
    complain,
    show(needed) {
      field.hidden = !needed;
      complain("");
    },
    /** What is sent with the wish. */
    fields() {
      const coupon = field.hidden ? "" : input.value.trim();
      return coupon ? { coupon } : {};
    },
  };
}

const DOUBLE_TAP_MS = 600;

/** Close by its cross and by a tap beside it; but not by the second tap of a double tap whose first
 * one turned the sheet into a shorter one. Returns what is called when it turns.
 */
export function closable(sheet) {
  let turnedAt = -Infinity;
  sheet.querySelector("[data-close]").addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => {
    const aimed = performance.now() - turnedAt > DOUBLE_TAP_MS;
    if (event.target === sheet && aimed) sheet.close();
  });
  return () => {
    turnedAt = performance.now();
  };
}
