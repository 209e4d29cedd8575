// The part of a page that buys: one request at a time, and what is told about it until its answer.
import { byId, setText } from './dom.js';
import { stop } from './intent.js';
import { clearError, showError } from './page.js';
import { purchase } from './purchase.js';
import { sentence } from './reasons.js';

/**
 * `changed()` is called when a request begins or ends; `refused(error)` before an error is told, and may tell it itself,
 * upon which it returns true. Elements: `progress` with `message` and `stop`, `code`.
 */
export function purchasePanel({ changed, refused }) {
  let running;
  byId('stop').addEventListener('click', () => running?.abort());

  /** Goes to the reservation's page, or returns when the request failed. Does nothing while another is under way. */
  async function buy(intent) {
    if (running) return;
    running = new AbortController();
    const { signal } = running;
    clearError();
    say('Sending your request…', true);
    changed();
    try {
      location.assign(await purchase(intent, { code: byId('code').value.trim(), signal, onWait }));
    } catch (error) {
      running = undefined;
      if (error.isPassing || signal.aborted) stop(intent);
      const isTold = await refused(error);
      sayOutcome(error, signal.aborted, isTold);
      changed();
    }
  }

  return { buy, isBusy: () => Boolean(running) };
}

function onWait({ error, failures, delayMillis }) {
  const why = error.reason || error.status ? `Busy. ${sentence(error)}` : sentence(error);
  say(`${why} Trying again by itself in ${Math.ceil(delayMillis / 1000)} s (attempt ${failures + 1}). It stays one and the same request.`, true);
}

function sayOutcome(error, wasStopped, isTold) {
  if (wasStopped) say('Stopped. The last request may still have gone through: see My tickets.');
  else if (error.isPassing) say(`${sentence(error)} We stopped trying. Buy again to go on with the same request.`);
  else {
    byId('progress').hidden = true;
    if (!isTold) showError(error);
  }
}

function say(text, canStop = false) {
  byId('progress').hidden = false;
  setText(byId('message'), text);
  byId('stop').hidden = !canStop;
}
