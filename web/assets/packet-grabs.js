// Who got what of a red packet: the latest first, and who was luckiest once all is grabbed.
import { open } from './call.js';
import { el, setText } from './dom.js';
import { money, timeNear } from './format.js';
import { t } from './language.js';
import { clock } from './shop-clock.js';

/** `{element, show(sale)}`; asks anew only where more was grabbed than is shown. */
export function packetGrabs() {
  const list = el('ul', { class: 'grabs' });
  const note = el('p', { class: 'quiet small' });
  const element = el('section', { id: 'grabs', 'aria-labelledby': 'grabs-heading', hidden: '' },
    el('h2', { id: 'grabs-heading' }, t('packet.whoGot')), list, note);
  let shown = 0;
  let isAsking = false;

  async function look({ id, grabbed, shares }) {
    isAsking = true;
    try {
      const { body: { grabs, more } } = await open(`/v1/sales/${encodeURIComponent(id)}/grabs`);
      shown = more ? grabbed : grabs.length;
      list.replaceChildren(...grabs.map(row));
      setText(note, more ? t('packet.shown', { count: grabs.length, all: grabbed }) : '');
      element.hidden = grabs.length === 0;
      element.classList.toggle('is-whole', grabs.length === shares);
    } catch {
      // The sale's own watch tells what does not work; the next state of the sale asks again.
    }
    isAsking = false;
  }

  return {
    element,
    show(sale) {
      if (!isAsking && (sale.grabbed ?? 0) > shown) look(sale);
    },
  };
}

function row({ guest, amount, at, luckiest }) {
  return el('li', luckiest ? { class: 'is-luckiest' } : {},
    el('span', { class: 'grab-guest' }, t('packet.somebody', { name: guest }), luckiest && el('span', { class: 'badge' }, t('packet.luckiest'))),
    el('span', { class: 'quiet small num' }, timeNear(at, clock.now())),
    el('strong', { class: 'num' }, money(amount)));
}
