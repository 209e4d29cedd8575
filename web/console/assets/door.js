// The page of those who stand at a door: which sale and where, then one ticket after the other, by camera, by hand, or by a scanner that types.
import { whenTimeIsTold, request } from './api.js';
import { doorAnswer, seatWords, signOf, verdictWords } from './door-answer.js';
import { doorCamera } from './door-camera-panel.js';
import { doorDesk } from './door-desk.js';
import { keepPage } from './door-start.js';
import { showStand } from './door-stand.js';
import { openStore } from './door-store.js';
import { doorSync } from './door-sync.js';
import './door-words.js';
import { byId, el, focusOn, setText } from './dom.js';
import { timeNear } from './format.js';
import { t } from './language.js';
import { showError } from './notices.js';
import { sentence } from './reasons.js';
import { startStaffPage } from './staff-page.js';
import { forgetStaff, staff, staffName } from './staff.js';

const MOST_RECENT = 12;
/** The same code within so many milliseconds is the same scan: a camera sees it many times, and some scanners type it twice. */
const SAME_MILLIS = 3_000;
const AFTER_TYPING_MILLIS = 300;
const CHOSEN = 'sluice.door';

let chosen = read();
/** The server's clock to this device's. */
let aheadMillis = 0;
let last = { shown: '', at: -Infinity };
let here = 0;

async function main() {
  keepPage();
  const store = await openStore().catch(() => undefined);
  const signedIn = startStaffPage();
  if (!store) {
    setText(byId('trouble'), t('door.storage'));
    byId('trouble').hidden = false;
    return;
  }
  await showKept(store);
  aheadMillis = (await store.setting('ahead')) ?? 0;
  whenTimeIsTold(({ serverMillis, isRough }) => {
    if (isRough) return;
    const ahead = serverMillis - Date.now();
    if (Math.abs(ahead - aheadMillis) > 1_000) store.set('ahead', ahead);
    aheadMillis = ahead;
  });
  await signedIn;
  byId('trouble').hidden = true;
  open(store);
}

/** Whom this device let in, and nobody was told of, is not lost because somebody signs out. */
async function showKept(store) {
  const { length } = await store.waiting();
  if (staff() || length === 0) return;
  setText(byId('trouble'), t('door.kept', { count: length }));
  byId('trouble').hidden = false;
}

