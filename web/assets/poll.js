// Repeats a task while the page is visible, or as long as it is open.
import { backoffMillis } from './retry.js';
import { sleep } from './sleep.js';

/**
 * Runs `task(signal, isFirst)` again and again; it returns the milliseconds to wait before the next turn, or undefined
 * to stop for good. A hidden page aborts the turn and starts afresh when it is shown. After an error the next turn waits
 * longer and longer; `onError(error)` may return true to stop. Returns a function that makes the next turn start now.
 */
export function whileVisible(task, onError) {
  return repeat(task, onError, true);
}

/** The same, hidden or not: for what somebody waits for in another tab. Its turns are not aborted then, and browsers make them rare by themselves. */
export function whileOpen(task, onError) {
  return repeat(task, onError, false);
}

function repeat(task, onError, stopsWhenHidden) {
  let run;
  let stopped = false;

  async function turns(signal) {
    let failures = 0;
    for (let isFirst = true; ; ) {
      let pause;
      try {
        pause = await task(signal, isFirst);
        if (signal.aborted) return;
        failures = 0;
        isFirst = false;
      } catch (error) {
        if (signal.aborted) return;
        pause = onError(error) ? undefined : Math.max(backoffMillis(++failures), error.retryAfterMillis ?? 0);
      }
      if (pause === undefined) {
        stopped = true;
        return;
      }
      await sleep(pause, signal);
    }
  }

  function restart() {
    run?.abort();
    if ((document.hidden && stopsWhenHidden) || stopped) return;
    run = new AbortController();
    const { signal } = run;
    turns(signal).catch((error) => {
      if (!signal.aborted) throw error;
    });
  }

  document.addEventListener('visibilitychange', () => {
    if (stopsWhenHidden || !document.hidden) restart();
  });
  addEventListener('pagehide', () => run?.abort());
  restart();
  return restart;
}

/** Around `millis`, up to a quarter off, so that pages opened together do not ask together. */
export function jittered(millis) {
  return millis * (0.75 + Math.random() / 2);
}
