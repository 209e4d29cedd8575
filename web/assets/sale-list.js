// The lists of sales that the server has: the front page's own document, and what is found by words, kind and status, in pages.
import { open } from './call.js';
import { kindOf } from './kinds.js';
import { statusAt } from './sale-state.js';

const PAGE = 24;
/** A page may have little that fits: then further ones are asked for, so many at most. */
const ENOUGH = 12;
const MOST_PAGES = 4;
const STATUS = { now: 'OPEN', soon: 'SCHEDULED' };
const ALL = { q: '', kind: '', when: '' };

/** A server of an older release, as there is one in an upgrade, has neither a front document nor a search: then the page looks through the list itself. */
let isOldServer;

/** What the front page shows: `{sales, isSearched, nextCursor?, hasMore}`, the next opening among them; `isSearched` whether there are sales that people search by other means. */
export async function frontSales(nowMillis, signal) {
  const body = isOldServer ? undefined : await frontDocument(signal);
  if (!body) return findSales(ALL, undefined, nowMillis, signal);
  const cards = [...body.next ? [body.next] : [], ...body.sales].map(ofCard);
  const counts = Object.entries(body.counts).map(([kind, count]) => ({ count, isSearched: Boolean(kindOf({ kind }).isSearched) }));
  const listed = counts.reduce((sum, { count, isSearched }) => sum + (isSearched ? 0 : count), 0);
  return {
    sales: cards.filter((sale) => statusAt(sale, nowMillis) !== 'CLOSED'),
    isSearched: counts.some(({ count, isSearched }) => isSearched && count > 0),
    hasMore: listed > cards.length,
  };
}

async function frontDocument(signal) {
  try {
    const { body } = await open('/v1/front', { signal });
    isOldServer = false;
    return body;
  } catch (error) {
    if (error.status !== 404) throw error;
    isOldServer = true;
    return undefined;
  }
}

/** What fits a query, from a cursor on, undefined for the beginning: `{sales, isSearched, nextCursor?, hasMore}`. */
export async function findSales(query, cursor, nowMillis, signal) {
  if (isOldServer === undefined) await frontDocument(signal);
  const sales = [];
  let isSearched = false;
  let next = cursor;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const { body } = await open(`/v1/sales?${parameters(query, next)}`, { signal });
    const current = body.sales.filter((sale) => statusAt(sale, nowMillis) !== 'CLOSED');
    isSearched ||= current.some((sale) => kindOf(sale).isSearched);
    sales.push(...current.filter((sale) => fits(sale, query, nowMillis)));
    next = body.nextCursor;
    if (!next || sales.length >= ENOUGH) break;
  }
  return { sales, isSearched, nextCursor: next, hasMore: Boolean(next) };
}

function parameters({ q, kind, when }, cursor) {
  const all = { q, kind, status: STATUS[when], cursor, limit: PAGE };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value).map(([name, value]) => [name, String(value)]));
}

/** What the clock made of it since it was written; and trains are in lists only where somebody looks for their words. */
function fits(sale, query, nowMillis) {
  if (!query.q && kindOf(sale).isSearched) return false;
  if (query.when && statusAt(sale, nowMillis) !== STATUS[query.when]) return false;
  return !isOldServer || isAskedFor(sale, query);
}

/** As the server's search would find it. */
function isAskedFor(sale, { q, kind }) {
  const text = folded([sale.title, sale.event?.place, sale.event?.organiser].join('\n'));
  return (!kind || kindOf(sale).id === kind) && folded(q).split(/\s+/).every((word) => text.includes(word));
}

function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A card tells what its cheapest and its dearest tier cost, and whether there is anything left: as much of a sale as a list shows. */
function ofCard({ priceFrom, priceTo, soldOut, left = Number.MAX_SAFE_INTEGER, waitlist, entriesFrom, entriesUntil, ...card }) {
  const tiers = [{ price: priceFrom, available: soldOut ? 0 : left }, { price: priceTo, available: 0 }];
  return { ...card, tiers, ...(waitlist && { waitlist: {} }), ...(entriesUntil && { order: { entriesFrom: entriesFrom ?? card.opensAt, entriesUntil } }) };
}
