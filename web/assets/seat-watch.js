// Keeps the free seats of a sale fresh: the whole once, then what changed since. Everybody asks at the same addresses, so that
// one answer serves a crowd.
import { open } from './call.js';
import { jittered, whileVisible } from './poll.js';
import { SeatState } from './seat-state.js';

const REFRESH_MILLIS = 1_200;

/**
 * Calls `whole(state, {map, tiers})` with what is free, and `changed({freed, taken})` when something of it changed; again with the whole
 * when the changes since are not known any more. `trouble(error)` tells that it is not fresh.
 */
export function watchSeats(sale, { whole, changed, trouble }) {
  const path = `/v1/sales/${encodeURIComponent(sale)}/seats`;
  let state;
  return whileVisible(async (signal) => {
    const { body } = await open(state ? `${path}?since=${encodeURIComponent(state.version)}` : path, { signal });
    signal.throwIfAborted();
    if (body.free !== undefined) {
      state = new SeatState(body);
      await whole(state, body);
    } else if (body.version !== state.version) {
      changed(state.change(body));
    }
    trouble(undefined);
    return jittered(REFRESH_MILLIS);
  }, (error) => {
    state = undefined;
    trouble(error);
    return false;
  });
}
