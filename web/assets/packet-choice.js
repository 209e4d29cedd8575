// A red packet: nothing to choose, only to open.
import { el, setText } from './dom.js';
import { count, money } from './format.js';
import { showError } from './page.js';

/** See choices.js. */
export function packetChoice({ place }) {
  const bar = el('progress', { class: 'packet-bar', 'aria-labelledby': 'packet-grabbed' });
  const grabbed = el('p', { id: 'packet-grabbed' });
  const rest = el('p', { id: 'packet-rest', hidden: '' });
  const total = el('p', { id: 'packet-total', class: 'packet-total' });
  const shares = el('p', { id: 'packet-shares' });
  place.append(el('div', { class: 'packet' }, el('div', { class: 'packet-flap', 'aria-hidden': 'true' }), total, shares), bar, grabbed, rest);
  let sale;
  return {
    missing: '',
    show(next) {
      sale = next;
      setText(total, money(sale.total));
      setText(shares, `in ${count(sale.shares)} ${sale.shares === 1 ? 'share' : 'shares'}${SPLITS[sale.split] ?? ''}`);
      bar.max = sale.shares;
      bar.value = sale.grabbed ?? 0;
      setText(grabbed, `${count(sale.grabbed ?? 0)} of ${count(sale.shares)} grabbed${sale.granted?.amount ? `, ${money(sale.granted)} in all` : ''}.`);
      rest.hidden = !sale.returned?.amount;
      setText(rest, sale.returned?.amount ? `${money(sale.returned)} that nobody grabbed went back to the sender.` : '');
    },
    asked: () => ({
      body: {}, left: sale.tiers[0].available, label: 'Open', waits: false,
      gone: 'Empty', goneHint: 'Every share has been grabbed.', hint: 'One share a person. What is in it shows when it is yours.',
    }),
    restore: () => undefined,
    refused({ reason }) {
      if (reason !== 'LIMIT_EXCEEDED') return false;
      showError(new Error('You have had your share already: see My tickets.'));
      return true;
    },
  };
}

const SPLITS = { equal: ', all alike', doubleMean: ', split at random', uniformCuts: ', split at random' };
