// Decides who comes in: asks the server while it answers, and the list that was taken along while it does not. What the device let in by itself it knows before it
// asks anybody. Knows no page.
import { Problem, request } from './api.js';
import { isSigned } from './door-keys.js';
import { lookUp, ticketHash } from './door-list.js';
import { readTicket } from './door-ticket.js';
import { hex } from './bytes.js';

const PURPOSE = 'sluice-ticket-1:';
const PATIENCE_MILLIS = 3_000;
const ID_BYTES = 12;
/** Answers of the server that say nothing of a ticket. */
const NOT_ALLOWED = [401, 403];

/**
 * What becomes of somebody who shows a ticket. `result`: `ADMITTED`, `ALREADY_ADMITTED`, `REFUNDED`, `UNKNOWN` with the `reason` of the contract; of this device alone
 * `UNKNOWN` with the reason `UNVERIFIED` (not in the list, and this browser verifies nothing), `NEWER` (a good signature, and not in the list), `NO_LIST` (nobody to ask), `NOT_KEPT` (the device cannot write down whom it lets in), `NOT_ALLOWED` (the server refuses whoever asks), `NO_SALE`.
 * @typedef {{result: string, reason?: string, sale?: string, admittedAt?: string, gate?: string, here?: boolean, offline?: boolean, code?: string, unit?: string, ticket?: any, again?: () => Promise<Verdict>}} Verdict
 */

/**
 * @param {import('./door-store.js').DoorStore} store
 * @param {{sale: () => string, gate: () => string, who: () => string, token: () => string | undefined, list: () => any, keys: () => any[] | undefined, now: () => number, isAway: () => boolean, away: (error: Error) => void}} door
 */
export function doorDesk(store, door) {
  let last = Promise.resolve();

  /** One after the other, however fast they come. @returns {Promise<Verdict>} */
  function check(shown) {
    const next = last.then(() => decide(shown));
    last = next.then(() => undefined, () => undefined);
    return next;
  }

  async function decide(shown) {
    const sale = door.sale();
    const ticket = readTicket(shown);
    const scan = { scan: scanId(), sale, hash: ticket ? hex(ticketHash(sale, ticket.code)) : '', code: ticket?.code ?? '', shown: shown.trim(), at: door.now(), gate: door.gate(), who: door.who() };
    const before = ticket && (await store.admitted(sale, scan.hash).catch(() => undefined));
    // The server does not know yet: asked, it would let in somebody else by the same ticket.
    if (before?.state === 'waiting') return already(before, ticket);
    if (!door.isAway()) {
      const verdict = await ask(scan, ticket);
      if (verdict) return { code: ticket?.code, unit: ticket?.unit, ...verdict };
    }
    return { code: ticket?.code, unit: ticket?.unit, offline: true, ...(await byList(scan, ticket, before)) };
  }

  /** Undefined where the server did not answer. */
  async function ask(scan, ticket) {
    const body = { qr: scan.shown, gate: scan.gate, scan: scan.scan, sale: scan.sale };
    try {
      const answer = await request('POST', '/v1/tickets/check', { body, token: door.token(), timeoutMillis: PATIENCE_MILLIS });
      // Where the device cannot write it down, they are in all the same.
      if (answer.body.result === 'ADMITTED' && ticket) await store.letIn({ ...scan, shown: '', state: 'told' }).catch(() => undefined);
      return answer.body;
    } catch (error) {
      if (!(error instanceof Problem)) {
        door.away(error);
        return undefined;
      }
      if (NOT_ALLOWED.includes(error.status)) return { result: 'NOT_ALLOWED' };
      if (error.status === 404) return { result: 'NO_SALE' };
      if (error.status === 400 || error.status === 413) return { result: 'UNKNOWN', reason: 'UNREADABLE' };
      door.away(error);
      return undefined;
    }
  }

  async function byList(scan, ticket, before) {
    const list = door.list();
    if (!ticket) return { result: 'UNKNOWN', reason: 'UNREADABLE' };
    if (before) return already(before, ticket);
    if (!list) return { result: 'NO_LIST' };
    const isGood = await isGenuine(ticket);
    if (isGood === false) return { result: 'UNKNOWN', reason: 'FORGED' };
    if (ticket.kid && door.keys() && isGood === undefined) return { result: 'UNKNOWN', reason: 'UNKNOWN_KEY' };
    if (ticket.number !== undefined && ticket.number !== list.number) return { result: 'UNKNOWN', reason: 'OTHER_SALE' };
    const known = lookUp(list.entries, ticketHash(scan.sale, ticket.code));
    if (known?.isRefunded) return { result: 'REFUNDED', ...(known.isAdmitted && { reason: 'LATER' }) };
    if (known?.isAdmitted) return { result: 'ALREADY_ADMITTED' };
    if (known) return letIn(scan, ticket);
    if (isGood) return { result: 'NEWER', again: () => letIn(scan, ticket) };
    return { result: 'UNKNOWN', reason: ticket.kid && !door.keys() ? 'UNVERIFIED' : 'NO_SUCH_TICKET' };
  }

  /** Undefined where it cannot be told: a code has no signature, a key is not known, or this browser verifies none. */
  async function isGenuine({ kid, signed, signature }) {
    const keys = door.keys();
    return kid && keys ? isSigned(keys, kid, PURPOSE, signed, signature) : undefined;
  }

  async function letIn(scan, ticket) {
    let before;
    try {
      before = await store.letIn({ ...scan, state: 'waiting' });
    } catch {
      // Nobody would hear of it, and the next by the same ticket would be let in, too.
      return { result: 'NOT_KEPT', offline: false };
    }
    return before ? already(before, ticket) : { result: 'ADMITTED', offline: true, here: true, gate: scan.gate, code: ticket.code, unit: ticket.unit };
  }

  return { check };
}

function already(before, ticket) {
  return { result: 'ALREADY_ADMITTED', here: true, offline: before.state === 'waiting', admittedAt: new Date(before.at).toISOString(), gate: before.gate, code: ticket.code, unit: ticket.unit };
}

/** What the door calls a scan: the same one when it is told later. */
function scanId() {
  return hex(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
}
