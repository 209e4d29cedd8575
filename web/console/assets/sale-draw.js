// The draw of a sale: what is sealed, what is missing, and what somebody may tell it.
import { askFirst } from './ask-first.js';
import { call, thenShow } from './console-call.js';
import { field, showErrors, submitButton } from './console-field.js';
import { actButton, figures, news } from './console-parts.js';
import { el, focusOn, hasLostFocus } from './dom.js';
import { count, time } from './format.js';
import { t } from './language.js';
import { clearError } from './notices.js';
import { sentence } from './reasons.js';

/** Signs of a secret. */
const MOST_SECRET = 4_096;
const SOON_MILLIS = 1_500;

export async function drawOf(id, path, place) {
  const address = `/v1/sales/${encodeURIComponent(id)}/draw`;
  const numbers = figures();
  const root = el('p', { class: 'quiet small' });
  const lacks = el('div', {});
  const told = news();
  const secret = field({ name: 'secret', label: t('console.draw.secret'), hint: t('console.draw.secretHint'), pointer: '/secret', maxLength: MOST_SECRET });
  const signature = field({ name: 'signature', label: t('console.draw.signature'), hint: t('console.draw.signatureHint'), pointer: '/beacon/signature', maxLength: 512 });
  const fields = [secret, signature];
  const button = submitButton(t('console.draw.tell'));
  const form = el('form', { id: 'draw-form', class: 'form', autocomplete: 'off', novalidate: '', hidden: '' }, ...fields.map(({ element }) => element), el('div', { class: 'actions' }, button.element));
  let timer;
  const waive = actButton(t('console.draw.waive'), async () => {
    if (!(await askFirst({ title: t('console.draw.waiveAsk'), words: t('console.draw.waiveWords'), act: t('console.draw.waive') }))) return;
    await thenShow(() => call('POST', `${path}/draw/waive`), refresh);
    told.say(t('console.draw.waived'));
  }, { id: 'draw-waive', class: 'danger', hidden: '' });

  function show(draw) {
    const missing = draw.missing ?? { commitments: [], beacon: false };
    const lacksAny = draw.phase === 'SEALED' && (missing.commitments.length > 0 || missing.beacon);
    numbers.show([
      ['phase', t('console.draw.phase'), t(`console.draw.phases.${draw.phase}`)], ['entries', t('console.draw.entries'), count(draw.entries)],
      ['seals', t('console.draw.seals'), time(draw.sealedAt ?? draw.sealsAt)], ['served', t('console.draw.served'), draw.served === undefined ? '–' : count(draw.served)],
    ]);
    root.replaceChildren(...(draw.root ? [t('console.draw.root'), ' ', el('code', {}, draw.root)] : []));
    lacks.replaceChildren(...[
      ...(lacksAny ? missing.commitments.map((each) => el('p', {}, t('console.draw.missingSecret'), ' ', el('code', {}, each))) : []),
      lacksAny && missing.beacon ? el('p', {}, t('console.draw.missingBeacon')) : undefined,
      draw.proven === false ? el('p', { class: 'notice' }, t('console.draw.unproven')) : undefined,
    ].filter(Boolean));
    form.hidden = !lacksAny;
    secret.element.hidden = missing.commitments.length === 0;
    signature.element.hidden = !missing.beacon;
    waive.hidden = !lacksAny;
  }

  /** Again soon, while it waits for what is missing, or not all are served. */
  async function refresh() {
    clearTimeout(timer);
    const { body: draw } = await call('GET', address);
    show(draw);
    const isUnderWay = draw.phase === 'SEALED' || (draw.phase === 'DRAWN' && draw.served < draw.entries);
    if (isUnderWay) timer = setTimeout(() => refresh().catch(() => undefined), SOON_MILLIS);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const asked = fields.filter(({ element }) => !element.hidden);
    const one = asked.find(({ value }) => value);
    if (!one) {
      asked[0].say(t('console.field.required'));
      focusOn(asked[0].input);
      return;
    }
    // Every sign of a secret counts, blanks too.
    const said = one === secret ? { secret: one.value } : { beacon: { signature: one.value.trim() } };
    button.during(async () => {
      try {
        clearError();
        fields.forEach((each) => each.say(''));
        told.say('');
        await thenShow(() => call('POST', `${address}/values`, { body: said }), refresh);
        one.value = '';
        told.say(t('console.draw.known'));
        if (hasLostFocus()) focusOn(place.parentElement.querySelector('summary'));
      } catch (error) {
        if (error.reason === 'WRONG_VALUE') {
          one.say(sentence(error));
          focusOn(one.input);
        } else {
          showErrors(fields, error);
        }
      }
    });
  });
  place.append(numbers.element, root, lacks, form, el('div', { class: 'actions' }, actButton(t('console.refresh'), refresh), waive, el('a', { href: `/draws/${encodeURIComponent(id)}` }, t('console.draw.page'))), told.element);
  await refresh();
}
