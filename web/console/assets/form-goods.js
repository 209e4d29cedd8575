// What is sold: one of the kinds, with a form of its own.
import { el } from './dom.js';
import { formField } from './form-field.js';
import { formKinds } from './form-kinds.js';
import { part, showFor } from './form-part.js';
import { t } from './language.js';

/** As `part`, and `current()`, the form of the kind that was chosen. @param about the part that knows the zone */
export function goodsPart(about) {
  const choice = formField({
    name: 'inventory-kind', label: t('form.goods.sort'), type: 'select', pointer: '/inventory/kind', options: formKinds.map(({ id, name }) => ({ value: id, label: name() })),
  });
  const hints = formKinds.map(({ id, hint }) => el('p', { class: 'quiet', 'data-of': id }, hint()));
  const forms = new Map(formKinds.map(({ id, form }) => [id, form(about)]));
  const current = () => forms.get(choice.value);
  const show = () => {
    showFor(choice.value, Object.fromEntries([...forms].map(([id, form]) => [id, form.element])));
    for (const hint of hints) hint.hidden = hint.dataset.of !== choice.value;
  };
  choice.input.addEventListener('change', show);
  show();
  const fields = () => [choice, ...current().fields()];
  const goods = part('goods', t('form.goods.heading'), fields, choice.element, ...hints, ...[...forms.values()].map((form) => form.element));
  return {
    ...goods,
    current,
    choose(kind) {
      choice.value = kind;
      show();
    },
    /** All lists of rows, for whoever keeps what was typed. */
    lists: () => Object.assign({}, ...[...forms.values()].map((form) => form.lists)),
    allFields: () => [choice, ...[...forms.values()].flatMap((form) => form.fields())],
    finish(json) {
      current().finish?.(json);
    },
    /** What is sold, as the fields have it. */
    draft: (inventory) => current().draft?.(inventory) ?? inventory,
  };
}
