// What the one document about those who wait means for one place. Pure but for the viewer's language.
import { t } from './language.js';

const SERVES = ['SERVING', 'WAITING'];

/**
 * `queue` is the document, `index` the place, or undefined while it is not drawn. Returns `{called, ahead, range, chance}`: `range` is `{fromSeconds, toSeconds}`, without
 * `toSeconds` where nobody can tell; `chance` is `good`, `fair`, `small`, `none`, or undefined where nobody can tell.
 * @returns {any}
 */
export function standing({ queue, index, nowMillis }) {
  const opensSeconds = Math.max(0, Math.ceil((Date.parse(queue.opensAt) - nowMillis) / 1000));
  if (index === undefined) return { called: false, range: { fromSeconds: opensSeconds } };
  const called = index <= queue.serving;
  const ahead = Math.max(0, index - queue.serving - 1);
  const seconds = (Math.max(0, index - queue.serving) * 60) / queue.ratePerMinute;
  const range = { fromSeconds: opensSeconds + Math.floor((seconds * 2) / 3) };
  if (SERVES.includes(queue.phase)) range.toSeconds = opensSeconds + Math.ceil(seconds * 2) + 1;
  return { called, ahead, range, chance: called ? undefined : chance(queue, ahead) };
}

/** Those before somebody who will come want about a unit each. */
function chance(queue, ahead) {
  const wanted = (ahead * queue.shows) + queue.inside;
  if (queue.left === 0) return 'none';
  if (wanted * 2 < queue.left) return 'good';
  return wanted < queue.left ? 'fair' : 'small';
}

/**
 * A tenth of the wait, within the bounds that the server sets, and off by chance so that a crowd does not ask as one.
 * @param {any} queue
 * @param {{fromSeconds: number, toSeconds?: number}} range
 */
export function pollMillis(queue, { fromSeconds, toSeconds }, random = Math.random()) {
  const { floorSeconds, ceilingSeconds, jitter } = queue.poll;
  const seconds = Math.min(ceilingSeconds, Math.max(floorSeconds, (toSeconds ?? fromSeconds) / 10));
  return seconds * 1000 * (1 - jitter + 2 * jitter * random);
}

/**
 * How long it may take, in a sentence; empty where there is nothing to say.
 * @param {{fromSeconds: number, toSeconds?: number}} range
 */
export function rangeWords({ fromSeconds, toSeconds }) {
  if (toSeconds === undefined) return fromSeconds < 60 ? '' : t('room.wait.atLeast', { count: Math.floor(fromSeconds / 60) });
  if (toSeconds <= 60) return t('room.wait.soon');
  const from = Math.floor(fromSeconds / 60);
  const to = Math.ceil(toSeconds / 60);
  if (to >= 120) return t('room.wait.hours', { from: Math.floor(from / 60), to: Math.ceil(to / 60) });
  return from < 1 ? t('room.wait.upTo', { count: to }) : t('room.wait.between', { from, to });
}
