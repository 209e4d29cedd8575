// How the entrance stands: who came, and whom doors let in that should not have.
import { call } from './console-call.js';
import { actButton, figures, pagedTable } from './console-parts.js';
import { el } from './dom.js';
import { count, time } from './format.js';
import { t } from './language.js';

export async function entranceOf(path, id, place) {
  const numbers = figures();
  const conflicts = pagedTable({
    caption: t('console.entrance.conflicts'), field: 'conflicts', empty: t('console.entrance.none'),
    columns: [{ label: t('console.entrance.at') }, { label: t('console.entrance.what') }, { label: t('console.entrance.ticket') }, { label: t('console.entrance.gate') }, { label: t('console.entrance.who') }],
    load: async (cursor) => (await call('GET', `${path}/admissions${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`)).body,
    row: ({ at, what, ticket, gate, subject }) => [time(at), t(`console.entrance.of.${what}`), el('a', { href: `/console/orders?q=${encodeURIComponent(ticket)}` }, el('code', {}, ticket.slice(0, 8))), gate ?? '', subject],
  });
  async function refresh() {
    const body = await conflicts.reload();
    if (body) {
      numbers.show([
        ['valid', t('console.entrance.valid'), count(body.valid)], ['admitted', t('console.entrance.admitted'), count(body.admitted)],
        ['refunded-later', t('console.entrance.refundedLater'), count(body.refundedLater)],
      ]);
    }
  }
  place.append(numbers.element, el('h3', {}, t('console.entrance.conflicts')), conflicts.element,
    el('div', { class: 'actions' }, actButton(t('console.refresh'), refresh), el('a', { class: 'button', href: `/door?sale=${encodeURIComponent(id)}` }, t('console.run.link.door'))));
  await refresh();
}
