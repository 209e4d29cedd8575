// A new sale, from nothing or from an earlier one.
import './form-words.js';
import { askFirst } from './ask-first.js';
import { call } from './console-call.js';
import { submitButton } from './console-field.js';
import { startConsole } from './console-page.js';
import { byId, el } from './dom.js';
import { copyBar } from './form-copy.js';
import { draftOf } from './form-draft.js';
import { keptNotice, lead, wholeForm } from './form-whole.js';
import { time } from './format.js';
import { t } from './language.js';
import { clearError, showError, showMissing } from './notices.js';

const asked = new URLSearchParams(location.search);

async function start() {
  const who = await startConsole();
  const publish = submitButton(t('form.publish'), { id: 'publish' });
  const form = wholeForm({
    isNew: true, mayGive: who.roles?.includes('operator') ?? true, submit: publish.element,
    ask: (body) => ({ method: 'POST', path: '/v1/admin/sales?dryRun=true', body }),
  });
  const copied = asked.get('copy');
  const source = copied ? await find(copied) : undefined;
  if (copied && !source) return;
  const draft = draftOf(`new.${copied ?? asked.get('seatMap') ?? ''}`, { fields: form.allFields, lists: form.lists, show: form.show });
  byId('main').append(form.element);
  lead(t('form.lead'));
  if (source) {
    form.fill({ ...source, id: undefined });
    form.element.before(copyBar(source, form.allFields).element);
  }
  const map = asked.get('seatMap');
  if (map) form.startFromMap(map);
  if (draft.restore()) keptNotice(startOver);
  form.element.addEventListener('input', draft.keep);
  form.element.addEventListener('change', draft.keep);
  form.element.addEventListener('submit', (event) => {
    event.preventDefault();
    publish.during(send);
  });
  if (source || draft.isDirty()) form.judge();

  function startOver() {
    draft.forget();
    location.reload();
  }

  async function send() {
    clearError();
    if (!form.check()) return;
    const body = form.json();
    const readiness = await form.judge();
    if (readiness && !readiness.opens) {
      form.refused({ body: { errors: readiness.errors }, status: 400, message: t('form.check.wrong', { count: readiness.errors.length }) });
      return;
    }
    if (!await wanted(body, readiness)) return;
    try {
      await call('POST', '/v1/admin/sales', { body });
    } catch (error) {
      form.refused(error);
      return;
    }
    draft.forget();
    location.assign(`/console/sales/${encodeURIComponent(body.id)}`);
  }
}

/** Everybody sees it from then on. */
function wanted(sale, readiness) {
  const risks = readiness?.warnings.length ?? 0;
  return askFirst({
    title: t('form.ask.title', { title: sale.title }),
    words: [el('p', {}, t('form.ask.words', { time: time(sale.opensAt) })), ...(risks ? [el('p', {}, t('form.ask.risks', { count: risks }))] : [])],
    act: t('form.publish'), danger: false,
  });
}

async function find(sale) {
  try {
    const { body } = await call('GET', `/v1/admin/sales/${encodeURIComponent(sale)}/document`);
    return body;
  } catch (error) {
    if (error.status === 404) showMissing(t('form.missing'), t('form.missingWords'));
    else showError(error);
    return undefined;
  }
}

start();
