// Sale: how it stands, and all that somebody may do to it while it runs.
import { call } from './console-call.js';
import { startConsole } from './console-page.js';
import { figures, fold, sumWords } from './console-parts.js';
import { copyButton } from './copy-button.js';
import { setTitle } from './attention.js';
import { deedList } from './deed-list.js';
import { badge, byId, el, partOfPath, setStatus, setText } from './dom.js';
import { count, time } from './format.js';
import { kindBadge } from './kinds.js';
import { t } from './language.js';
import { clearTrouble, showMissing, showTrouble } from './notices.js';
import { jittered, whileVisible } from './poll.js';
import { auditOf, exportsOf } from './sale-books.js';
import { drawOf } from './sale-draw.js';
import { entranceOf } from './sale-entrance.js';
import { whoMayBuy } from './sale-people.js';
import { holdsOf, seatsOf, stock } from './sale-stock.js';
import { steering } from './sale-steering.js';

const EVERY_MILLIS = 4_000;
/** Sums of money are asked for every so many turns. */
const MONEY_TURNS = 3;

const id = partOfPath(0);
const path = `/v1/admin/sales/${encodeURIComponent(id)}`;
const here = `/console/sales/${encodeURIComponent(id)}`;
let restart;

startConsole().then(() => {
  const parts = page();
  let turns = 0;
  restart = whileVisible(async (signal) => {
    const { body: sale } = await call('GET', path, { signal });
    parts.show(sale);
    clearTrouble();
    if (turns++ % MONEY_TURNS === 0) parts.showMoney((await call('GET', `${path}/money`, { signal })).body.money);
    return jittered(EVERY_MILLIS);
  }, (error) => {
    if (error.status === 404) {
      byId('page').hidden = true;
      showMissing(t('console.noSale'), t('console.noSaleWords'));
      return true;
    }
    if (error.status === 403 || error.status === 400) {
      showTrouble(error);
      return true;
    }
    showTrouble(error);
    return false;
  });
});

function page() {
  const heading = byId('page').querySelector('h1');
  const state = badge('');
  const about = el('p', { class: 'quiet small', id: 'about' });
  const steer = steering(path, changed);
  const numbers = figures();
  const tiers = stock(path, changed);
  const after = el('p', { id: 'after-close', class: 'notice', hidden: '' });
  const folds = el('div', { class: 'folds' });
  const links = el('nav', { class: 'toolbar', 'aria-label': t('console.run.links') },
    ...[['edit', `${here}/edit`], ['board', `${here}/board`], ['orders', `/console/orders?sale=${encodeURIComponent(id)}`], ['door', `/door?sale=${encodeURIComponent(id)}`],
      ['copy', `/console/sales/new?copy=${encodeURIComponent(id)}`], ['shop', `/sales/${encodeURIComponent(id)}`]]
      .map(([name, href]) => el('a', { class: 'button', href, 'data-link': name }, t(`console.run.link.${name}`))));
  const address = el('code', {}, `${location.origin}/sales/${id}`);
  const share = el('p', { id: 'share', class: 'small' }, el('span', { class: 'quiet' }, t('console.run.share')), ' ', address, ' ', ...copyButton(address.textContent, address, { class: 'link' }));
  byId('page').replaceChildren(
    el('div', { class: 'head-line' }, heading, state), about, links, share, steer.element, after, numbers.element,
    el('h2', {}, t('console.run.tiers')), tiers.element, folds);
  let sale;
  let money = [];

  function show(next) {
    const isFirst = !sale;
    sale = next;
    if (isFirst) addFolds();
    setTitle(t('console.run.title', { title: sale.title }));
    setText(heading, sale.title);
    setStatus(state, sale.status);
    setText(state, t(`console.saleState.${sale.status}`));
    about.replaceChildren(kindBadge(sale), ` · ${sale.id} · ${t('console.list.opens', { time: time(sale.opensAt) })}`, sale.closesAt ? ` · ${t('console.list.closes', { time: time(sale.closesAt) })}` : '');
    steer.show(sale);
    tiers.show(sale);
    after.hidden = !sale.afterClose;
    if (sale.afterClose) setText(after, t('console.run.afterClose', { held: sale.afterClose.held, waiting: sale.afterClose.waiting }));
    showFigures();
  }

  function showFigures() {
    const sum = (name) => count(sale.tiers.reduce((all, tier) => all + tier[name], 0));
    numbers.show([
      ['sold', t('console.sold'), sum('sold')], ['held', t('console.held'), sum('held')], ['available', t('console.left'), sum('available')],
      ['withheld', t('console.withheld'), sum('withheld')], ['waiting', t('console.waiting'), sum('waiting')],
      ['kept', t('console.kept'), sumWords(money, 'kept')], ['returned', t('console.returned'), sumWords(money, 'returned')],
    ]);
  }

  function addFolds() {
    const all = [
      sale.map && fold('seats', t('console.run.seats'), (place) => seatsOf(path, sale, place, changed)),
      fold('holds', t('console.run.holds'), (place) => holdsOf(path, () => sale, place, changed)),
      sale.fairness && fold('draw', t('console.run.draw'), (place) => drawOf(id, path, place)),
      fold('who-may-buy', t('console.run.whoMayBuy'), (place) => whoMayBuy(path, here, sale, place)),
      fold('entrance', t('console.run.entrance'), (place) => entranceOf(path, id, place)),
      fold('exports', t('console.run.exports'), (place) => exportsOf(path, id, place)),
      fold('audit', t('console.run.audit'), (place) => auditOf(path, place)),
      fold('deeds', t('console.run.deeds'), (place) => deedList(place, { sale: id })),
    ];
    folds.append(...all.filter(Boolean).map(({ element }) => element));
  }

  function changed(next) {
    if (next) show(next);
    restart();
  }

  return {
    show,
    showMoney(next) {
      money = next;
      showFigures();
    },
  };
}
