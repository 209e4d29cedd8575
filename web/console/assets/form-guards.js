// What stands between the crowd and the sale.
import { el } from './dom.js';
import { flag, slug, whole } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid, part } from './form-part.js';
import { t } from './language.js';

const MILLION = 1_000_000;
const DAY_SECONDS = 86_400;

export function guardsPart() {
  const check = (name, pointer) => formField({ name, label: t(`form.guards.${name}`), hint: t(`form.guards.${name}Hint`), type: 'checkbox', codec: flag, pointer });
  const pass = check('pass', '/guards/pass');
  const captcha = check('captcha', '/guards/captcha');
  captcha.json = () => (captcha.value === 'true' ? 'ALTCHA' : undefined);
  captcha.show = (value) => {
    captcha.value = String(Boolean(value));
  };
  const slowLane = check('slowLane', '/guards/slowLane');
  const eligible = formField({
    name: 'eligible', label: t('form.guards.eligible'), type: 'select', options: ['', 'codes', 'list', 'claim'].map((value) => ({ value, label: t(`form.guards.eligibles.${value || 'all'}`) })),
  });
  const listName = formField({ name: 'list', label: t('form.guards.list'), hint: t('form.guards.listHint'), required: true, codec: slug, pointer: '/guards/eligible/list' });
  const claim = formField({ name: 'claim', label: t('form.guards.claim'), hint: t('form.guards.claimHint'), required: true, maxLength: 100, pointer: '/guards/eligible/claim' });
  const codes = el('p', { class: 'quiet' }, t('form.guards.codesHint'));
  const number = (name, pointer, max) => formField({ name, label: t(`form.guards.${name}`), inputMode: 'numeric', codec: whole(1, max), pointer });
  const perMinute = number('perMinute', '/guards/waitingRoom/perMinute', MILLION);
  const inside = number('inside', '/guards/waitingRoom/inside', MILLION);
  const rates = [
    ['userRequests', '/guards/rate/perUser/requests', MILLION], ['userSeconds', '/guards/rate/perUser/seconds', DAY_SECONDS],
    ['addressRequests', '/guards/rate/perAddress/requests', MILLION], ['addressSeconds', '/guards/rate/perAddress/seconds', DAY_SECONDS],
  ].map(([name, pointer, max]) => number(/** @type {string} */ (name), pointer, max));
  const show = () => {
    listName.element.hidden = eligible.value !== 'list';
    claim.element.hidden = eligible.value !== 'claim';
    codes.hidden = eligible.value !== 'codes';
  };
  eligible.input.addEventListener('change', show);
  show();
  const room = el('fieldset', { class: 'form-list' }, el('legend', {}, t('form.guards.room')), el('p', { class: 'quiet small' }, t('form.guards.roomHint')), grid(perMinute, inside));
  const rate = el('fieldset', { class: 'form-list' }, el('legend', {}, t('form.guards.rate')), el('p', { class: 'quiet small' }, t('form.guards.rateHint')), grid(...rates));
  const more = el('details', {}, el('summary', {}, t('form.guards.more')), el('div', { class: 'form' }, rate, slowLane.element));
  const fields = [captcha, pass, eligible, listName, claim, perMinute, inside, ...rates, slowLane];
  return {
    ...part('guards', t('form.guards.heading'), fields, captcha.element, pass.element, grid(eligible, listName, claim), codes, room, more),
    show,
    finish(json) {
      if (eligible.value === 'codes') (json.guards ??= {}).eligible = { codes: true };
      const guards = json.guards;
      if (guards && (guards.captcha || guards.eligible || guards.waitingRoom)) guards.pass = true;
    },
    prepare(sale) {
      const who = sale.guards?.eligible;
      eligible.value = who?.codes ? 'codes' : who?.list ? 'list' : who?.claim ? 'claim' : '';
      more.open = Boolean(sale.guards?.rate || sale.guards?.slowLane);
    },
  };
}
