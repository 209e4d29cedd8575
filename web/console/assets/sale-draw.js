// The draw of a sale: what is sealed, what is missing, and what somebody may tell it.
import { askFirst } from './ask-first.js';
import { call } from './console-call.js';
import { field, showErrors, submitButton } from './console-field.js';
import { actButton, figures, news } from './console-parts.js';
import { el } from './dom.js';
import { count, time } from './format.js';
import { t } from './language.js';
import { clearError } from './notices.js';

export async function drawOf(id, path, place) {
  const address = `/v1/sales/${encodeURIComponent(id)}/draw`;
  const numbers = figures();
  const root = el('p', { class: 'quiet small' });
  const lacks = el('div', {});
  const told = news();
  const secret = field({ name: 'secret', label: t('console.draw.secret'), hint: t('console.draw.secretHint'), pointer: '/secret', maxLength: 1_000 });
  const signature = field({ name: 'signature', label: t('console.draw.signature'), hint: t('console.draw.signatureHint'), pointer: '/beacon/signature', maxLength: 512 });
  const fields = [secret, signature];
  const button = submitButton(t('console.draw.tell'));
  const form = el('form', { id: 'draw-form', class: 'form', autocomplete: 'off', novalidate: '', hidden: '' }, ...fields.map(({ element }) => element), el('div', { class: 'actions' }, button.element));
  const waive = actButton(t('console.draw.waive'), async () => {
    if (!(await askFirst({ title: t('console.draw.waiveAsk'), words: t('console.draw.waiveWords'), act: t('console.draw.waive') }))) return;
    await call('POST', `${path}/draw/waive`);
    told.say(t('console.draw.waived'));
    await refresh();
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

  async function refresh() {
    show((await call('GET', address)).body);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const said = secret.value.trim() ? { secret: secret.value.trim() } : signature.value.trim() ? { beacon: { signature: signature.value.trim() } } : undefined;
    if (!said) {
      const first = secret.element.hidden ? signature : secret;
      first.say(t('console.field.required'));
      first.input.focus();
      return;
    }
    button.during(async () => {
      try {
        clearError();
        fields.forEach((each) => each.say(''));
        show((await call('POST', `${address}/values`, { body: said })).body);
        secret.value = '';
        signature.value = '';
        told.say(t('console.draw.known'));
      } catch (error) {
        showErrors(fields, error);
      }
    });
  });
  place.append(numbers.element, root, lacks, form, el('div', { class: 'actions' }, actButton(t('console.refresh'), refresh), waive, el('a', { href: `/draws/${encodeURIComponent(id)}` }, t('console.draw.page'))), told.element);
  await refresh();
}
