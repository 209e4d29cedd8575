// In which order people are served, and what a draw promises.
import { el, setText } from './dom.js';
import { roundAfter, roundTime } from './form-beacon.js';
import { list, moment, percent, whole } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid, part } from './form-part.js';
import { time } from './format.js';
import { t } from './language.js';

const MODES = ['FIRST_COME', 'SHUFFLED', 'LOTTERY', 'SPLIT'];
const WEEK_SECONDS = 604_800;
const HASH = /^[0-9a-f]{64}$/;

/** @param {{zone: () => string}} about @param {() => string | undefined} opensAt */
export function orderPart(about, opensAt) {
  const times = moment(about.zone);
  const mode = formField({ name: 'mode', label: t('form.order.mode'), type: 'select', pointer: '/mode', options: MODES.map((value) => ({ value, label: t(`form.order.modes.${value}`) })) });
  const hint = el('p', { class: 'quiet' });
  const gatherFrom = formField({ name: 'gather-from', label: t('form.order.gatherFrom'), type: 'datetime-local', required: true, codec: times, pointer: '/order/gatherFrom' });
  const gatherUntil = formField({ name: 'gather-until', label: t('form.order.gatherUntil'), hint: t('form.order.gatherUntilHint'), type: 'datetime-local', codec: times, pointer: '/order/gatherUntil' });
  const entriesFrom = formField({ name: 'entries-from', label: t('form.order.entriesFrom'), type: 'datetime-local', required: true, codec: times, pointer: '/order/entriesFrom' });
  const entriesUntil = formField({
    name: 'entries-until', label: t('form.order.entriesUntil'), hint: t('form.order.entriesUntilHint'), type: 'datetime-local', required: true, codec: times, pointer: '/order/entriesUntil',
  });
  const pay = formField({
    name: 'pay-within', label: t('form.order.pay'), hint: t('form.order.payHint'), required: true, value: '86400', inputMode: 'numeric', codec: whole(1, WEEK_SECONDS), pointer: '/order/payWithinSeconds',
  });
  const share = formField({ name: 'lottery-share', label: t('form.order.share'), required: true, value: '50', inputMode: 'decimal', codec: percent, pointer: '/order/lotteryShare' });
  const way = formField({
    name: 'fairness', label: t('form.order.fairness'), type: 'select', options: ['beacon', 'parties', 'unproven'].map((value) => ({ value, label: t(`form.order.fairs.${value}`) })),
  });
  const parties = formField({
    name: 'parties', label: t('form.order.parties'), hint: t('form.order.partiesHint'), type: 'textarea', required: true, pointer: '/fairness/parties',
    codec: { ...list, read: (text) => (list.read(text).value.every((each) => HASH.test(each)) ? list.read(text) : { wrong: t('form.wrong.hash') }) },
  });
  const promise = el('p', { class: 'quiet', role: 'status' });
  const gathers = grid(gatherFrom, gatherUntil);
  const enters = grid(entriesFrom, entriesUntil, pay);
  const shared = grid(share);
  const fair = el('div', { class: 'form' }, way.element, promise, parties.element);
  let promised;

  const sealedAt = () => (mode.value === 'SHUFFLED' ? gatherUntil.json() ?? opensAt() : entriesUntil.json());
  way.json = () => undefined;
  Object.defineProperty(way, 'pointer', { get: () => '/fairness/beacon' });

  function show() {
    setText(hint, t(`form.order.hints.${mode.value}`));
    gathers.hidden = mode.value !== 'SHUFFLED';
    enters.hidden = !['LOTTERY', 'SPLIT'].includes(mode.value);
    shared.hidden = mode.value !== 'SPLIT';
    fair.hidden = mode.value === 'FIRST_COME';
    parties.element.hidden = way.value !== 'parties';
    const seal = sealedAt();
    const beacon = way.value === 'beacon' && seal ? roundAfter(seal, promised) : undefined;
    const known = beacon && roundTime(beacon);
    const words = known ? t('form.order.round', { round: beacon.round, time: time(known) }) : t(`form.order.fairHints.${way.value}`);
    setText(promise, words);
  }
  for (const one of [mode, way, gatherUntil, entriesUntil]) one.input.addEventListener('change', show);
  show();

  return {
    ...part('order', t('form.order.heading'), [mode, gatherFrom, gatherUntil, entriesFrom, entriesUntil, pay, share, way, parties],
      mode.element, hint, gathers, enters, shared, fair),
    show,
    finish(json) {
      if (json.mode === 'FIRST_COME') return;
      const seal = sealedAt();
      if (way.value === 'beacon' && seal) json.fairness = { beacon: roundAfter(seal, promised) };
      if (way.value === 'unproven') json.fairness = { unproven: true };
    },
    prepare(sale) {
      promised = sale.fairness?.beacon;
      way.value = promised ? 'beacon' : sale.fairness?.unproven ? 'unproven' : sale.fairness?.parties ? 'parties' : 'beacon';
    },
  };
}
