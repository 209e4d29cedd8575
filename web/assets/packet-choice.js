// A red packet: nothing to choose, only to open.
import { byId, el, setText } from './dom.js';
import { money } from './format.js';
import { t } from './language.js';
import { showError } from './notices.js';
import { packetGrabs } from './packet-grabs.js';

/** See choices.js. */
export function packetChoice({ place }) {
  const bar = el('progress', { class: 'packet-bar', 'aria-labelledby': 'packet-grabbed' });
  const grabbed = el('p', { id: 'packet-grabbed' });
  const rest = el('p', { id: 'packet-rest', hidden: '' });
  const total = el('p', { id: 'packet-total', class: 'packet-total' });
  const shares = el('p', { id: 'packet-shares' });
  place.append(el('div', { class: 'packet' }, el('div', { class: 'packet-flap', 'aria-hidden': 'true' }), total, shares), bar, grabbed, rest);
  const grabs = packetGrabs();
  byId('buy-form').after(grabs.element);
  let sale;
  return {
    missing: '',
    show(next) {
      sale = next;
      setText(total, money(sale.total));
      setText(shares, sharesWords(sale));
      bar.max = sale.shares;
      bar.value = sale.grabbed ?? 0;
      setText(grabbed, grabbedWords(sale));
      grabs.show(sale);
      rest.hidden = !sale.returned?.amount;
      setText(rest, sale.returned?.amount ? t('packet.returned', { amount: money(sale.returned) }) : '');
    },
    asked: () => ({
      body: {}, left: sale.tiers[0].available, label: t('packet.open'), waits: false,
      gone: t('packet.empty'), goneHint: t('packet.emptyHint'), hint: t('packet.hint'),
    }),
    restore: () => undefined,
    refused({ reason }) {
      if (reason !== 'LIMIT_EXCEEDED') return false;
      showError(new Error(t('packet.again')));
      return true;
    },
  };
}

function sharesWords({ shares, split }) {
  if (shares === 1) return t('packet.shares', { count: shares });
  return split === 'equal' ? t('packet.equal', { count: shares }) : t('packet.random', { count: shares });
}

function grabbedWords({ shares, grabbed = 0, granted }) {
  if (!granted?.amount) return t('packet.grabbed', { grabbed, count: shares });
  return t('packet.grabbedWorth', { grabbed, count: shares, amount: money(granted) });
}
