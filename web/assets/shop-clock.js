// The one clock of a page. Every answer that tells the time makes it better. The second that a shared answer says, which a cache may have
// kept, is enough for what is far away: so a crowd that waits for an opening asks nobody for the time until it is near. What a
// tab knows it remembers for its next page.
import { isAsking, whenTimeIsTold } from './api.js';
import { open } from './call.js';
import { ServerClock } from './clock.js';

const KEY = 'sluice.clock';
const REMEMBERED_MILLIS = 10 * 60_000;
/** Known so well, a button works within half of it of the opening. */
const ENOUGH_MILLIS = 100;
const MORE_SAMPLES = 4;
const BETWEEN_SAMPLES_MILLIS = 2_500;
/** So long before a moment at the latest it must be known to the millisecond; those who wait together do not ask together. */
const NEAR_MILLIS = 60_000;
const SPREAD_MILLIS = 60_000;
const SOON_MILLIS = 30_000;
const MAX_TIMER_MILLIS = 2 ** 31 - 1;

export const clock = new ServerClock(async () => (await open('/v1/time')).body.epochMillis);
const isRecalled = recall();
let first;
let refining = 0;
let exactly;
/** @type {(value?: any) => void} */
let tell;

const told = new Promise((resolve) => {
  tell = resolve;
});
if (isRecalled) tell();

/** A promise of the first answer that told the time, if only to a second or two: well enough to show what is. If none is awaited, the time is asked for. */
export function heard() {
  setTimeout(() => clock.isTold || isAsking() || synced().then(tell));
  return told;
}

whenTimeIsTold((sample) => {
  if (sample.isRough) {
    clock.hearRoughly(sample);
  } else {
    clock.hear(sample);
    remember();
  }
  tell();
});

/** A promise that settles once the time is known to the millisecond, or cannot be; nobody asks for it before somebody waits for this. */
function synced() {
  first ??= isRecalled ? later() : resync();
  return first;
}

/** Sees to it that the time is known to the millisecond when something opens at `millis`, and that nothing opens before; then calls `changed()`. */
export function expectOpening(millis, changed) {
  clock.holdBefore(millis);
  clearTimeout(exactly);
  if (clock.uncertainMillis <= ENOUGH_MILLIS) return;
  const pause = millis - clock.now() - NEAR_MILLIS - SPREAD_MILLIS * Math.random();
  exactly = setTimeout(() => synced().then(changed), Math.min(Math.max(0, pause), MAX_TIMER_MILLIS));
}

// Whoever answers without the time must be asked for it.
setTimeout(() => clock.isTold || synced().then(tell), BETWEEN_SAMPLES_MILLIS);

// A machine that slept may have stopped counting.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && first) resync();
});

/** Settles with the first answer; more are asked for in peace while it was long awaited, for then it says little. */
export async function resync() {
  await clock.sync().catch(() => undefined);
  if (clock.isKnown) refine(++refining);
  else setTimeout(resync, BETWEEN_SAMPLES_MILLIS);
}

async function refine(mine) {
  for (let i = 0; i < MORE_SAMPLES && clock.uncertainMillis > ENOUGH_MILLIS; i++) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_SAMPLES_MILLIS));
    if (mine !== refining || document.hidden) return;
    await clock.sample().catch(() => undefined);
  }
}

/** What was remembered is checked, in a moment. */
async function later() {
  setTimeout(resync, SOON_MILLIS * (0.5 + Math.random()));
}

function remember() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...clock.aheadOf(Date.now()), at: Date.now() }));
  } catch {
    // The next page asks again.
  }
}

function recall() {
  try {
    const known = JSON.parse(sessionStorage.getItem(KEY));
    const age = Date.now() - known.at;
    if (!(age >= 0 && age < REMEMBERED_MILLIS && known.most >= known.least)) return false;
    clock.recall(known, Date.now());
    return true;
  } catch {
    return false;
  }
}
