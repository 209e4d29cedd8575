// How far a draw is, and what a page tells of it and of an entry. Pure but for the viewer's locale.
import { chainOf } from './beacon.js';
import { time, timeNear, whenNear } from './format.js';
import { t } from './language.js';
import { entriesAt, entriesFromMillis, sealMillis, statusAt } from './sale-state.js';

/** BEFORE, ENTERING, SEALED, DRAWN or CALLED_OFF. What the server last said of the draw may be missing. */
export function phaseAt(sale, draw, nowMillis) {
  if (draw?.phase === 'DRAWN') return 'DRAWN';
  if (draw && statusAt(sale, nowMillis) === 'CLOSED') return 'CALLED_OFF';
  return draw?.phase === 'SEALED' ? 'SEALED' : entriesAt(sale, nowMillis);
}

/** The one sentence that says how it goes. */
export function leadWords(sale, nowMillis) {
  const { entriesUntil, payWithinSeconds } = sale.order;
  return t('draw.lead', { until: timeNear(entriesUntil, nowMillis), drawn: whenNear(sale.opensAt, nowMillis), within: spell(payWithinSeconds) });
}

/** The two ways to a sale of which only a part is drawn: `[{name, what, when, phases}]`; undefined where all is drawn. */
export function waysOf(sale, nowMillis) {
  const { lotteryShare, entriesUntil, gatherFrom } = sale.order;
  if (!lotteryShare) return undefined;
  const drawn = sale.tiers.reduce((sum, { capacity }) => sum + Math.floor(capacity * lotteryShare), 0);
  const rest = sale.tiers.reduce((sum, { capacity }) => sum + capacity, 0) - drawn;
  return [
    { id: 'drawn', name: t('draw.ways.draw'), what: t('draw.ways.drawWords', { count: drawn }), when: t('draw.ways.until', { time: timeNear(entriesUntil, nowMillis) }) },
    {
      id: 'queue', name: t(gatherFrom ? 'draw.ways.shuffled' : 'draw.ways.queue'), what: t('draw.ways.queueWords', { count: rest }),
      when: t('draw.ways.from', { time: timeNear(sale.opensAt, nowMillis) }),
    },
  ];
}

/** The course of the draw, as steps `{id, title, words, state}`; state is DONE, NOW or NEXT. */
export function course(sale, draw, phase, nowMillis) {
  const { entriesFrom, entriesUntil, payWithinSeconds, lotteryShare } = sale.order;
  const at = { BEFORE: 0, ENTERING: 0, SEALED: 1, DRAWN: 3, CALLED_OFF: 1 }[phase];
  const waits = phase === 'SEALED' && draw?.missing ? missingWords(draw.missing) : '';
  const [isEarly, isSplit] = [phase === 'BEFORE', Boolean(lotteryShare)];
  return [
    ['enter', t('draw.course.enter', { time: timeNear(entriesUntil, nowMillis) }), isEarly ? t('draw.course.enterFrom', { time: timeNear(entriesFrom, nowMillis) }) : t('draw.course.enterWords')],
    ['seal', t('draw.course.seal'), draw?.root ? t('draw.course.sealedWords', { count: draw.entries }) : t('draw.course.sealWords')],
    ['draw', t('draw.course.draw', { when: whenNear(sale.opensAt, nowMillis) }), waits || t('draw.course.drawWords')],
    ['pay', t('draw.course.pay', { within: spell(payWithinSeconds) }), t(isSplit ? 'draw.course.payWordsSplit' : 'draw.course.payWords')],
  ].map(([id, title, words], i) => ({ id, title, words, state: i < at ? 'DONE' : i === at && phase !== 'CALLED_OFF' ? 'NOW' : 'NEXT' }));
}

/** What the draw waits for; `missing` as the server tells it. */
export function missingWords({ commitments = [], beacon = false }) {
  const count = commitments.length;
  if (count && beacon) return t('draw.missing.both', { count });
  if (count) return t('draw.missing.parties', { count });
  return beacon ? t('draw.missing.beacon') : '';
}

/** Whether anybody can check the draw, and why: `{provable, words}`. */
export function proofWords(sale, draw) {
  const { parties = [], beacon, unproven } = sale.fairness;
  if (unproven) return { provable: false, words: t('draw.proof.trust') };
  if (draw?.phase === 'DRAWN' && draw.proven === false) return { provable: false, words: t('draw.proof.notProven') };
  const instead = draw?.beacon?.instead;
  if (!instead) return { provable: true, words: promisedBy(parties.length, beacon) };
  return { provable: true, words: `${promisedBy(parties.length, { ...beacon, round: instead.round })} ${t('draw.proof.instead', { named: beacon.round })}` };
}

