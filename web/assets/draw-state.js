// How far a draw is, and what a page tells of it and of an entry. Pure but for the viewer's locale.
import { chainOf } from './draw-check.js';
import { count, time, timeNear, whenNear } from './format.js';
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
  return `Enter until ${timeNear(entriesUntil, nowMillis)}. It is drawn ${whenNear(sale.opensAt, nowMillis)}, and whoever wins pays within ${spell(payWithinSeconds)}.`;
}

/** The two ways to a sale of which only a part is drawn: `[{name, what, when, phases}]`; undefined where all is drawn. */
export function waysOf(sale, nowMillis) {
  const { lotteryShare, entriesUntil, gatherFrom } = sale.order;
  if (!lotteryShare) return undefined;
  const drawn = sale.tiers.reduce((sum, { capacity }) => sum + Math.floor(capacity * lotteryShare), 0);
  const rest = sale.tiers.reduce((sum, { capacity }) => sum + capacity, 0) - drawn;
  return [
    {
      id: 'drawn', name: 'By the draw', what: `${units(drawn)} for those who enter. All have the same chance, however early they come.`,
      when: `Enter until ${timeNear(entriesUntil, nowMillis)}`,
    },
    {
      id: 'queue', name: gatherFrom ? 'By the shuffled queue' : 'First come, first served',
      what: `${units(rest)} for those who buy, and what the draw leaves.`, when: `From ${timeNear(sale.opensAt, nowMillis)}`,
    },
  ];
}

/** The course of the draw, as steps `{id, title, words, state}`; state is DONE, NOW or NEXT. */
export function course(sale, draw, phase, nowMillis) {
  const { entriesFrom, entriesUntil, payWithinSeconds, lotteryShare } = sale.order;
  const at = { BEFORE: 0, ENTERING: 0, SEALED: 1, DRAWN: 3, CALLED_OFF: 1 }[phase];
  const waits = phase === 'SEALED' && draw?.missing ? missingWords(draw.missing) : '';
  return [
    ['enter', `Enter until ${timeNear(entriesUntil, nowMillis)}`, `${phase === 'BEFORE' ? `From ${timeNear(entriesFrom, nowMillis)} on. ` : ''}One entry a person, changed or taken back until then. Being first is worth nothing.`],
    ['seal', 'The entries are sealed', `Their number and one fingerprint of them all are told. From then on nobody comes in, goes out or changes anything unseen, and your page checks that yours is in.${sealedWords(draw)}`],
    ['draw', `Drawn ${whenNear(sale.opensAt, nowMillis)}`, waits || 'One after the other in the order that is drawn gets what they entered for, as long as it lasts.'],
    ['pay', `Winners pay within ${spell(payWithinSeconds)}`, lotteryShare
      ? 'What they leave goes on sale. Whoever is not drawn can buy like everybody else.'
      : 'The others wait, in the order that was drawn: what is not paid goes to the next of them.'],
  ].map(([id, title, words], i) => ({ id, title, words, state: i < at ? 'DONE' : i === at && phase !== 'CALLED_OFF' ? 'NOW' : 'NEXT' }));
}

function sealedWords(draw) {
  return draw?.root ? ` ${entriesWords(draw.entries)}.` : '';
}

export function entriesWords(entries) {
  return entries === 1 ? '1 entry was sealed' : `${count(entries)} entries were sealed`;
}

/** What the draw waits for; `missing` as the server tells it. */
export function missingWords({ commitments = [], beacon = false }) {
  const parties = commitments.length;
  const what = [parties > 0 && (parties === 1 ? 'the secret of one party' : `the secrets of ${count(parties)} parties`), beacon && 'the value of the beacon'].filter(Boolean);
  return what.length ? `It waits for ${what.join(' and ')}: without it nobody can draw, neither the shop.` : '';
}

