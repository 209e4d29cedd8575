// The time that is left, as a clock and as a bar that gets shorter.
import { countdown } from './countdown.js';
import { setText } from './dom.js';
import { duration } from './format.js';
import { clock } from './shop-clock.js';

const SOON_MILLIS = 60_000;

/**
 * `{show(expiresAt, wholeMillis)}` for the elements `line`, shown while it runs, `left` and `bar`; `wholeMillis` is how long it was at first, as far as that is known. `soon()` is
 * told when a minute is left.
 */
export function timeBar({ line, left, bar, soon = () => undefined }) {
  let deadline;
  let whole = 0;
  let before = 0;
  let stop = () => undefined;

  function tick(millis) {
    whole = Math.max(whole, millis);
    setText(left, duration(millis));
    line.dataset.soon = String(millis <= SOON_MILLIS);
    if (before > SOON_MILLIS && millis <= SOON_MILLIS && millis > 0) soon();
    before = millis;
    bar.style.setProperty('--left', whole > 0 ? String(millis / whole) : '0');
  }

  return {
    show(expiresAt, wholeMillis = 0) {
      if (expiresAt === deadline) {
        whole = Math.max(whole, expiresAt ? wholeMillis : 0);
        return;
      }
      deadline = expiresAt;
      whole = expiresAt ? wholeMillis : 0;
      before = 0;
      stop();
      line.hidden = !expiresAt;
      if (expiresAt) stop = countdown(Date.parse(expiresAt), clock, tick);
    },
  };
}
