/** Takes what was scanned out of the address and sends it; without a line it waits in the outbox. */

import { claimTime } from "./claim.js";
import "../web/offline/outbox.js";

const form = document.querySelector('form[data-outbox="attend"]');
claimTime(form);
takeScanned();
// Scanned while this page is open already, the address changes and nothing is loaded.
window.addEventListener("hashchange", takeScanned);

function takeScanned() {
  const scanned = location.hash.slice(1);
  if (!/^\d+\.\d+\.[0-9A-Z]{8}$/.test(scanned)) return;
  history.replaceState(null, "", location.pathname);
  form.elements.scanned.value = scanned;
  document.querySelector('[data-part="scanned"]').hidden = false;
  form.requestSubmit();
}
