// The part of a page that buys or enters: one request at a time, and what is told about it until its answer.
import { change, enter } from './entry.js';
import { byId, setText } from './dom.js';
import { stop } from './intent.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';
import { purchase } from './purchase.js';
import { sentence } from './reasons.js';

/** Stopping is offered only then: a second click on what buys must not land on it, wherever the page has moved meanwhile. */
const STOP_AFTER_MILLIS = 1_000;

/** What is asked for: which words tell of its end. */
const PURCHASE = 'purchase';
const ENTRY = 'entry';

/**
 * `changed()` is called when a request begins or ends; `refused(error)` before an error is told, and may tell it itself,
 * upon which it returns true. Elements: `progress` with `message` and `stop`, `code`.
 */
export function purchasePanel({ changed, refused }) {
  let running;
  let isStoppable = false;
  byId('stop').addEventListener('click', () => running?.abort());

  /** Returns what the request came to, or undefined when it failed. Does nothing while another is under way. */
  async function send(intent, task, what) {
    if (running) return undefined;
    running = new AbortController();
    const { signal } = running;
    clearError();
    isStoppable = false;
    const offering = setTimeout(() => {
      isStoppable = true;
      byId('stop').hidden = false;
    }, STOP_AFTER_MILLIS);
    say(t('order.sending'), true);
    changed();
    try {
      return await task(intent, { code: byId('code').value.trim(), signal, onWait });
    } catch (error) {
      running = undefined;
      if (error.isPassing || signal.aborted) stop(intent);
      const isTold = await refused(error);
      sayOutcome(error, signal.aborted, isTold, what);
      changed();
      return undefined;
    } finally {
      clearTimeout(offering);
    }
  }

  function onWait({ error, failures, delayMillis }) {
    say(t('order.tryingAgain', { why: sentence(error), seconds: Math.ceil(delayMillis / 1000), attempt: failures + 1 }), true);
  }

  function sayOutcome(error, wasStopped, isTold, what) {
    const isStuck = byId('progress').contains(document.activeElement);
    if (wasStopped) say(t(`order.stopped.${what}`));
    else if (error.isPassing) say(t(`order.gaveUp.${what}`, { why: sentence(error) }));
    else {
      byId('progress').hidden = true;
      if (!isTold) showError(error);
    }
    if (isStuck) byId('buy').focus();
  }

  function say(text, canStop = false) {
    byId('progress').hidden = false;
    setText(byId('message'), text);
    byId('stop').hidden = !(canStop && isStoppable);
  }

  return {
    isBusy: () => Boolean(running),
    /** Goes to the reservation's page. */
    async buy(intent) {
      const page = await send(intent, purchase, PURCHASE);
      if (page) location.assign(page);
    },
    /** Resolves to the entry as it stands. */
    async enter(intent) {
      const entry = await send(intent, intent.replaces ? change : enter, ENTRY);
      if (entry) {
        running = undefined;
        byId('progress').hidden = true;
        changed();
      }
      return entry;
    },
  };
}
