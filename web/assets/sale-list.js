// The list of sales, as the server pages it.
import { open } from './call.js';
import { kindOf } from './kinds.js';
import { statusAt } from './sale-state.js';

const PAGE = 48;
/** A page may have little that fits: then further ones are asked for, so many at most. */
const ENOUGH = 12;
const MOST_PAGES = 4;

/**
 * What fits a query, from a cursor on (undefined for the beginning): `{sales, trains, nextCursor?}`. Without a query sales that people search by
 * other means are left out, and `trains` says whether there are any of them.
 */
export async function findSales(query, cursor, nowMillis, signal) {
  const sales = [];
  let isSearched = false;
  let next = cursor;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const { body } = await open(`/v1/sales?${parameters(query, next)}`, { signal });
    isSearched ||= body.sales.some((sale) => kindOf(sale).isSearched && statusAt(sale, nowMillis) !== 'CLOSED');
    sales.push(...body.sales.filter((sale) => fits(sale, query, nowMillis)));
    next = body.nextCursor;
    if (!next || sales.length >= ENOUGH) break;
  }
  return { sales, isSearched, nextCursor: next };
}

function parameters({ q, kind }, cursor) {
  const all = { q, kind, cursor, limit: PAGE };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value));
}

function fits(sale, { q, kind, when }, nowMillis) {
  const status = statusAt(sale, nowMillis);
  const { id, isSearched } = kindOf(sale);
  if (status === 'CLOSED' || (isSearched && !q) || (kind && id !== kind)) return false;
  if ((when === 'now' && status !== 'OPEN') || (when === 'soon' && status !== 'SCHEDULED')) return false;
  const text = [sale.title, sale.event?.place, sale.event?.organiser].join('\n').toLocaleLowerCase();
  return q.toLocaleLowerCase().split(/\s+/).every((word) => text.includes(word));
}
