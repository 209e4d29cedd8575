// Money that goes back: above all what needs a person, who has it tried again.
import { call, thenShow } from './console-call.js';
import { field } from './console-field.js';
import { actButton, news, pagedTable } from './console-parts.js';
import { el } from './dom.js';
import { money, time } from './format.js';
import { t } from './language.js';
import { orderNumberWords } from './order-number.js';
import { staff } from './staff.js';

const STATES = ['FAILED', 'DUE', 'DONE', 'UNMATCHED'];

/** Fills a section. */
export async function refundList(place) {
  const isOperator = staff()?.roles?.includes('operator');
  const state = field({
    name: 'refund-state', label: t('console.refunds.which'), type: 'select',
    options: STATES.filter((value) => value !== 'UNMATCHED' || isOperator).map((value) => ({ value, label: t(`console.refunds.states.${value}`) })),
  });
  const needsPerson = () => state.value === 'FAILED';
  const told = news();
  const list = pagedTable({
    caption: t('console.refunds.title'), field: 'refunds',
    empty: () => (needsPerson() ? t('console.refunds.noneFailed') : t('console.refunds.none')),
    columns: [{ label: t('console.find.order') }, { label: t('console.find.ofSale') }, { label: t('console.find.amount'), number: true }, { label: t('console.refunds.when') }, { label: t('console.refunds.why') }, { label: t('console.list.actions') }],
    load: async (cursor) => (await call('GET', `/v1/admin/refunds?${new URLSearchParams({ state: state.value, limit: '20', ...(cursor ? { cursor } : {}) })}`)).body,
    row: (refund) => ({
      attributes: { 'data-refund': refund.id },
      cells: [
        refund.reservation ? el('a', { href: `/console/orders/${refund.reservation}`, class: 'order-number' }, orderNumberWords(refund.orderNumber)) : el('code', {}, refund.reference),
        refund.sale ?? t('console.refunds.nobody'), money(refund.amount), time(refund.doneAt ?? refund.failedAt ?? refund.orderedAt), refund.error ?? '',
        refund.state === 'DONE' ? '' : actButton(t('console.refunds.retry'), () => retry(refund), { 'data-retry': refund.id }),
      ],
    }),
  });

  async function retry(refund) {
    await thenShow(() => call('POST', `/v1/admin/refunds/${encodeURIComponent(refund.id)}/retry`), list.reload);
    told.say(t('console.refunds.retried'));
  }

  state.input.addEventListener('change', list.reload);
  place.append(el('div', { class: 'toolbar' }, state.element, actButton(t('console.refresh'), list.reload)), told.element, list.element);
  await list.reload();
}
