/** Chat: lines come with the ticks, one's own go by POST. Text is only ever set as text. */

import { say } from "./words.js";

const KEPT = 120;

export function createChat({ url, host, onSignIn }) {
  const list = document.getElementById("lines");
  const form = document.getElementById("say");
  const seen = new Set([...list.children].map((line) => Number(line.dataset.id)));

  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const toEnd = () => {
    list.scrollTop = list.scrollHeight;
  };

  function append(line) {
    const follow = atEnd();
    line.classList.add("fresh");
    list.append(line);
    while (list.children.length > KEPT) list.firstElementChild.remove();
    if (follow) toEnd();
  }

  /** Show the new lines of a tick. */
  function add(lines) {
    for (const { id, person, name, text } of lines) {
      if (seen.has(id)) continue;
      seen.add(id);
      const line = document.createElement("li");
      const who = document.createElement("b");
      const what = document.createElement("span");
      line.dataset.id = id;
      line.classList.toggle("from-host", person === host);
      who.textContent = person === host ? `${name} · ${say("host")}` : name;
      what.textContent = text;
      line.append(who, " ", what);
      append(line);
    }
  }

  /** Take lines away that a moderator hid. */
  function hide(ids) {
    const gone = new Set(ids);
    for (const line of [...list.children]) {
      if (gone.has(Number(line.dataset.id))) line.remove();
    }
  }

  /** A line by the room itself: a good was pinned, sold out, stocked. */
  function announce(text) {
    const line = document.createElement("li");
    line.className = "said-by-room";
    line.textContent = text;
    append(line);
  }

  function note(text) {
    const line = form.querySelector(".say-note");
    line.textContent = text;
    line.hidden = !text;
    if (text) setTimeout(() => note(""), 4000);
  }

  async function send(event) {
    event.preventDefault();
    const input = form.elements.text;
    const text = input.value.trim();
    if (!text) return;
    input.value = "";
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ text }),
      });
      if (answer.ok) return toEnd();
      if (answer.status === 401) return onSignIn();
      input.value = text;
      note((await answer.json()).message ?? say("say_failed"));
    } catch {
      input.value = text;
      note(say("say_failed"));
    }
  }

  form?.addEventListener("submit", send);
  toEnd();
  return { add, hide, announce };
}
