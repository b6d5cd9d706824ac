/** Writes this phone's time into a form when it is sent: before the outbox takes its fields. */

export function claimTime(form) {
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target === form) form.elements.claimed_at.value = new Date().toISOString();
    },
    true,
  );
}
