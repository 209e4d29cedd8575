// The sale as a buyer would see it, before there is one.
import { cover } from './cover.js';
import { el } from './dom.js';
import { eventWords } from './event.js';
import { money, time } from './format.js';
import { kindBadge } from './kinds.js';
import { t } from './language.js';

/** Shows it in a dialog, as the server told it in a dry run. */
export function showPreview({ sale, descriptionHtml }) {
  const { when, here, organiser } = eventWords(sale.event);
  const about = el('div', { class: 'prose formatted' });
  // Safe HTML: the server made it of the description, and lets through nothing that could do something.
  about.innerHTML = descriptionHtml ?? '';
  const close = el('button', { type: 'button', id: 'preview-close' }, t('form.preview.close'));
  const dialog = el('dialog', { class: 'preview', 'aria-labelledby': 'preview-title' },
    cover(sale, { large: true }), el('p', { class: 'over' }, kindBadge(sale)),
    el('h2', { id: 'preview-title', tabindex: '-1', autofocus: '' }, sale.title),
    ...[when, here, organiser].filter(Boolean).map((line) => el('p', {}, line)),
    el('p', { class: 'quiet' }, sale.closesAt ? t('form.preview.window', { from: time(sale.opensAt), to: time(sale.closesAt) }) : t('form.preview.from', { from: time(sale.opensAt) })),
    about,
    el('ul', { class: 'rows' }, ...sale.tiers.map((tier) => el('li', {}, el('span', {}, tier.name), el('span', { class: 'num' }, money(tier.price))))),
    el('p', { class: 'quiet small' }, t('form.preview.notYet')), close);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