/** By what nobody can have chosen the order. */
function promisedBy(count, beacon) {
  if (!beacon) return t('draw.proof.parties', { count });
  const chain = chainOf(beacon);
  const about = { round: beacon.round, name: chain?.name ?? beacon.chain, time: chain ? time(chain.atMillis) : '' };
  if (!chain) return count ? t('draw.proof.partiesAndUnknownBeacon', { count, ...about }) : t('draw.proof.unknownBeacon', about);
  return count ? t('draw.proof.partiesAndBeacon', { count, ...about }) : t('draw.proof.beacon', about);
}

/** What the page counts down to; undefined once the draw is over, or cannot be said. */
export function momentOf(sale, phase, nowMillis) {
  const at = {
    BEFORE: [t('draw.opensIn'), entriesFromMillis(sale)],
    ENTERING: [t('draw.closesIn'), sealMillis(sale)],
    SEALED: [t('draw.drawnIn'), Date.parse(sale.opensAt)],
  }[phase];
  return at && at[1] > nowMillis ? { label: at[0], deadline: at[1] } : undefined;
}

/**
 * What is to be told of the viewer's own entry: `{id, headline, words}`, and whether it may be `changed`, `left`, has a reservation to be `paid`, or
 * one to `look` at. Undefined where there is nothing to say. `entry` is null where there is none, and undefined where that is not known.
 */
export function entryWords({ sale, entry, phase, what }) {
  if (phase === 'BEFORE') return undefined;
  if (!entry) return withoutEntry(entry === null, phase);
  const reservation = entry.reservation;
  switch (entry.status) {
    case 'WON': return wonWords(reservation, what);
    case 'WAITLISTED': return {
      id: 'WAITLISTED', headline: entry.rank ? t('draw.entry.waitlistedAt', { rank: entry.rank }) : t('reservation.waitlisted'), look: true, words: t('draw.entry.waitlistedWords'),
    };
    case 'LOST': return { id: 'LOST', headline: t('draw.entry.lost'), look: Boolean(reservation), words: lostWords(entry, sale) };
    case 'CALLED_OFF': return calledOff();
    case 'WITHDRAWN': return { id: 'WITHDRAWN', headline: t('draw.entry.withdrawn'), words: t('draw.entry.withdrawnWords'), look: Boolean(reservation) };
    default: break;
  }
  if (phase === 'ENTERING') return { id: 'ENTERED', headline: t('draw.entry.entered', { what }), words: t('draw.entry.enteredWords'), changed: true, left: true };
  if (phase === 'CALLED_OFF') return calledOff();
  if (phase === 'DRAWN') return { id: 'DRAWN', headline: t('draw.entry.drawn'), words: t('draw.entry.drawnWords') };
  return { id: 'SEALED', headline: t('draw.entry.sealed', { what }), words: t('draw.entry.sealedWords') };
}

function calledOff() {
  return { id: 'CALLED_OFF', headline: t('draw.entry.calledOff'), words: t('draw.entry.calledOffWords') };
}

function lostWords({ place }, sale) {
  const isSplit = Boolean(sale.order.lotteryShare);
  if (place) return t(isSplit ? 'draw.entry.lostAtSplit' : 'draw.entry.lostAt', { place });
  return t(isSplit ? 'draw.entry.lostWordsSplit' : 'draw.entry.lostWords');
}

function withoutEntry(isKnown, phase) {
  if (phase === 'SEALED') return { id: 'NONE', headline: t('draw.course.seal'), words: t(isKnown ? 'draw.entry.none' : 'draw.entry.unknown') };
  return phase === 'CALLED_OFF' ? calledOff() : undefined;
}

function wonWords(reservation, what) {
  switch (reservation?.status) {
    case 'CONFIRMED': return { id: 'CONFIRMED', headline: t('draw.entry.paid', { what }), words: t('draw.entry.paidWords'), look: true };
    case 'EXPIRED': return { id: 'EXPIRED', headline: t('draw.entry.expired'), words: t('draw.entry.expiredWords', { what }), look: true };
    case 'REFUNDED': return { id: 'REFUNDED', headline: t('draw.entry.refunded'), words: '', look: true };
    default: return { id: 'WON', headline: t('draw.entry.won', { what }), words: t('draw.entry.wonWords'), paid: true, look: true };
  }
}

/** @type {[string, number][]} */
const SPANS = [['days', 86_400], ['hours', 3_600], ['minutes', 60], ['seconds', 1]];

/** Seconds as a person says them. */
export function spell(seconds) {
  const [unit, size] = SPANS.find(([, each]) => seconds % each === 0 && seconds >= each) ?? ['seconds', 1];
  return t(`common.span.${unit}`, { count: seconds / size });
}
