// The viewer's place in the waiting room of a sale. The server has it; this browser keeps the ticket so as not to ask again.
import { ask } from './pass.js';

/** `{index, ticket}`, without `index` while it is not drawn; undefined if this browser knows of none. */
export function placeIn(sale, user) {
  try {
    return JSON.parse(localStorage.getItem(slot(sale, user))) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes one, or finds the one that the account has; throws the refusal.
 * @param {string} sale
 * @param {string} user
 * @param {{code?: string, signal?: AbortSignal}} [options]
 */
export async function takePlace(sale, user, { code, signal } = {}) {
  const known = placeIn(sale, user);
  const path = `/v1/sales/${encodeURIComponent(sale)}/queue`;
  try {
    return keep(sale, user, await ask(path, known ? { ticket: known.ticket } : { code }, signal));
  } catch (error) {
    if (!known || error.status !== 403) throw error;
    forgetPlace(sale, user);
    return keep(sale, user, await ask(path, { code }, signal));
  }
}

export function forgetPlace(sale, user) {
  localStorage.removeItem(slot(sale, user));
}

function keep(sale, user, { index, ticket }) {
  const place = { index, ticket };
  localStorage.setItem(slot(sale, user), JSON.stringify(place));
  return place;
}

function slot(sale, user) {
  return `sluice.place.${sale}.${user}`;
}
