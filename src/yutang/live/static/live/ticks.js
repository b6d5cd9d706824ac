/** The room as the gate tells it: one tick a second at most, resumed after a break.
 *
 * The first event is the whole state, later ones only what changed. Lost lines come back with
 * `Last-Event-ID`, which the browser keeps; where streams do not get through (old proxies) the
 * state is asked for every few seconds instead.
 */

const BACKOFF_MS = [500, 1000, 2000, 4000, 8000, 15000];
const POLL_MS = 3000;
const PATIENCE_MS = 5000;

export function createTicks({ events, state }) {
  const room = { lots: new Map() };
  const listeners = new Map();
  let source = null;
  let tries = 0;
  let poll = null;
  let lostAt = Date.now();
  let stopped = false;

  const tell = (key, value, before) =>
    (listeners.get(key) ?? []).forEach((listener) => listener(value, before));

  /** Listen to one key of the tick; called at once when it is known already. */
  function on(key, listener) {
    listeners.set(key, [...(listeners.get(key) ?? []), listener]);
    if (key in room && key !== "lots") listener(room[key]);
    if (key === "lots" && room.lots.size) listener([...room.lots.values()]);
  }

  function take(change) {
    for (const [key, value] of Object.entries(change)) {
      const before = room[key];
      if (key === "lots") value.forEach((lot) => room.lots.set(lot.lot, lot));
      else room[key] = value;
      if (key === "lots" || key === "chat" || key === "hidden") tell(key, value, before);
      else if (JSON.stringify(value) !== JSON.stringify(before)) tell(key, value, before);
    }
    tell("any", room);
  }

  /** An event came through: only that proves that streams do. */
  function heard(event) {
    tries = 0;
    lostAt = null;
    clearInterval(poll);
    poll = null;
    take(JSON.parse(event.data));
    tell("online", true);
  }

  function open() {
    if (stopped) return;
    source?.close();
    source = new EventSource(events);
    source.addEventListener("state", heard);
    source.addEventListener("tick", heard);
    source.onerror = () => {
      lostAt ??= Date.now();
      tell("online", poll !== null);
      if (source.readyState === EventSource.CLOSED) again();
    };
  }

  /** The browser gave up (an answer that was no stream): try again, ever less often. */
  function again() {
    const wait = BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)];
    tries += 1;
    setTimeout(open, wait * (0.75 + Math.random() / 2));
  }

  /** Streams that never open, or that a proxy holds back: ask for the state meanwhile. */
  function watch() {
    if (stopped || poll !== null || lostAt === null || Date.now() - lostAt < PATIENCE_MS) return;
    poll = setInterval(ask, POLL_MS);
    ask();
  }

  async function ask() {
    try {
      const answer = await fetch(state, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      take(await answer.json());
      tell("online", true);
    } catch {
      tell("online", false);
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && source?.readyState === EventSource.CLOSED) open();
  });
  window.addEventListener("online", () => {
    if (source?.readyState !== EventSource.OPEN) open();
  });
  window.addEventListener("pagehide", () => {
    stopped = true;
    source?.close();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      stopped = false;
      open();
    }
  });

  setInterval(watch, 1000);

  return { on, open, room };
}
