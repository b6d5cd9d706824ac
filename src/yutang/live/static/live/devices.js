/** Camera and microphone: taken, turned round, let go of. No words, only codes.
 *
 * createDevices({ small, onMuted, onBack, onLost }) returns { take, refused, close }:
 * `take(facing)` gives a stream of picture and sound (silence where the microphone is refused, which
 * `refused()` then says), `close()` lets go of everything. The three callbacks tell when the
 * camera falls silent, comes back, or is taken away.
 */

const CAMERA_CODES = {
  NotAllowedError: "camera_refused",
  SecurityError: "camera_refused",
  NotFoundError: "camera_missing",
  OverconstrainedError: "camera_missing",
  NotReadableError: "camera_busy",
  AbortError: "camera_busy",
};

// H.264 is passed on as it is. WebM comes first: its slices leave at once, while MP4 waits for the
// next key picture; Safari has H.264 in MP4 only. VP8 has to be encoded again by the gate.
const KINDS = [
  'video/webm;codecs="h264,opus"',
  'video/mp4;codecs="avc1.42E01F,mp4a.40.2"',
  'video/mp4;codecs="avc1.42E01F,opus"',
  'video/webm;codecs="vp8,opus"',
];

/** What this browser records best, or undefined where it cannot. */
export function recorderKind() {
  return globalThis.MediaRecorder && KINDS.find((each) => MediaRecorder.isTypeSupported(each));
}

/** The code for what the browser threw. */
export function cameraCode(error) {
  return CAMERA_CODES[error.name] ?? "camera_failed";
}

export function createDevices({ small, onMuted, onBack, onLost }) {
  let stream = null;
  let silence = null;
  let refused = "";

  async function take(facing) {
    const picture = await takeCamera(facing);
    const sound = await takeMicrophone();
    stream = new MediaStream([picture, sound]);
    picture.addEventListener("mute", onMuted);
    picture.addEventListener("unmute", onBack);
    picture.addEventListener("ended", onLost);
    sound.addEventListener("ended", onLost, { once: true });
    return stream;
  }

  async function takeCamera(facing) {
    const video = {
      facingMode: facing,
      width: { ideal: small ? 854 : 1280 },
      height: { ideal: small ? 480 : 720 },
      frameRate: { ideal: 30, max: 30 },
    };
    // A phone opens one camera at a time: the old one must be let go before the new one.
    stream?.getVideoTracks().forEach(letGo);
    const taken = await navigator.mediaDevices.getUserMedia({ video });
    return taken.getVideoTracks()[0];
  }

  async function takeMicrophone() {
    const kept = stream?.getAudioTracks().find((track) => track.readyState === "live");
    if (kept) return kept;
    try {
      const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
      const taken = await navigator.mediaDevices.getUserMedia({ audio });
      refused = "";
      return taken.getAudioTracks()[0];
    } catch {
      refused = "microphone_refused";
      return silentTrack();
    }
  }

  /** A stream without a sound track stalls on many phones: silence is sound too. */
  function silentTrack() {
    silence ??= new AudioContext();
    const source = silence.createConstantSource();
    const quiet = silence.createGain();
    const way = silence.createMediaStreamDestination();
    quiet.gain.value = 0;
    source.connect(quiet).connect(way);
    source.start();
    return way.stream.getAudioTracks()[0];
  }

  function letGo(track) {
    track.removeEventListener("mute", onMuted);
    track.removeEventListener("unmute", onBack);
    track.removeEventListener("ended", onLost);
    track.stop();
  }

  function close() {
    stream?.getVideoTracks().forEach(letGo);
    stream?.getAudioTracks().forEach((track) => track.stop());
    silence?.close();
    stream = silence = null;
  }

  return { take, refused: () => refused, close };
}
