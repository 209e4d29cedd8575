// The server's reasons in plain words.
import { time } from './format.js';

const SENTENCES = {
  SOLD_OUT: () => 'Sold out: there are not enough units left for this request. Some may come back when others do not pay.',
  LIMIT_EXCEEDED: ({ limitPerUser }) => limitPerUser
    ? `At most ${limitPerUser} a person in this sale, with those that you have already: see My tickets.`
    : 'With those that you have already (see My tickets) it would be more than a person may have in this sale.',
  PURCHASE_UNDER_WAY: () => 'You have something in this sale that is not paid yet, or wait for it. Pay it or give it back first.',
  DEPARTED: () => 'The train has left this stop, or is not sold here any more because it soon will. Search for a later one.',
  SEAT_TAKEN: () => 'Somebody else has just taken that seat.',
  LEAVES_ORPHAN: () => 'That would leave a single seat alone, which nobody wants. Choose seats beside taken ones, or leave two free between.',
  TIERS_DIFFER: () => 'One order takes seats of one price. Choose them again, or buy them one price after the other.',
  PAUSED: () => 'The sale is paused. It will go on; please try again later.',
  CLOSED: () => 'The sale is over.',
  NOT_OPEN: ({ opensAt, entriesFrom }) => {
    if (entriesFrom) return `Entries are not taken yet, but from ${time(entriesFrom)} on.`;
    return opensAt ? `The sale is not open yet. It opens on ${time(opensAt)}.` : 'The sale is not open yet.';
  },
  NOT_DRAWN: () => 'First those who entered are drawn. What is left after that can be bought here.',
  NO_DRAW: () => 'Nothing is drawn in this sale.',
  SEALED: () => 'The entries are sealed: nobody comes in, goes out or changes anything any more.',
  NO_CHOICE: () => 'Whoever wins is given seats, and cannot choose them: enter for the best ones instead.',
  ENTRIES_FULL: () => 'This draw has as many entries as it can take.',
  NOT_SEALED: () => 'The entries are not sealed yet.',
  WRONG_VALUE: () => 'That is not what was promised.',
  WAIVED: () => 'The draw went on without this, which cannot be taken back.',
  NOT_WAIVABLE: () => 'The draw cannot go on without what is missing.',
  PURCHASE_UNDER_WAY: () => 'You hold or wait for something in this sale already: see My tickets.',
  TOO_MANY_RESERVATIONS: () => 'This account has tried too often in this sale.',
  BLOCKED: () => 'This account may not buy in this sale.',
  PASS_REQUIRED: () => 'This sale asks for a pass, which has to be fetched before buying.',
  CAPTCHA_REQUIRED: () => 'This sale asks your browser to solve a puzzle first, and it did not.',
  CAPTCHA_FAILED: () => 'The puzzle that this sale asks for was not solved in time. Please try again.',
  NOT_ELIGIBLE: () => 'This sale is for some people only, and this account is not one of them. Ask whoever sells this.',
  CODE_REQUIRED: () => 'This sale is for people who have a code. Type yours, and buy again.',
  CODE_WRONG: () => 'This code is not good here: it may be mistyped, or somebody used it already.',
  NOT_YOUR_TURN: () => 'It is not your turn yet, or everybody that there is room for is choosing just now. Please try again in a moment.',
  TICKET_REQUIRED: () => 'This sale has a waiting room: take a place in line first, on its own page.',
  TICKET_INVALID: () => 'Your place is not known here any more. Take one again.',
  TICKET_OF_ANOTHER_USER: () => 'This place is somebody else\'s. Take one of your own.',
  TICKET_OF_ANOTHER_SALE: () => 'This place is in another sale. Take one here.',
  NO_PLACE: () => 'Take a place in line first.',
  NO_ROOM: () => 'Nobody has to wait for this sale.',
  LINE_FULL: () => 'As many wait as there are places.',
  IDEMPOTENCY_KEY_REUSED: () => 'An earlier request with other content used the same key. Please try again.',
  SALE_BROKEN: () => 'This sale has stopped over a fault of the shop, and is being looked after. Other sales go on.',
  BUSY: () => 'The crowd is large right now.',
  TOO_SLOW: () => 'The shop was too slow for this; nothing changed. Please try again.',
  UNREADABLE: () => 'What the shop has of this cannot be read just now, and is not lost. Somebody has to look after it.',
  UNSTORABLE: () => 'The shop cannot take this request as it is.',
  PAYMENT_DECLINED: () => 'The payment was declined.',
};

/** Why a reservation was refused, from its `reason`. */
export function refusal(reason, details = {}) {
  return SENTENCES[reason]?.(details) ?? (reason ? `Refused: ${reason}.` : 'Refused.');
}

/** What to tell a person about an error of any kind. */
export function sentence(error) {
  const known = SENTENCES[error.reason];
  if (known) return known(error.body ?? {});
  if (error.status === 429) return 'Too many requests right now.';
  if (error.status >= 500) return 'The shop has trouble answering.';
  const fields = (error.body?.errors ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
  return [error.message, ...fields].join(' ');
}
