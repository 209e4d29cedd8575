// How a door stands: whether it has a network, of when its list is, who waits to be told of, what the server says was wrong.
import { byId, el, setText } from './dom.js';
import { codeWords } from './door-ticket.js';
import { countOf } from './door-list.js';
import { time, timeNear } from './format.js';
import { t } from './language.js';

const MINUTE = 60_000;

/** @param {any} state that of door-sync.js @param {number} here how many this device let in @param {number} aheadMillis the server's clock to this device's */
export function showStand(state, here, aheadMillis) {
  const { list, isAway, isDenied, waiting, waitingElsewhere, conflicts } = state;
  const network = isDenied ? 'denied' : isAway ? (list ? 'offline' : 'offlineAlone') : 'online';
  const chips = [
    chip(network, t(`door.stand.${network}`)),
    list ? chip('list', t('door.stand.list', { count: countOf(list.entries), age: ageWords(Date.now() - list.fetchedAt) })) : chip('noList', t('door.stand.noList')),
    here ? chip('here', t('door.stand.here', { count: here })) : undefined,
    waiting ? chip('waiting', t('door.stand.waiting', { count: waiting })) : undefined,
    waitingElsewhere ? chip('elsewhere', t('door.stand.elsewhere', { count: waitingElsewhere })) : undefined,
    conflicts.length ? chip('conflicts', t('door.stand.conflicts', { count: conflicts.length })) : undefined,
  ];
  put(byId('stand'), chips.filter(Boolean));
  showList(state);
  showClock(aheadMillis);
  showConflicts(conflicts);
}

function showList({ list, trouble, canVerify }) {
  const words = list ? t('door.listWords', { time: time(list.at) }) : t('door.listNone');
  setText(byId('list-words'), trouble ? `${words} ${t(`door.trouble.${trouble}`)}` : words);
  setText(byId('trust-words'), canVerify ? t('door.trust.signed') : t('door.trust.plain'));
}

/** Times at a door are the server's; whoever compares them with the clock of the device is told. */
function showClock(aheadMillis) {
  const minutes = Math.round(Math.abs(aheadMillis) / MINUTE);
  byId('clock-words').hidden = minutes === 0;
  setText(byId('clock-words'), minutes ? t(aheadMillis > 0 ? 'door.clock.behind' : 'door.clock.ahead', { count: minutes }) : '');
}

function showConflicts(conflicts) {
  byId('conflicts-section').hidden = conflicts.length === 0;
  put(byId('conflicts'), conflicts.map(({ code, at, gate, conflict }) => el('li', {}, t('door.conflictLine', {
    code: code ? codeWords(code) : '?', here: whenAt(new Date(at).toISOString(), gate), why: whyWords(conflict),
  }))));
}

function whyWords({ result, admittedAt, gate }) {
  if (result === 'REFUNDED') return t('door.conflictRefunded');
  return result === 'ALREADY_ADMITTED' && admittedAt ? t('door.conflictAlready', { when: whenAt(admittedAt, gate) }) : t('door.conflictUnknown');
}

function whenAt(instant, gate) {
  const when = timeNear(instant, Date.now());
  return gate ? t('door.when', { when, gate }) : when;
}

function ageWords(millis) {
  const minutes = Math.floor(millis / MINUTE);
  if (minutes < 2) return t('door.age.now');
  return minutes < 120 ? t('door.age.minutes', { count: minutes }) : t('door.age.hours', { count: Math.floor(minutes / 60) });
}

function chip(name, words) {
  return el('li', { 'data-stand': name }, words);
}

/** Only where they differ, so that nothing is read out again. */
function put(place, elements) {
  const next = elements.map((each) => each.outerHTML).join('');
  if (place.dataset.shown === next) return;
  place.dataset.shown = next;
  place.replaceChildren(...elements);
}
