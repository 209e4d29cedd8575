// A draft on the server: saved, gone on with by colleagues, published once. What was typed since it was saved is in the tab alone.
import './form-words.js';
import { call } from './console-call.js';
import { busyButton } from './console-field.js';
import { actButton } from './console-parts.js';
import { byId, el, setText } from './dom.js';
import { DRAFTS, draftPage, handOf, placeOf, removeDraft } from './drafts.js';
import { time } from './format.js';
import { newKey } from './intent.js';
import { t } from './language.js';
import { clearError, showError, showMissing } from './notices.js';
import { staff } from './staff.js';

/** Of differences between what two have typed, so many are told, and of a text so much. */
const MOST_DIFFERENCES = 10;
const MOST_CHARS = 60;

/** The draft that is asked for; undefined where there is none, which the page says, or it is a sale, to which it leads. */
export async function findDraft(id) {
  try {
    const { body } = await call('GET', placeOf(id));
    if (!body.publishedAs) return body;
    location.replace(salePage(body.publishedAs));
  } catch (error) {
    if (error.status === 404) showMissing(t('form.saved.missing'), t('form.saved.missingWords'));
    else showError(error);
  }
  return undefined;
}

/** Whether it may have been done all the same. */
export function isUnknown({ status }) {
  return status === undefined || status >= 500;
}

/**
 * `{save, element, saved(), show(), base(), compare(version), publish()}`: the button that saves, and what stands below it.
 * @param {{found?: any, form: any, tab: any, whenNamed: (head: any) => void}} options `found` is the draft that was found; `tab` what of it is kept in the tab
 */
export function savedDraft({ found, form, tab, whenNamed }) {
  const save = busyButton(el('button', { type: 'button', id: 'save-draft' }, t('form.saved.save')));
  const state = el('p', { id: 'draft-state', role: 'status', class: 'quiet small' });
  const remove = actButton(t('form.saved.delete'), takeAway, { id: 'delete-draft', class: 'link' });
  const conflict = el('section', { id: 'draft-conflict', class: 'notice', role: 'alert', hidden: '' });
  let head = found;
  /** The version that what is typed goes back to: it replaces that one, and no other that nobody has seen here. */
  let base = found?.version;
  let key = newKey();

  save.element.addEventListener('click', () => save.during(() => keep()));

  function show() {
    remove.hidden = !head;
    if (!head) setText(state, t('form.saved.not'));
    else setText(state, t(tab.isDirty() ? 'form.saved.since' : 'form.saved.at', { time: time(head.changed.at), by: handOf(head.changed) }));
  }

  /** Resolves with whether it is saved. @param {number} [version] that it is to replace */
  async function keep(version = base) {
    clearError();
    conflict.hidden = true;
    const body = { sale: form.json(), form: tab.typed() };
    const sent = JSON.stringify(body.form);
    try {
      let answer = head ? await put(head.id, version, body) : await call('POST', DRAFTS, { body, headers: { 'Idempotency-Key': key } });
      // An answer was lost before: the draft is there, as it was then.
      if (!head && answer.status === 200) answer = await put(answer.body.id, answer.body.version, body);
      take(answer.body, sent);
      return true;
    } catch (error) {
      return explain(error, sent);
    }
  }

  function put(id, version, body) {
    return call('PUT', placeOf(id), { body, headers: { 'If-Match': `"v${version}"` } });
  }

  /** @param {string} sent what was typed when it was sent; meanwhile somebody may have gone on */
  function take(next, sent) {
    const isNew = !head;
    head = next;
    base = head.version;
    if (isNew) {
      tab.moveTo(`draft.${head.id}`);
      history.replaceState(null, '', draftPage(head.id));
    }
    byId('kept')?.remove();
    if (JSON.stringify(tab.typed()) === sent) tab.forget();
    else tab.keep();
    whenNamed(head);
    show();
  }

  /** Resolves with whether it is saved all the same: the answer of before was lost. @param {string} [sent] */
  async function explain(error, sent) {
    if (error.reason === 'VERSION_CONFLICT') {
      const now = await findDraft(head.id);
      if (now && JSON.stringify(now.form) === sent) {
        take(now, sent);
        return true;
      }
      if (now) ask(now);
    } else if (error.reason === 'DRAFT_PUBLISHED') {
      tell(t('form.saved.published'), el('a', { href: salePage(error.body.sale) }, t('form.edit.back')));
    } else if (error.status === 404 && head) {
      head = undefined;
      key = newKey();
      tab.keep();
      tell(t('form.saved.gone'));
      show();
    } else {
      form.refused(error);
    }
    return false;
  }

  function tell(words, ...more) {
    conflict.replaceChildren(el('p', {}, words), el('p', { class: 'actions' }, ...more));
    conflict.hidden = false;
    conflict.scrollIntoView({ block: 'nearest' });
  }

  /** Somebody has saved another since. */
  function ask(now) {
    const theirs = el('button', { type: 'button', id: 'take-theirs' }, t('form.saved.theirs'));
    const mine = actButton(t('form.saved.mine'), () => keep(now.version), { id: 'keep-mine' });
    theirs.addEventListener('click', () => {
      tab.forget();
      location.reload();
    });
    const { changed } = now;
    const isOwn = !changed.keyName && changed.by === staff()?.user;
    tell(t(isOwn ? 'form.saved.conflictOwn' : 'form.saved.conflict', { time: time(changed.at), by: handOf(changed) }), theirs, mine);
    conflict.firstElementChild?.after(differenceList(now));
  }

  function differenceList(now) {
    const all = tab.differences(now);
    const quoted = (text) => (text ? t('form.saved.quoted', { text: shortened(text) }) : t('form.saved.nothing'));
    const lines = all.slice(0, MOST_DIFFERENCES).map(({ label, here, there }) => t('form.saved.differs', { label, there: quoted(there), here: quoted(here) }));
    if (tab.lacksRowsOf(now)) lines.push(t('form.saved.otherRows'));
    else if (!all.length) lines.push(t('form.saved.same'));
    if (all.length > MOST_DIFFERENCES) lines.push(t('form.saved.more', { count: all.length - MOST_DIFFERENCES }));
    return el('ul', { id: 'draft-differences' }, ...lines.map((line) => el('li', {}, line)));
  }

  async function takeAway() {
    if (!await removeDraft({ ...head, title: form.json().title })) return;
    tab.forget();
    location.assign('/console');
  }

  show();
  return {
    save: save.element,
    element: el('div', { class: 'draft-state' }, state, remove, conflict),
    saved: () => head,
    show,
    base: () => base,
    /** What the tab has goes back to this version; says so if somebody has saved another since. */
    compare(before) {
      base = before;
      if (head && base !== head.version) ask(head);
    },
    /** Makes the sale of what the form shows; resolves with it, or with undefined where that is explained. */
    async publish() {
      if (tab.isDirty() && !await keep()) return undefined;
      try {
        const { body } = await call('POST', `${placeOf(head.id)}/publish`, { headers: { 'If-Match': `"v${head.version}"` } });
        return body;
      } catch (error) {
        if (isUnknown(error)) throw error;
        await explain(error);
        return undefined;
      }
    },
  };
}

/** A description may be long. */
function shortened(text) {
  return text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text;
}

function salePage(id) {
  return `/console/sales/${encodeURIComponent(id)}`;
}
