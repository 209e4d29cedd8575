// The one clock of a page. It is synced when the page opens and whenever it is shown again: a machine that slept may
// have stopped counting. Meanwhile every answer that tells the time makes it better.
import { whenTimeIsTold } from './api.js';
import { open } from './call.js';
import { ServerClock } from './clock.js';

export const clock = new ServerClock(async () => (await open('/v1/time')).body.epochMillis);

whenTimeIsTold((sample) => clock.hear(sample));

/** Settles in any case: without an answer the local clock has to do. */
export const synced = resync();

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) resync();
});

export function resync() {
  return clock.sync().catch(() => undefined);
}
