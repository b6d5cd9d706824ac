/** The host's camera: preview, MediaRecorder, and the way to the gate. No words, only codes.
 *
 * createBroadcast({ url, pass, preview, onState }) returns { open, start, stop, flip, close }:
 * `open()` asks for camera and microphone and shows the preview, `start()` goes live, `stop()` ends
 * the broadcast and keeps the preview, `flip()` changes between front and back camera, `close()`
 * lets go of everything.
 *
 * onState({ state, health, code, transcoding, segments }) on every change.
 *   state: closed, asking, preview, connecting, live, reconnecting, stopped, failed
 *   health: good, weak, bad (of the way to the gate; good while not live)
 *   code: why; empty when there is nothing to say.
 *     of the device: insecure, no_recorder, camera_refused, camera_missing, camera_busy,
 *       camera_failed, microphone_refused
 *     of a break: phone, background, network, host
 *     from the gate: no_sound, no_picture, bad_picture, bad_sound, replaced,
 *       finished, sign_in_needed, foreign_page, malformed, no_media, bad_input, storage, busy
 */

import { createAwake } from "./awake.js";
import { cameraCode, createDevices, recorderKind } from "./devices.js";

const SLICE_MS = 500;
const KEY_PICTURE_MS = 2000;
const RUNGS = [1_800_000, 1_000_000, 500_000];
const SOUND_BITS = 96_000;
const RETRY_MS = [500, 1000, 2000, 4000, 8000];
const SETTLED_MS = 15_000;
const WEAK_S = 1.5;
const BAD_S = 4;
const HOPELESS_S = 15;
const STEP_DOWN_AFTER_S = 8;
const DEAF_AFTER_MS = 8000;