function open(store) {
  const token = () => staff()?.token;
  const asked = new URLSearchParams(location.search).get('sale');
  let offers = 0;
  let searching;
  /** What somebody chose in the form since it is open: an answer that comes later does not take it back. */
  let picked;
  const sync = doorSync(store, { sale: () => chosen.sale, token, changed: show });
  const desk = doorDesk(store, {
    sale: () => chosen.sale,
    gate: () => chosen.gate,
    who: () => staff()?.user ?? '',
    token,
    list: () => sync.state.list,
    keys: () => sync.state.keys,
    now: () => now(),
    isAway: () => sync.state.isAway,
    away: sync.away,
  });
  const now = () => Date.now() + aheadMillis;
  const answer = doorAnswer(() => byId('sound').checked, now);
  const camera = doorCamera(check);

  function show() {
    showStand(sync.state, here, aheadMillis);
    showDenied(sync.state);
  }

  async function recount() {
    here = chosen.sale ? await store.countOf(chosen.sale) : 0;
    show();
  }

  async function check(shown) {
    const now = performance.now();
    const isSame = shown === last.shown && now - last.at < SAME_MILLIS;
    last = { shown, at: now };
    if (isSame || !shown.trim()) return;
    answer.checking();
    await tell(shown, () => desk.check(shown));
  }

  async function tell(shown, ask) {
    const verdict = await ask().catch((error) => {
      showError(error);
      return { result: 'NO_LIST' };
    });
    last = { shown, at: performance.now() };
    answer.show(verdict);
    byId('again').onclick = () => tell(shown, verdict.again);
    remember(verdict);
    if (verdict.result === 'NOT_ALLOWED') sync.state.isDenied = true;
    await sync.count();
    await recount();
  }

  function remember(verdict) {
    const what = [verdictWords(verdict), seatWords(verdict)].filter(Boolean).join(' · ');
    const line = el('li', {}, el('span', { class: 'recent-sign', 'data-result': verdict.result, 'aria-hidden': 'true' }, signOf(verdict)),
      t('door.recentLine', { time: timeNear(new Date(now()).toISOString(), now()), what }));
    byId('recent-section').hidden = false;
    byId('recent').prepend(line);
    if (byId('recent').children.length > MOST_RECENT) byId('recent').lastElementChild.remove();
  }

  byId('typed').addEventListener('submit', (event) => {
    event.preventDefault();
    const { value } = byId('code');
    byId('code').value = '';
    check(value);
  });
  // A scanner types wherever the keyboard is.
  document.addEventListener('keydown', (event) => {
    const isTyped = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isElsewhere = document.activeElement?.matches('input, select, textarea') || document.querySelector('dialog[open]');
    if (isTyped && !isElsewhere && !byId('at-door').hidden) byId('code').focus();
  });
  byId('change').addEventListener('click', () => setUp());
  byId('refresh').addEventListener('click', () => sync.refresh());
  byId('sound').checked = chosen.isLoud !== false;
  byId('sound').addEventListener('change', () => keep({ isLoud: byId('sound').checked }));
  byId('denied').addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    forgetStaff();
    location.reload();
  });

  /** Which sale, and where. */
  async function setUp() {
    camera.stop();
    byId('at-door').hidden = true;
    byId('set-up').hidden = false;
    byId('set-up-error').hidden = true;
    picked = undefined;
    byId('gate').value = chosen.gate;
    byId('sale-q').value = '';
    focusOn(byId('set-up-heading'));
    await offer();
  }

  /** Those that were asked for by their words, or the newest, with the one that one comes for; the last answer counts. */
  async function offer() {
    const mine = ++offers;
    const words = byId('sale-q').value.trim();
    const wanted = asked ?? chosen.sale;
    try {
      const { sales, nextCursor } = await doors({ q: words });
      const isMissing = !words && wanted && !sales.some(({ id }) => id === wanted);
      const old = isMissing && nextCursor ? await door(wanted) : undefined;
      if (old) sales.unshift(old);
      if (mine !== offers) return;
      byId('set-up-error').hidden = true;
      byId('sale').replaceChildren(...sales.map(({ id, title }) => option(id, title, id === (picked ?? wanted))));
      if (nextCursor) byId('sale-search').hidden = false;
      if (!sales.length) fail(t(words ? 'door.noneFits' : 'door.noSales'));
      else if (asked && isMissing && !old) fail(t('door.about.NO_SALE'));
    } catch (error) {
      if (mine !== offers) return;
      if (error.status === 401 || error.status === 403) {
        sync.state.isDenied = true;
        show();
      }
      // Whom one stood with before goes on without a network.
      if (chosen.sale && chosen.user === staffName()) byId('sale').replaceChildren(option(chosen.sale, chosen.title, true));
      else fail(error.isPassing ? t('door.noNetwork') : sentence(error));
    }
  }

  /** Newest first. */
  async function doors(query) {
    return (await request('GET', `/v1/admin/doors?${new URLSearchParams(query)}`, { token: token() })).body;
  }

  /** One of many; undefined if there is none. */
  async function door(wanted) {
    /** @type {Record<string, string>} */
    const query = { q: wanted, limit: '200' };
    for (;;) {
      const { sales, nextCursor } = await doors(query);
      const found = sales.find(({ id }) => id === wanted);
      if (found || !nextCursor) return found;
      query.cursor = nextCursor;
    }
  }

  function option(id, title, isSelected) {
    return el('option', { value: id, 'data-title': title, selected: isSelected ? '' : undefined }, t('door.saleOption', { title, id }));
  }

  function fail(words) {
    setText(byId('set-up-error'), words);
    byId('set-up-error').hidden = false;
  }

  byId('sale').addEventListener('change', () => {
    picked = byId('sale').value;
  });
  byId('sale-q').addEventListener('input', () => {
    clearTimeout(searching);
    searching = setTimeout(offer, AFTER_TYPING_MILLIS);
  });
  byId('set-up-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const option = byId('sale').selectedOptions[0];
    if (!option) return;
    keep({ sale: option.value, title: option.dataset.title, gate: byId('gate').value.trim(), user: staffName() });
    begin();
    byId('code').focus();
  });

  function begin() {
    byId('set-up').hidden = true;
    byId('at-door').hidden = false;
    setText(byId('door-sale'), chosen.title);
    setText(byId('door-gate'), chosen.gate ? t('door.atGate', { gate: chosen.gate }) : t('door.noGate'));
    byId('recent').replaceChildren();
    byId('recent-section').hidden = true;
    answer.reset();
    sync.open();
    recount();
  }

  sync.start().catch(showError);
  // Another person may stand elsewhere.
  if (chosen.sale && chosen.user === staffName() && (!asked || asked === chosen.sale)) begin();
  else setUp();
  setInterval(show, 30_000);
}

/** The server does not know this device any more; whom it let in stays with it. */
function showDenied({ isDenied, waiting, waitingElsewhere }) {
  const place = byId('denied');
  const all = waiting + waitingElsewhere;
  const words = t('door.denied', { who: staff()?.user ?? '', waiting: all ? t('door.deniedWaiting', { count: all }) : t('door.deniedNone') });
  if (!isDenied) place.hidden = true;
  if (!isDenied || (!place.hidden && place.dataset.words === words)) return;
  place.dataset.words = words;
  place.replaceChildren(words, ' ', el('button', { type: 'button' }, t('common.signOut')));
  place.hidden = false;
}

/** What was chosen here last, and by whom. @returns {{sale: string, title: string, gate: string, user?: string, isLoud?: boolean}} */
function read() {
  const none = { sale: '', title: '', gate: '' };
  try {
    return { ...none, ...JSON.parse(localStorage.getItem(CHOSEN) ?? '{}') };
  } catch {
    return none;
  }
}

function keep(change) {
  chosen = { ...chosen, ...change };
  localStorage.setItem(CHOSEN, JSON.stringify(chosen));
}

main();
