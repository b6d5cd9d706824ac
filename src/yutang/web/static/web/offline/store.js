/** What this phone holds until the server has it: drafts, and what waits to be sent. */

import { createStore, del, get, set, values } from "../vendor/idb-keyval.mjs";

const drafts = createStore("yutang-drafts", "drafts");
const waiting = createStore("yutang-waiting", "waiting");

export const draft = {
  get: (name) => get(name, drafts),
  keep: (name, value) => set(name, value, drafts),
  drop: (name) => del(name, drafts),
};

export const queue = {
  keep: (entry) => set(entry.id, entry, waiting),
  drop: (entry) => del(entry.id, waiting),
  /** What this person is waiting for, the oldest first. */
  of: async (owner) =>
    (await values(waiting))
      .filter((entry) => entry.owner === owner)
      .sort((one, other) => one.at - other.at),
};
