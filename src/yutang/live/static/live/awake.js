/** Keeps the phone's screen on while the host is live. */
export function createAwake() {
  let lock = null;

  async function hold() {
    try {
      lock = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      lock = null; // a nearly empty battery may refuse
    }
  }

  function release() {
    lock?.release().catch(() => {});
    lock = null;
  }

  return { hold, release };
}
