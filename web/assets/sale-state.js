// What a sale's page may show and allow at a moment. Pure but for the viewer's language.
import { money } from './format.js';
import { t } from './language.js';

/** The status at a time: the page knows the opening and the closing, and need not ask at that second. */
export function statusAt(sale, nowMillis) {
  if (sale.status === 'SCHEDULED' && nowMillis >= Date.parse(sale.opensAt)) return statusAt({ ...sale, status: 'OPEN' }, nowMillis);
  if (sale.status === 'OPEN' && sale.closesAt && nowMillis >= Date.parse(sale.closesAt)) return 'CLOSED';
  return sale.status;
}

/** As `statusAt`, with the one thing more that shoppers want to know of an open sale, and of one that is drawn. */
export function badgeAt(sale, nowMillis) {
  const status = statusAt(sale, nowMillis);
  if (status === 'SCHEDULED' && takesEntries(sale)) return { ENTERING: 'ENTRIES_OPEN', SEALED: 'SEALED' }[entriesAt(sale, nowMillis)] ?? status;
  return status === 'OPEN' && isSoldOut(sale) ? 'SOLD_OUT' : status;
}

export function available(sale) {
  return sale.tiers.reduce((sum, tier) => sum + tier.available, 0);
}

export function isSoldOut(sale) {
  return available(sale) === 0;
}

export function lowestPrice(sale) {
  return sale.tiers.map((tier) => tier.price).reduce((a, b) => (a && a.amount <= b.amount ? a : b), undefined);
}

/** A sale may keep a waitlist: what is sold out can then still be asked for. */
export function hasWaitlist(sale) {
  return Boolean(sale.waitlist) && sale.waitlist.capacity !== 0;
}

/** Whether a reservation holds its units, or only the right to race for them. */
export function goesToFirstPayers(sale) {
  return sale?.takeStock === 'PAYMENT';
}

/**
 * The buy button: `{enabled, label, hint, busy?}`. For `asked` and `missing` see choices.js. `turn` is whether the viewer was called from the waiting room; undefined where
 * nobody waits.
 */
export function buyState({ sale, asked, missing, nowMillis, signedIn, busy, turn }) {
  const off = (label, hint = '') => ({ enabled: false, label, hint });
  if (busy) return { ...off(t('order.busy')), busy };
  const status = statusAt(sale, nowMillis);
  const label = asked?.label ?? orderWords(sale, asked);
  if (status === 'CLOSED') return off(t('order.closed'), t('order.closedHint'));
  if (status === 'PAUSED') return off(t('order.paused'), t('order.pausedHint'));
  if (turn === false && signedIn && status === 'OPEN') return off(t('order.notYourTurn'), t('order.notYourTurnHint'));
  if (status === 'SCHEDULED') return off(asked ? label : t('order.notOpen'), t(signedIn ? 'order.notOpenHint' : 'order.signInBefore'));
  if (!asked) return off(label, missing);
  const isWaiting = asked.left === 0 && hasWaitlist(sale) && asked.waits !== false;
  if (asked.left === 0 && !isWaiting) return off(asked.gone ?? t('order.soldOut'), asked.goneHint ?? t('order.soldOutHint'));
  if (!signedIn) return off(isWaiting ? t('order.joinWaitlist') : label, t('order.signInFirst'));
  if (isWaiting) return { enabled: true, label: t('order.joinWaitlist'), hint: t('order.joinWaitlistHint') };
  return { enabled: true, label, hint: asked.hint ?? '' };
}

/** What the button does, with how many and for how much. */
function orderWords(sale, asked) {
  if (!asked?.total) return t('order.buy');
  const total = money(asked.total, { brief: true });
  if (!asked.count) return t('order.buyFor', { total });
  const isRace = goesToFirstPayers(sale);
  return t(isRace ? 'order.orderSome' : 'order.reserveSome', { count: asked.count, total });
}

/** Whether units of it are drawn among those who entered. */
export function takesEntries(sale) {
  return Boolean(sale.order?.entriesFrom);
}

/** When its entries are sealed, in milliseconds: once nobody may enter or gather any more. */
export function sealMillis({ order, opensAt }) {
  const gathered = order.gatherFrom ? Date.parse(order.gatherUntil ?? opensAt) : 0;
  return Math.max(order.entriesUntil ? Date.parse(order.entriesUntil) : 0, gathered);
}

/** From when on somebody may enter, or gather. */
export function entriesFromMillis({ order: { entriesFrom, gatherFrom } }) {
  return Math.min(...[entriesFrom, gatherFrom].filter(Boolean).map((instant) => Date.parse(instant)));
}

/** BEFORE, ENTERING or SEALED, by the clock alone. */
export function entriesAt(sale, nowMillis) {
  if (nowMillis >= sealMillis(sale)) return 'SEALED';
  return nowMillis < entriesFromMillis(sale) ? 'BEFORE' : 'ENTERING';
}
