// A new sale, from nothing or from an earlier one.
import './form-words.js';
import { askFirst } from './ask-first.js';
import { setTitle } from './attention.js';
import { call } from './console-call.js';
import { submitButton } from './console-field.js';
import { startConsole } from './console-page.js';
import { byId, el, setText } from './dom.js';
import { draftPage } from './drafts.js';
import { copyBar } from './form-copy.js';
import { draftOf } from './form-draft.js';
import { findDraft, isUnknown, savedDraft } from './form-saved.js';
import { keptNotice, lead, wholeForm } from './form-whole.js';
import { time } from './format.js';
import { t } from './language.js';
import { clearError, showError, showMissing } from './notices.js';

const asked = new URLSearchParams(location.search);

async function start() {
  const who = await startConsole();
  const publish = submitButton(t('form.publish'), { id: 'publish' });
  let saved;
  let isUnheard = false;
  const form = wholeForm({
    isNew: true, mayGive: who.roles?.includes('operator') ?? true, submit: publish.element,
    ask: (body) => ({ method: 'POST', path: '/v1/admin/sales?dryRun=true', body: saved?.saved() ? { owner: saved.saved().owner, ...body } : body }),
  });
  const copied = asked.get('copy');
  const source = copied ? await find(copied) : undefined;
  if (copied && !source) return;
  const draftId = asked.get('draft');
  const found = draftId ? await findDraft(draftId) : undefined;
  if (draftId && !found) return;
  const draft = draftOf(found ? `draft.${found.id}` : `new.${copied ?? asked.get('seatMap') ?? ''}`, { fields: form.allFields, lists: form.lists, show: form.show }, () => saved?.base());
  saved = savedDraft({ found, form, tab: draft, whenNamed: named });
  publish.element.after(saved.save);
  byId('main').append(form.element);
  form.element.querySelector('.form-side').append(saved.element);
  lead(t('form.lead'));
  if (source) {
    form.fill({ ...source, id: undefined });
    form.element.before(copyBar(source, form.allFields).element);
  }
  if (found) {
    if (found.form) draft.take(found.form);
    else form.take(found.sale);
    named();
  }
  const map = asked.get('seatMap');
  if (map) form.startFromMap(map);
  const kept = draft.restore();
  if (kept) {
    keptNotice(startOver);
    saved.compare(kept.base);
  }
  for (const type of ['input', 'change']) {
    form.element.addEventListener(type, () => {
      draft.keep();
      saved.show();
    });
  }
  form.element.addEventListener('submit', (event) => {
    event.preventDefault();
    publish.during(send);
  });
  saved.show();
  if (found && asked.get('publish') !== null) {
    history.replaceState(null, '', draftPage(found.id));
    publish.during(send);
  } else if (source || found || draft.isDirty()) {
    form.judge();
  }

  function startOver() {
    draft.forget();
    location.reload();
  }

  function named() {
    setText(byId('main').querySelector('h1'), t('form.saved.heading'));
    setTitle(t('form.saved.heading'));
  }

  async function send() {
    clearError();
    if (!form.check()) return;
    const body = form.json();
    if (!isUnheard) {
      const readiness = await form.judge();
      if (readiness && !readiness.opens) {
        form.refused({ body: { errors: readiness.errors }, status: 400, message: t('form.check.wrong', { count: readiness.errors.length }) });
        return;
      }
      if (!await wanted(body, readiness)) return;
    }
    try {
      if (!saved.saved()) await call('POST', '/v1/admin/sales', { body });
      else if (!await saved.publish()) return;
    } catch (error) {
      // A moment ago nobody had that short name: where no answer came, and it is there now, it was published.
      if (error.status !== undefined || !await isThere(body.id)) {
        isUnheard = Boolean(saved.saved()) && isUnknown(error);
        form.refused(error);
        return;
      }
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
    words: [el('p', {}, t(isPast(readiness) ? 'form.ask.atOnce' : 'form.ask.words', { time: time(sale.opensAt) })), ...(risks ? [el('p', {}, t('form.ask.risks', { count: risks }))] : [])],
    act: t('form.publish'), danger: false,
  });
}

function isPast(readiness) {
  return readiness?.warnings.some(({ code }) => code === 'OPENS_AT_ONCE');
}

/** @param {string} id */
async function isThere(id) {
  try {
    await call('GET', `/v1/admin/sales/${encodeURIComponent(id)}`);
    return true;
  } catch {
    return false;
  }
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
