/** What time it is at the server, whatever this phone's clock says.
 *
 * Every answer was made a little before it arrived, so of the differences seen lately the greatest
 * is nearest to the truth. Only the last ones count: a clock that is set anew is followed.
 */

const KEPT = 30;

export function createServerTime(first) {
  let seen = [first - Date.now() / 1000];

  /** Take the moment (seconds since 1970) that a tick was made at. */
  function hear(at) {
    seen = [...seen, at - Date.now() / 1000].slice(-KEPT);
  }

  /** Seconds since 1970 at the server. */
  const now = () => Date.now() / 1000 + Math.max(...seen);

  /** Call `beat` at the beginning of each of the server's seconds. */
  function everySecond(beat) {
    const wait = 1000 - ((now() * 1000) % 1000);
    setTimeout(() => {
      beat();
      everySecond(beat);
    }, wait + 10);
  }

  return { hear, now, everySecond };
}
