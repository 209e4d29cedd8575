// A sale that is there: what of it can be changed is changed here.
import './form-words.js';
import { call } from './console-call.js';
import { submitButton } from './console-field.js';
import { startConsole } from './console-page.js';
import { byId, el, partOfPath, setText } from './dom.js';
import { changesOf } from './form-changes.js';
import { draftOf } from './form-draft.js';
import { keptNotice, lead, wholeForm } from './form-whole.js';
import { t } from './language.js';
import { clearError, showError, showMissing } from './notices.js';

async function start() {
  const who = await startConsole();
  const id = partOfPath(1);
  const path = `/v1/admin/sales/${encodeURIComponent(id)}`;
  const found = await read(path);
  if (!found) return;
  let { sale } = found;
  const { document: said } = found;
  const save = submitButton(t('form.save'), { id: 'save' });
  let before = {};
  let begun;
  const form = wholeForm({
    isNew: false, mayGive: who.roles?.includes('operator') ?? true, submit: save.element,
    ask: (json) => ({ method: 'PATCH', path: `${path}?dryRun=true`, body: changesOf(before, json) }),
  });
  const draft = draftOf(`edit.${id}`, { fields: form.allFields, lists: form.lists, show: form.show }, () => begun);
  byId('main').append(form.element);
  lead(t('form.edit.lead', { title: sale.title }));
  const saved = el('p', { role: 'status', id: 'saved', class: 'quiet' });
  form.element.querySelector('.form-side').append(saved,
    el('p', {}, el('a', { href: `/sales/${encodeURIComponent(id)}` }, t('form.edit.asBuyer'))), el('p', {}, el('a', { href: `/console/sales/${encodeURIComponent(id)}` }, t('form.edit.back'))));
  form.fill(said);
  form.fix(found.fixed);
  before = form.json();
  begun = draft.typed();
  if (draft.restore()) keptNotice(startOver);
  form.element.addEventListener('input', draft.keep);
  form.element.addEventListener('change', draft.keep);
  form.element.addEventListener('submit', (event) => {
    event.preventDefault();
    save.during(send);
  });
  form.judge();

  function startOver() {
    draft.forget();
    location.reload();
  }

  async function send() {
    clearError();
    setText(saved, '');
    if (!form.check()) return;
    const body = changesOf(before, form.json());
    try {
      const answer = await call('PATCH', path, { body, headers: { 'If-Match': `"v${sale.version}"` } });
      sale = answer.body;
      before = form.json();
      begun = draft.typed();
      draft.forget();
      byId('kept')?.remove();
      setText(saved, t('form.edit.saved'));
      form.judge();
    } catch (error) {
      if (error.reason === 'VERSION_CONFLICT') setText(saved, t('form.edit.conflict'));
      else form.refused(error);
    }
  }
}

/** The sale, its document, which is no older, and what of it is fixed by now. */
async function read(path) {
  try {
    const [sale, readiness] = await Promise.all([call('GET', path), call('GET', `${path}/readiness`)]);
    const { body: document } = await call('GET', `${path}/document`);
    return { sale: sale.body, document, fixed: readiness.body.fixed };
  } catch (error) {
    if (error.status === 404) showMissing(t('form.missing'), t('form.missingWords'));
    else showError(error);
    return undefined;
  }
}

start();
