// The one clock of a page. It is synced when the page opens and whenever it is shown again: a machine that slept may
// have stopped counting. Meanwhile every answer that tells the time makes it better.
import { whenTimeIsTold } from './api.js';
import { open } from './call.js';
import { ServerClock } from './clock.js';

export const clock = new ServerClock(async () => (await open('/v1/time')).body.epochMillis);

let tell;

/** As `synced`, but settles with the first answer that told the time: well enough to show what is, while the next make it better. */
export const heard = new Promise((resolve) => {
  tell = resolve;
});

whenTimeIsTold((sample) => {
  clock.hear(sample);
  tell();
});

/** Settles in any case: without an answer the local clock has to do. */
export const synced = resync();
synced.then(tell);

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) resync();
});

export function resync() {
  return clock.sync().catch(() => undefined);
}
