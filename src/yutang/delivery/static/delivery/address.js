/** A pasted address is read as soon as it is there, and put right in one tap, without a new page.
 *
 * Without this file the same buttons send the form, and the page comes back filled.
 */

async function read(form, submitter) {
  const receiver = form.querySelector("[data-read-at]") ?? form;
  const data = new FormData(form, submitter);
  submitter?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(receiver.dataset.readAt, { method: "POST", body: data });
    if (!answer.ok) throw new Error("not read");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const filled = page.querySelector("[data-part=contact-fields]");
    receiver.querySelector("[data-part=contact-fields]").replaceWith(filled);
  } catch {
    if (submitter) form.requestSubmit(submitter);
  } finally {
    submitter?.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-read]");
  if (!button || !event.isTrusted) return;
  event.preventDefault();
  read(button.form, button);
});

document.addEventListener("paste", (event) => {
  if (!event.target.matches?.("[data-part=pasted]")) return;
  const { form } = event.target;
  setTimeout(() => read(form, form.querySelector("button[data-read][name=read]")));
});
