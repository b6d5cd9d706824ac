/** The moving picture: HLS by hls.js, or the browser's own where there is no MediaSource (iPhone).
 *
 * It is told what to show and keeps trying: a broken stream is loaded anew until it plays or
 * something else is to be shown.
 */

const LIVE = {
  liveSyncDurationCount: 2,
  liveMaxLatencyDurationCount: 6,
  maxLiveSyncPlaybackRate: 1.15,
  backBufferLength: 12,
  maxBufferLength: 12,
  manifestLoadingMaxRetry: 1,
  levelLoadingMaxRetry: 2,
};
const REPLAY = { startPosition: 0, maxBufferLength: 30 };
const RETRY_MS = [1000, 2000, 3000, 5000, 8000];
const STALL_MS = 9000;

export function createPlayer(video, { onState, onShape }) {
  let wanted = { url: "", live: false };
  let hls = null;
  let tries = 0;
  let retry = null;
  let moved = { time: 0, at: 0 };

  /** Show a playlist; the same one again changes nothing. Empty shows nothing. */
  function show(url, live) {
    if (wanted.url === url && wanted.live === live) return;
    wanted = { url, live };
    tries = 0;
    if (url) load();
    else clear();
  }

  function clear() {
    clearTimeout(retry);
    hls?.destroy();
    hls = null;
    video.removeAttribute("src");
    video.load();
    onState("empty");
  }

  async function load() {
    const { url, live } = wanted;
    clearTimeout(retry);
    hls?.destroy();
    hls = null;
    onState("waiting");
    moved = { time: -1, at: Date.now() };
    if (!("MediaSource" in window)) {
      video.src = url;
      return play();
    }
    const { default: Hls } = await import("../web/vendor/hls.light.min.mjs");
    if (wanted.url !== url) return;
    hls = new Hls({ ...(live ? LIVE : REPLAY), enableWorker: false });
    hls.on(Hls.Events.MANIFEST_PARSED, play);
    hls.on(Hls.Events.ERROR, (_event, problem) => {
      if (!problem.fatal) return;
      if (problem.type === Hls.ErrorTypes.MEDIA_ERROR && tries < 2) {
        tries += 1;
        hls.recoverMediaError();
      } else again();
    });
    hls.loadSource(url);
    hls.attachMedia(video);
  }

  function again() {
    onState("waiting");
    clearTimeout(retry);
    const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)];
    tries += 1;
    retry = setTimeout(load, wait);
  }

  function play() {
    // Refused without a tap (power saving): the sound button starts it.
    video.play().catch(() => onState("blocked"));
  }

  /** After a break the same playlist goes on: take it up again at its living end. */
  function resume() {
    if (!wanted.url || !wanted.live) return;
    const behind = hls?.liveSyncPosition;
    if (hls && behind && video.readyState >= 2) {
      if (behind - video.currentTime > 6) video.currentTime = behind;
      play();
    } else load();
  }

  function watch() {
    if (!wanted.url || document.hidden) return;
    const playing = !video.paused && video.currentTime !== moved.time;
    if (playing || (!wanted.live && video.paused)) {
      moved = { time: video.currentTime, at: Date.now() };
      return;
    }
    if (wanted.live && Date.now() - moved.at > STALL_MS) load();
  }

  video.addEventListener("playing", () => {
    tries = 0;
    onState("playing");
  });
  video.addEventListener("resize", () => {
    if (video.videoWidth) onShape(video.videoWidth > video.videoHeight ? "wide" : "tall");
  });
  video.addEventListener("error", () => {
    if (!hls && wanted.url) again();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) resume();
  });
  setInterval(watch, 3000);

  return { show, resume, play, clear };
}