/** Whether anybody can check the draw, and why: `{provable, words}`. */
export function proofWords(sale, draw) {
  const { parties = [], beacon, unproven } = sale.fairness;
  if (unproven) return { provable: false, words: 'Not provable: the merchant asks you to trust them.' };
  if (draw?.phase === 'DRAWN' && draw.proven === false) {
    return { provable: false, words: 'Not proven: it was drawn without a value that had been promised.' };
  }
  const chain = beacon && chainOf(beacon);
  const by = [
    parties.length > 0 && (parties.length === 1 ? 'the secret of one party' : `the secrets of ${count(parties.length)} parties, of whom one honest is enough`),
    beacon && `round ${count(beacon.round)} of the public beacon ${chain?.name ?? ''}${chain ? `, which nobody knows before ${time(chain.atMillis)}` : ''}`,
  ].filter(Boolean);
  return { provable: true, words: `Nobody can choose the order: it follows from all entries, and from ${by.join(', and from ')}. All of this is promised before anybody enters, and anybody can check it.` };
}

/** What the page counts down to; undefined once the draw is over, or cannot be said. */
export function momentOf(sale, phase, nowMillis) {
  const at = {
    BEFORE: ['Entries open in', entriesFromMillis(sale)],
    ENTERING: ['Entries close in', sealMillis(sale)],
    SEALED: ['Drawn in', Date.parse(sale.opensAt)],
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
      id: 'WAITLISTED', headline: entry.rank ? `You are number ${count(entry.rank)} on the waitlist` : 'You are on the waitlist', look: true,
      words: `More people entered than there are units. What winners do not pay in time is offered to the next on the list: you see it here and under My tickets. Nothing was charged for ${what}.`,
    };
    case 'LOST': return {
      id: 'LOST', headline: 'You did not win this time', look: Boolean(reservation),
      words: `Others came before you${entry.place ? `: yours is place ${count(entry.place)}` : ''}. Nothing was charged.${sale.order.lotteryShare ? ' What is left can be bought below.' : ''}`,
    };
    case 'CALLED_OFF': return CALLED_OFF;
    case 'WITHDRAWN': return { id: 'WITHDRAWN', headline: 'You gave it up', words: 'It went to the next.', look: Boolean(reservation) };
    default: break;
  }
  if (phase === 'ENTERING') {
    return { id: 'ENTERED', headline: `You are in: ${what}`, words: 'You pay nothing now, and only if you win. Until the entries close you can change it or take it back.', changed: true, left: true };
  }
  if (phase === 'CALLED_OFF') return CALLED_OFF;
  if (phase === 'DRAWN') return { id: 'DRAWN', headline: 'It is drawn', words: 'Everybody is being told one after the other; this page shows what came of yours at once.' };
  return { id: 'SEALED', headline: `Your entry is sealed: ${what}`, words: 'Nothing can be changed any more. Keep this page open: it shows the result by itself.' };
}

const CALLED_OFF = { id: 'CALLED_OFF', headline: 'The draw was called off', words: 'The sale is over, and nobody was drawn. Nothing was charged.' };

function withoutEntry(isKnown, phase) {
  if (phase === 'SEALED') {
    return { id: 'NONE', headline: 'The entries are sealed', words: isKnown ? 'You did not enter. What is left after the draw can be had here.' : 'Say who you are, at the top of the page, to see yours.' };
  }
  return phase === 'CALLED_OFF' ? CALLED_OFF : undefined;
}

function wonWords(reservation, what) {
  switch (reservation?.status) {
    case 'CONFIRMED': return { id: 'CONFIRMED', headline: `You won, and it is yours: ${what}`, words: 'Paid and confirmed.', look: true };
    case 'EXPIRED': return { id: 'EXPIRED', headline: 'You won, and time ran out', words: `It was not paid in time: ${what} went to the next.`, look: true };
    case 'REFUNDED': return { id: 'REFUNDED', headline: 'You won, and were given your money back', words: '', look: true };
    default: return { id: 'WON', headline: `You won: ${what}`, words: 'It is held for you. Pay in time, or it goes to the next.', paid: true, look: true };
  }
}

/** Seconds as a person says them. */
export function spell(seconds) {
  const [unit, one] = [[86_400, 'day'], [3_600, 'hour'], [60, 'minute'], [1, 'second']].find(([size]) => seconds % size === 0 && seconds >= size) ?? [1, 'second'];
  const number = seconds / unit;
  return number === 1 ? `one ${one}` : `${count(number)} ${one}s`;
}

function units(number) {
  return number === 1 ? '1 is' : `${count(number)} are`;
}
