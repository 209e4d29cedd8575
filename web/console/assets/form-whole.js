// All of the form, of a sale that is new or one that is there.
import './form-words.js';
import { byId, el, focusOn, setText } from './dom.js';
import { aboutPart } from './form-about.js';
import { checklist, detailOf, fieldAt } from './form-checklist.js';
import { crowdPart } from './form-crowd.js';
import { fill, gather, isOn } from './form-field.js';
import { goodsPart } from './form-goods.js';
import { guardsPart } from './form-guards.js';
import { formKindOf, kindOfMaps } from './form-kinds.js';
import { orderPart } from './form-order.js';
import { showPreview } from './form-preview.js';
import { rulesPart } from './form-rules.js';
import { timesPart } from './form-times.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';

/**
 * The form: `{element, fields(), json(), fill(sale), ...}`.
 * @param {{isNew: boolean, mayGive: boolean, submit: HTMLElement | HTMLElement[], ask: (json: any) => {method: string, path: string, body: any}}} options `ask` is what
 *   the server is asked in a dry run
 */
export function wholeForm({ isNew, mayGive, submit, ask }) {
  const about = aboutPart({ isNew });
  const times = timesPart(about, { isNew });
  const goods = goodsPart(about);
  const order = orderPart(about, times.opensAt);
  const rules = rulesPart({ mayGive });
  const guards = guardsPart();
  const crowd = crowdPart();
  const parts = [about, times, goods, order, rules, guards];
  const fields = () => [...parts.flatMap((each) => each.fields())];
  const all = () => [...about.fields(), ...times.fields(), ...goods.allFields(), ...order.fields(), ...rules.fields(), ...guards.fields(), ...crowd.fields()];
  const preview = el('button', { type: 'button', id: 'preview' }, t('form.preview.open'));
  let judged;

  function json() {
    const sale = gather(fields());
    for (const each of [about, goods, order, guards]) each.finish(sale);
    return sale;
  }

  const list = checklist({
    ask: () => {
      const question = ask(json());
      return { ...question, path: question.path + crowd.query() };
    },
    fields,
    whenJudged(readiness) {
      judged = readiness;
      for (const error of readiness.errors) {
        const one = fieldAt(fields(), error.pointer);
        // Whoever has not come to a field yet is not told that it is empty.
        if (one?.wasLeft && one.value.trim() && one.check()) one.say(detailOf(error, one));
      }
    },
  });
  preview.hidden = !isNew;
  preview.addEventListener('click', async () => {
    const now = await list.now();
    if (now?.sale) showPreview(now);
    else if (now && check()) refused({ body: { errors: now.errors }, status: 400, message: t('form.check.wrong', { count: now.errors.length }) });
  });

  /** Whether all fields are right, as far as can be told here; moves to the first that is not. */
  function check() {
    const wrong = fields().filter((one) => isOn(one) && !one.check());
    reveal(wrong[0]);
    return wrong.length === 0;
  }

  function reveal(one) {
    if (!one) return;
    one.input.closest('details')?.setAttribute('open', '');
    focusOn(one.input);
    one.input.scrollIntoView({ block: 'center' });
  }

  /** The server's refusal, each error at its field, the rest on top. */
  function refused(error) {
    clearError();
    const errors = error.body?.errors ?? [];
    const found = errors.map((each) => ({ each, one: fieldAt(fields(), each.pointer) }));
    for (const { each, one } of found) one?.say(detailOf(each, one));
    if (!errors.length || found.some(({ one }) => !one)) showError(error);
    reveal(found.find(({ one }) => one)?.one);
  }

  const element = el('form', { id: 'sale-form', class: 'sale-form', novalidate: '', autocomplete: 'off' },
    el('div', { class: 'form-parts' }, ...parts.map((each) => each.element), crowd.element),
    el('div', { class: 'form-side' }, list.element, el('div', { class: 'actions' }, ...[submit].flat(), preview)));
  element.addEventListener('focusout', ({ target }) => {
    const one = all().find(({ input }) => input === target);
    if (one) one.wasLeft = true;
  });
  element.addEventListener('change', () => {
    order.show();
    list.later();
  });

  function show() {
    for (const input of [...element.querySelectorAll('select')]) input.dispatchEvent(new Event('change'));
    rules.show();
    guards.show();
    order.show();
  }

  return {
    element,
    fields,
    allFields: all,
    lists: goods.lists,
    json,
    show,
    check,
    refused,
    judge: list.now,
    judged: () => judged,
    /** Takes all that the document of a sale says. */
    fill(document) {
      goods.choose(formKindOf(document.inventory));
      for (const each of [about, times, order, guards]) each.prepare(document);
      const draft = { ...document, inventory: goods.draft(document.inventory) };
      goods.current().start?.(draft.inventory);
      fill(fields(), draft);
      show();
    },
    /** Takes what the document of one says that is not made yet: any of it may be missing, or wrong, which a field then does not show. */
    take(document) {
      const sale = { ...document, inventory: Object(document.inventory) };
      const kind = formKindOf(sale.inventory);
      if (kind) goods.choose(kind);
      try {
        for (const each of [about, times, order, guards]) each.prepare(sale);
        sale.inventory = goods.draft(sale.inventory);
        goods.current().start?.(sale.inventory);
      } catch {
        // The fields show what can be shown.
      }
      for (const one of fields()) fillWhereItFits(one, sale);
      show();
    },
    /** From the page of a map one comes to a sale of its seats. */
    startFromMap(map) {
      goods.choose(kindOfMaps);
      goods.current().start({ map });
    },
    /** Says of what cannot be changed any more why. */
    fix(pointers) {
      const isFixed = (pointer) => pointers.some((each) => pointer === each || pointer?.startsWith(`${each}/`));
      for (const one of fields()) {
        if (isFixed(one.pointer)) one.input.disabled = true;
      }
      if (!pointers.length) return;
      for (const each of [goods, order]) {
        for (const control of each.element.querySelectorAll('button, input, select, textarea')) control.disabled = true;
        each.element.insertBefore(note(t('form.edit.fixed')), each.element.children[1]);
      }
      times.element.insertBefore(note(t('form.edit.fixedOpening')), times.element.children[1]);
      rules.element.insertBefore(note(t('form.edit.fixedTake')), rules.element.children[1]);
    },
  };
}

function fillWhereItFits(one, document) {
  try {
    fill([one], document);
  } catch {
    one.show(undefined);
  }
}

function note(words) {
  return el('p', { class: 'notice fixed-note' }, words);
}

/** A line on top that something was brought back, and a way to do without. */
export function keptNotice(startOver) {
  const again = el('button', { type: 'button', class: 'link', id: 'start-over' }, t('form.draft.startOver'));
  again.addEventListener('click', startOver);
  const notice = el('p', { class: 'notice', id: 'kept', role: 'status' }, t('form.draft.kept'), ' ', again);
  byId('main').querySelector('h1').after(notice);
  return notice;
}

/** What a page says under its heading. */
export function lead(words) {
  const line = el('p', { class: 'quiet', id: 'lead' });
  setText(line, words);
  byId('main').querySelector('h1').after(line);
}
