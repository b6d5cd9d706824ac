/** While a payment is waited for, ask our own server where it stands, and go on when it moved.
 *
 * Works on the checkout's page and inside the room's sheet, which comes and goes: whatever says
 * data-part="waiting" with an address is asked about. Going on presses the fragment's own button,
 * so the page and the sheet each do what they do with a form. A page nobody looks at does not ask.
 */

const EVERY_MS = 3000;

async function moved(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok && (await answer.json()).stage !== "waiting";
  } catch {
    return false;
  }
}

async function look() {
  const waiting = document.querySelector("[data-part=waiting][data-ask]");
  if (waiting && !document.hidden && (await moved(waiting.dataset.ask)) && waiting.isConnected) {
    const button = waiting.querySelector("[data-asks]");
    if (button) button.form.requestSubmit(button);
  }
  setTimeout(look, EVERY_MS);
}

setTimeout(look, EVERY_MS);
