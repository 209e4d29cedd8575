// The part of a page that buys or enters: one request at a time, and what is told about it until its answer.
import { change, enter } from './entry.js';
import { byId, setText } from './dom.js';
import { stop } from './intent.js';
import { clearError, showError } from './page.js';
import { purchase } from './purchase.js';
import { sentence } from './reasons.js';

const OF_A_PURCHASE = { stopped: 'The last request may still have gone through: see My tickets.', again: 'Buy again to go on with the same request.' };
const OF_AN_ENTRY = { stopped: 'The last request may still have gone through: this page shows it if it did.', again: 'Enter again to go on with the same request.' };

/**
 * `changed()` is called when a request begins or ends; `refused(error)` before an error is told, and may tell it itself,
 * upon which it returns true. Elements: `progress` with `message` and `stop`, `code`.
 */
export function purchasePanel({ changed, refused }) {
  let running;
  byId('stop').addEventListener('click', () => running?.abort());

  /** Returns what the request came to, or undefined when it failed. Does nothing while another is under way. */
  async function send(intent, task, words) {
    if (running) return undefined;
    running = new AbortController();
    const { signal } = running;
    clearError();
    say('Sending your request…', true);
    changed();
    try {
      return await task(intent, { code: byId('code').value.trim(), signal, onWait });
    } catch (error) {
      running = undefined;
      if (error.isPassing || signal.aborted) stop(intent);
      const isTold = await refused(error);
      sayOutcome(error, signal.aborted, isTold, words);
      changed();
      return undefined;
    }
  }

  return {
    isBusy: () => Boolean(running),
    /** Goes to the reservation's page. */
    async buy(intent) {
      const page = await send(intent, purchase, OF_A_PURCHASE);
      if (page) location.assign(page);
    },
    /** Resolves to the entry as it stands. */
    async enter(intent) {
      const entry = await send(intent, intent.replaces ? change : enter, OF_AN_ENTRY);
      if (entry) {
        running = undefined;
        byId('progress').hidden = true;
        changed();
      }
      return entry;
    },
  };
}

function onWait({ error, failures, delayMillis }) {
  const why = error.reason || error.status ? `Busy. ${sentence(error)}` : sentence(error);
  say(`${why} Trying again by itself in ${Math.ceil(delayMillis / 1000)} s (attempt ${failures + 1}). It stays one and the same request.`, true);
}

function sayOutcome(error, wasStopped, isTold, words) {
  if (wasStopped) say(`Stopped. ${words.stopped}`);
  else if (error.isPassing) say(`${sentence(error)} We stopped trying. ${words.again}`);
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
