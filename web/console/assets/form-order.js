// In which order people are served, and what a draw promises.
import { el, setText } from './dom.js';
import { roundAfter, roundTime } from './form-beacon.js';
import { list, moment, percent, whole } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid, part } from './form-part.js';
import { partySecret } from './form-secret.js';
import { time } from './format.js';
import { t } from './language.js';

const MODES = ['FIRST_COME', 'SHUFFLED', 'LOTTERY', 'SPLIT'];
/** From what is drawn. */
const WAYS = ['beacon', 'parties', 'both', 'unproven'];
const MOST_PARTIES = 16;
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
    name: 'fairness', label: t('form.order.fairness'), type: 'select', options: WAYS.map((value) => ({ value, label: t(`form.order.fairs.${value}`) })),
  });
  const parties = formField({
    name: 'parties', label: t('form.order.parties'), hint: t('form.order.partiesHint'), type: 'textarea', pointer: '/fairness/parties',
    required: () => names('parties'), // of what is unproven they may be left out
    codec: { ...list, read: (text) => promises(list.read(text).value) },
  });
  const secret = partySecret((hash) => {
    parties.value = [...list.read(parties.value).value, hash].join('\n');
    parties.input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  const promise = el('p', { class: 'quiet', role: 'status' });
  const gathers = grid(gatherFrom, gatherUntil);
  const enters = grid(entriesFrom, entriesUntil, pay);
  const shared = grid(share);
  const fair = el('div', { class: 'form' }, way.element, promise, parties.element, secret);
  let promised;

  const names = (each) => way.value === each || way.value === 'both';

  function promises(hashes) {
    if (!hashes.every((each) => HASH.test(each))) return { wrong: t('form.wrong.hash') };
    if (new Set(hashes).size < hashes.length) return { wrong: t('form.wrong.sameSecret') };
    if (hashes.length > MOST_PARTIES) return { wrong: t('form.wrong.parties', { count: MOST_PARTIES }) };
    return way.value === 'parties' && hashes.length === 1 ? { wrong: t('form.wrong.oneParty') } : { value: hashes };
  }

  const sealedAt = () => (mode.value === 'SHUFFLED' ? gatherUntil.json() ?? opensAt() : entriesUntil.json());
  way.json = () => undefined;
  way.wrong = () => (names('beacon') && !sealedAt() ? t('form.order.fairHints.beacon') : undefined);
  Object.defineProperty(way, 'pointer', { get: () => '/fairness/beacon' });

  function show() {
    setText(hint, t(`form.order.hints.${mode.value}`));
    gathers.hidden = mode.value !== 'SHUFFLED';
    enters.hidden = !['LOTTERY', 'SPLIT'].includes(mode.value);
    shared.hidden = mode.value !== 'SPLIT';
    fair.hidden = mode.value === 'FIRST_COME';
    parties.element.hidden = secret.hidden = way.value === 'beacon';
    const seal = sealedAt();
    const beacon = names('beacon') && seal ? roundAfter(seal, promised) : undefined;
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
      if (names('beacon') && seal) json.fairness = { ...json.fairness, beacon: roundAfter(seal, promised) };
      if (way.value === 'unproven') json.fairness = { ...json.fairness, ...(promised ? { beacon: promised } : {}), unproven: true };
    },
    prepare(sale) {
      promised = sale.fairness?.beacon;
      const { parties: secrets, unproven } = sale.fairness ?? {};
      way.value = unproven ? 'unproven' : secrets ? (promised ? 'both' : 'parties') : 'beacon';
    },
  };
}
