// Keeps a door and the server in step: fetches the list, and what changed since; tells whom the door let in by itself, until that is answered; and finds out by itself
// when the network is back. Knows no page.
import { Problem, Unreachable, request } from './api.js';
import { canVerify } from './door-keys.js';
import { UnfitList, merged, readList } from './door-list.js';

const AT_ONCE = 1_000;
const LIST_MILLIS = 60_000;
const TRY_MILLIS = 4_000;
const PATIENCE_MILLIS = 30_000;
/** That of a sale whose door nobody has stood at for so long goes. */
const LIST_KEPT_MILLIS = 14 * 86_400_000;

/**
 * `{start(), wake(), refresh(), state}`. `state`: `{list, keys, isAway, isDenied, canVerify, waiting, waitingElsewhere, conflicts, trouble}`; `changed()` follows each
 * change of it.
 * @param {import('./door-store.js').DoorStore} store
 * @param {{sale: () => string, token: () => string | undefined, changed: () => void}} door
 */
export function doorSync(store, { sale, token, changed }) {
  /** @type {any} */
  const state = { list: undefined, keys: undefined, isAway: !navigator.onLine, isDenied: false, canVerify: false, waiting: 0, waitingElsewhere: 0, conflicts: [], trouble: undefined };
  let listAt = 0;
  let timer;
  let running;

  /** Reads what the device has; then goes on for ever. */
  async function start() {
    state.canVerify = await canVerify();
    await open();
    addEventListener('online', wake);
    addEventListener('offline', () => away());
    document.addEventListener('visibilitychange', () => document.hidden || wake());
    wake();
  }

  /** What the device knows of the sale that was chosen. */
  async function open() {
    state.list = sale() ? await store.list(sale()) : undefined;
    const keys = await store.setting('keys');
    state.keys = state.canVerify ? keys : undefined;
    state.trouble = undefined;
    listAt = 0;
    await count();
  }

  async function count() {
    const waiting = await store.waiting();
    state.waiting = waiting.filter((each) => each.sale === sale()).length;
    state.waitingElsewhere = waiting.length - state.waiting;
    state.conflicts = sale() ? await store.conflicts(sale()) : [];
    changed();
  }

  function away() {
    if (state.isAway) return;
    state.isAway = true;
    changed();
    later(TRY_MILLIS);
  }

  /** Now, unless it is under way. */
  function wake() {
    clearTimeout(timer);
    running ??= round().finally(() => {
      running = undefined;
      later(state.isAway || state.waiting ? TRY_MILLIS : LIST_MILLIS / 4);
    });
    return running;
  }

  function later(millis) {
    clearTimeout(timer);
    timer = setTimeout(wake, millis);
  }

  async function round() {
    if (!token()) return;
    try {
      if (state.isAway) await fetchKeys();
      await tell();
      if (sale() && isOld()) await fetchList();
      state.isAway = false;
      state.isDenied = false;
    } catch (error) {
      fail(error);
    }
    await count();
  }

  /** Also where somebody set the clock of the device back. */
  function isOld() {
    const age = Date.now() - listAt;
    return age < 0 || age >= (document.hidden ? 5 : 1) * LIST_MILLIS;
  }

  function fail(error) {
    if (error instanceof UnfitList) state.trouble = error.reason;
    else if (error instanceof Unreachable || error.isPassing) state.isAway = true;
    else if (error instanceof Problem && [401, 403].includes(error.status)) state.isDenied = true;
    else if (error instanceof Problem && error.status === 404) state.trouble = 'NO_SALE';
    else throw error;
  }

  async function fetchList() {
    await fetchKeys();
    const known = state.list;
    const path = `/v1/admin/sales/${encodeURIComponent(sale())}/door`;
    const since = known?.next ? `?since=${encodeURIComponent(known.next)}` : '';
    const { body } = await request('GET', path + since, { token: token(), timeoutMillis: PATIENCE_MILLIS });
    const read = await readList(body, state.keys);
    if (read.sale !== sale()) return;
    const isChange = read.since !== undefined && known && read.since === known.next && known.sale === read.sale;
    const list = { ...read, entries: isChange ? merged(known.entries, read.entries) : read.entries, fetchedAt: Date.now(), isVerified: read.isVerified && (!isChange || known.isVerified) };
    state.list = list;
    state.trouble = undefined;
    listAt = Date.now();
    await kept(store.keepList(list));
    await kept(store.dropListsBefore(Date.now() - LIST_KEPT_MILLIS));
  }

  /** A device whose storage is full knows what it was told as long as the page is open, and asks the server as ever. */
  async function kept(writing) {
    try {
      await writing;
    } catch {
      state.trouble = 'NOT_KEPT';
    }
  }

  async function fetchKeys() {
    const { body } = await request('GET', '/v1/keys/tickets');
    const keys = body.keys.map(({ kid, x }) => ({ kid, x }));
    await kept(store.set('keys', keys));
    if (state.canVerify) state.keys = keys;
  }

  /** Those of this sale first; what waits for another person does not hold up the rest. */
  async function tell() {
    const waiting = await store.waiting();
    let refused;
    for (const of of new Set([sale(), ...waiting.map((each) => each.sale)])) {
      const all = waiting.filter((each) => each.sale === of);
      try {
        for (let from = 0; from < all.length; from += AT_ONCE) await tellSome(of, all.slice(from, from + AT_ONCE));
      } catch (error) {
        if (!(error instanceof Problem) || ![403, 404].includes(error.status)) throw error;
        // Somebody else's sale: it waits for them.
        if (of === sale()) refused = error;
      }
    }
    if (refused) throw refused;
  }

  /** One that the server cannot take does not keep it from taking the others. */
  async function tellSome(of, some) {
    const admissions = some.map(({ shown, scan, at, gate }) => ({ qr: shown, scan, at: new Date(at).toISOString(), gate }));
    try {
      const { body } = await request('POST', `/v1/admin/sales/${encodeURIComponent(of)}/door`, { body: { admissions }, token: token(), timeoutMillis: PATIENCE_MILLIS });
      await kept(store.keepTold(some.map((each, i) => ({ ...each, shown: '', conflict: conflictOf(body.results[i]) }))));
    } catch (error) {
      if (!(error instanceof Problem) || ![400, 413].includes(error.status)) throw error;
      if (some.length === 1) {
        await kept(store.keepTold([{ ...some[0], conflict: { result: 'UNKNOWN', reason: 'REFUSED' } }]));
        return;
      }
      const half = some.length >> 1;
      await tellSome(of, some.slice(0, half));
      await tellSome(of, some.slice(half));
    }
    await count();
  }

  return {
    start,
    wake,
    async open() {
      await running;
      await open();
      return wake();
    },
    /** The list, now. */
    refresh() {
      listAt = 0;
      return (running ?? Promise.resolve()).then(wake);
    },
    away,
    count,
    state,
  };
}

/** Undefined where the server let in whom the door let in. */
function conflictOf({ result, reason, admittedAt, gate }) {
  return result === 'ADMITTED' ? undefined : { result, reason, admittedAt, gate };
}