const FINAL = { 4400: "malformed", 4401: "sign_in_needed", 4403: "foreign_page", 4409: "replaced", 4410: "finished" };
const HOPELESS_REASONS = ["no_media", "bad_input", "storage"];
export function createBroadcast({ url, pass, preview, onState }) {
  const shown = { state: "closed", health: "good", code: "", transcoding: false, segments: 0 };
  const kind = recorderKind();
  const devices = createDevices({
    small: Boolean(kind?.includes("vp8")),
    onMuted: cameraMuted,
    onBack: cameraBack,
    onLost: cameraLost,
  });
  let facing = "environment";
  let stream = null;
  let wanted = false;
  let run = null;
  let rung = 0;
  let tries = 0;
  let hopeless = 0;
  let retry = null;
  const awake = createAwake();

  function say(change) {
    const before = JSON.stringify(shown);
    Object.assign(shown, change);
    if (JSON.stringify(shown) !== before) onState({ ...shown });
  }

  // ---- camera and microphone

  async function open() {
    if (!navigator.mediaDevices) return say({ state: "failed", code: "insecure" });
    if (!kind) return say({ state: "failed", code: "no_recorder" });
    if (!wanted) say({ state: "asking", code: "" });
    try {
      stream = await devices.take(facing);
      preview.muted = true;
      preview.playsInline = true;
      preview.srcObject = stream;
      preview.play().catch(() => {});
      say({ state: wanted ? shown.state : "preview", code: devices.refused() });
      return true;
    } catch (error) {
      say({ state: wanted ? "reconnecting" : "failed", code: cameraCode(error) });
      return false;
    }
  }

  function cameraMuted() {
    away(document.hidden ? "background" : "phone");
  }

  function cameraBack() {
    tell({ type: "back" });
    say({ code: "" });
  }

  /** A phone call may take the camera for good: take it again as soon as the page is looked at. */
  function cameraLost() {
    away(document.hidden ? "background" : "phone");
    if (!document.hidden) renew();
  }

  async function renew() {
    if (await open()) restart("phone");
    else if (wanted) again("camera_busy");
  }

  async function flip() {
    facing = facing === "environment" ? "user" : "environment";
    if (wanted) tell({ type: "away", reason: "host" });
    const done = await open();
    if (wanted) restart("host");
    return done;
  }

  // ---- one run: a socket and a recorder that begin together

  function start() {
    if (!stream || wanted) return;
    wanted = true;
    tries = hopeless = rung = 0;
    awake.hold();
    connect();
  }

  function connect() {
    clearTimeout(retry);
    retry = null;
    if (!wanted || run) return;
    say({ state: tries || shown.segments ? "reconnecting" : "connecting" });
    const socket = new WebSocket(new URL(url, location.href.replace(/^http/, "ws")));
    const mine = { socket, recorder: null, began: Date.now(), heard: Date.now(), late: 0, rate: RUNGS[rung] / 8 };
    run = mine;
    socket.addEventListener("open", () => record(mine));
    socket.addEventListener("message", ({ data }) => hear(mine, JSON.parse(data)));
    socket.addEventListener("close", ({ code, reason }) => closed(mine, code, reason));
    mine.watch = setInterval(() => watch(mine), 1000);
  }

  function record(mine) {
    mine.heard = Date.now();
    mine.socket.send(JSON.stringify({ pass, source: "camera" }));
    try {
      mine.recorder = new MediaRecorder(stream, {
        mimeType: kind,
        videoBitsPerSecond: RUNGS[rung],
        audioBitsPerSecond: SOUND_BITS,
        videoKeyFrameIntervalDuration: KEY_PICTURE_MS,
      });
    } catch {
      return restart("network");
    }
    mine.recorder.addEventListener("dataavailable", ({ data }) => {
      if (data.size && mine.socket.readyState === WebSocket.OPEN) mine.socket.send(data);
    });
    mine.recorder.addEventListener("error", () => restart("network", mine));
    mine.recorder.addEventListener("stop", () => {
      if (mine.stopping) tell({ type: "stop" }, mine);
      else if (wanted && run === mine) cameraLost();
    });
    mine.recorder.start(SLICE_MS);
    if (document.hidden) away("background");
  }

  function hear(mine, message) {
    mine.heard = Date.now();
    if (message.type === "health") {
      say({ segments: message.segments, transcoding: message.transcoding });
      mine.behind = message.buffered_ms / 1000;
      if (message.segments && run === mine) {
        const ended = shown.state !== "live" && ["network", "host"].includes(shown.code);
        say({ state: "live", code: ended ? "" : shown.code });
      }
    } else if (message.type === "warning") {
      if (message.code === "transcoding") say({ transcoding: true });
      else say({ code: message.code });
    }
  }

  /** Each second: how much waits to be sent, and whether the gate still answers. */
  function watch(mine) {
    if (mine.socket.readyState !== WebSocket.OPEN) {
      if (Date.now() - mine.began > DEAF_AFTER_MS) restart("network", mine);
      return;
    }
    const waiting = mine.socket.bufferedAmount / mine.rate + (mine.behind ?? 0);
    const health = waiting > BAD_S ? "bad" : waiting > WEAK_S ? "weak" : "good";
    mine.late = health === "bad" ? mine.late + 1 : 0;
    say({ health });
    if (Date.now() - mine.began > SETTLED_MS) tries = hopeless = 0;
    const narrow = mine.late > STEP_DOWN_AFTER_S && rung < RUNGS.length - 1;
    if (narrow) rung += 1;
    const deaf = Date.now() - mine.heard > DEAF_AFTER_MS;
    if (narrow || deaf || waiting > HOPELESS_S) restart("network", mine);
  }

  function closed(mine, code, reason) {
    if (run !== mine) return;
    drop();
    if (mine.stopping) return finished("stopped", "");
    if (FINAL[code]) return finished(code === 4409 || code === 4410 ? "stopped" : "failed", FINAL[code]);
    if (HOPELESS_REASONS.includes(reason) && ++hopeless >= 3) return finished("failed", reason);
    again("network");
  }

  function again(code) {
    if (!wanted) return;
    say({ state: "reconnecting", code });
    const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)];
    tries += 1;
    clearTimeout(retry);
    retry = setTimeout(() => (stream?.active ? connect() : renew()), wait * (0.8 + 0.4 * Math.random()));
  }

  /** End this run and begin another: a new header, a new size, a clean way. */
  function restart(code, only = run) {
    if (!wanted || run !== only) return;
    drop();
    say({ state: "reconnecting", code });
    if (tries) return again(code);
    tries += 1;
    connect();
  }

  function drop() {
    const old = run;
    run = null;
    if (!old) return;
    clearInterval(old.watch);
    if (old.recorder && old.recorder.state !== "inactive") old.recorder.stop();
    old.socket.close();
  }

  function finished(state, code) {
    wanted = false;
    clearTimeout(retry);
    awake.release();
    say({ state: stream ? state : "closed", code, health: "good", segments: 0, transcoding: false });
  }

  /** End the broadcast: the last slice, then the word, then the gate closes. */
  function stop() {
    if (!wanted) return;
    const mine = run;
    if (!mine || mine.socket.readyState !== WebSocket.OPEN) {
      drop();
      return finished("stopped", "");
    }
    mine.stopping = true;
    wanted = false;
    if (mine.recorder && mine.recorder.state !== "inactive") mine.recorder.stop();
    else tell({ type: "stop" }, mine);
    setTimeout(() => {
      if (run !== mine) return;
      drop();
      finished("stopped", "");
    }, DEAF_AFTER_MS);
  }

  function tell(message, mine = run) {
    if (mine?.socket.readyState === WebSocket.OPEN) mine.socket.send(JSON.stringify(message));
  }

  function away(reason) {
    if (!wanted) return;
    tell({ type: "away", reason });
    say({ code: reason });
  }

  // ---- the phone around us

  function looked() {
    const held = matchMedia("(pointer: coarse)").matches;
    if (document.hidden) {
      // A phone takes the camera away from a page that nobody looks at; a desk does not.
      if (held) away("background");
      return;
    }
    if (!wanted) return;
    awake.hold();
    const live = stream?.getVideoTracks()[0]?.readyState === "live";
    if (!live) renew();
    else if (!run) {
      tries = 0;
      connect();
    } else if (held) cameraBack();
  }

  function online() {
    if (!wanted || run) return;
    tries = 0;
    connect();
  }

  function close() {
    stop();
    devices.close();
    stream = preview.srcObject = null;
    document.removeEventListener("visibilitychange", looked);
    removeEventListener("online", online);
    say({ state: "closed", code: "" });
  }

  document.addEventListener("visibilitychange", looked);
  addEventListener("online", online);
  return { open, start, stop, flip, close };
}
