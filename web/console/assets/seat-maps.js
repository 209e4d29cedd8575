// The halls of a merchant: those that there are, one that is uploaded, and one that is drawn.
import './map-words.js';
import { charsetField, charsetOf } from './charset-field.js';
import { call } from './console-call.js';
import { busyButton, field } from './console-field.js';
import { startConsole } from './console-page.js';
import { byId, el, focusOn, setText } from './dom.js';
import { time } from './format.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';
import { dropDraft, keepDraft, keepDraftNow, keepWithheld, keptDraft, withWithheld } from './seat-draft.js';
import { seatEditor } from './seat-editor.js';
import { EMPTY, documentOf, planOf, seatCount, withheldNames } from './seat-plan.js';
import { storeLayout, wrongList } from './seat-upload.js';

const MAPS = '/v1/admin/seat-maps';

/** What is open, as it was stored; empty for a new hall. */
let stored = '';
let isOpen = false;
let editor;
let more;

async function main() {
  await startConsole();
  editor = seatEditor(byId('editor-place'), { changed });
  uploadForm();
  byId('draw-new').addEventListener('click', () => open(EMPTY));
  byId('draft-open').addEventListener('click', () => {
    open(keptDraft());
  });
  byId('draft-drop').addEventListener('click', () => {
    dropDraft();
    showDraft();
  });
  byId('editor-close').addEventListener('click', close);
  byId('export').addEventListener('click', exportFile);
  more = busyButton(byId('own-more'));
  const save = busyButton(byId('save'));
  save.element.addEventListener('click', () => save.during(saveHall));
  addEventListener('pagehide', () => isOpen && isChanged() && keepDraftNow(editor.plan()));
  addEventListener('popstate', openAsked);
  await openAsked();
}

/** What the address asks for: `?map={version}`. */
async function openAsked() {
  const asked = new URLSearchParams(location.search).get('map');
  if (asked) await openVersion(asked);
  else showList();
}

function goTo(version) {
  history.pushState(null, '', version ? `?map=${version}` : location.pathname);
}

function showList() {
  isOpen = false;
  byId('editor').hidden = true;
  byId('maps').hidden = false;
  showDraft();
  byId('own').replaceChildren();
  loadOwn('');
}

function showDraft() {
  const kept = keptDraft();
  byId('draft-line').hidden = !kept;
  if (kept) setText(byId('draft-words'), t('map.draft', { count: seatCount(kept) }));
}

async function loadOwn(cursor) {
  try {
    const { body } = await call('GET', `${MAPS}?limit=24${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    byId('own').append(...body.maps.map(card));
    byId('own-none').hidden = byId('own').children.length > 0;
    byId('own-more').hidden = !body.nextCursor;
    byId('own-more').onclick = () => more.during(() => loadOwn(body.nextCursor));
  } catch (error) {
    showError(error);
  }
}

function card({ version, seats, name, tiers, storedAt }) {
  const opener = el('button', { type: 'button', 'data-version': version }, t('map.open'));
  opener.addEventListener('click', () => {
    goTo(version);
    openVersion(version);
  });
  return el('li', { class: 'card' }, el('h3', {}, name), el('p', { class: 'num' }, t('map.ownAbout', { seats: t('map.ownSeats', { count: seats }), tiers: tiers.join(', ') })),
    el('p', { class: 'quiet small' }, t('map.ownSaved', { time: time(storedAt) })),
    el('p', { class: 'plan-acts' }, opener, el('a', { class: 'button', href: newSale(version) }, t('map.newSale'))));
}

function newSale(version) {
  return `/console/sales/new?seatMap=${version}`;
}

async function openVersion(version) {
  clearError();
  try {
    const { body } = await call('GET', `/v1/seat-maps/${encodeURIComponent(version)}`);
    open(withWithheld(version, planOf(body)), version);
    showSaved(version);
  } catch (error) {
    showList();
    showError(error);
  }
}

/** @param {import('./seat-plan.js').Plan} plan @param {string} [version] that it is */
function open(plan, version) {
  clearError();
  isOpen = true;
  byId('maps').hidden = true;
  byId('editor').hidden = false;
  byId('saved').hidden = true;
  byId('save-error').hidden = true;
  stored = version ? stateOf(plan) : '';
  editor.open(plan);
  focusOn(byId('editor-heading'));
}

function close() {
  if (isChanged()) keepDraftNow(editor.plan());
  goTo(undefined);
  showList();
  focusOn(byId('maps-heading'));
}

function stateOf(plan) {
  return JSON.stringify([documentOf(plan), withheldNames(plan)]);
}

function isChanged() {
  return seatCount(editor.plan()) > 0 && stateOf(editor.plan()) !== stored;
}

function changed(plan) {
  setText(byId('editor-heading'), plan.sections.length ? t('map.hall', { name: plan.sections.map(({ name }) => name).slice(0, 3).join(', ') }) : t('map.newHall'));
  if (!isOpen || !isChanged()) return;
  byId('saved').hidden = true;
  keepDraft(plan, (kept) => {
    if (!kept) showError(new Error(t('map.notKept')));
  });
}

async function saveHall() {
  const plan = editor.plan();
  byId('save-error').hidden = true;
  if (!seatCount(plan)) {
    tellWrong(el('p', {}, t('map.nothingToSave')));
    return;
  }
  const document = documentOf(plan);
  try {
    const { version } = await storeLayout({ name: 'hall.json', content: JSON.stringify(document) });
    stored = stateOf(plan);
    keepWithheld(version, plan);
    dropDraft();
    goTo(version);
    showSaved(version);
    focusOn(byId('saved'));
  } catch (error) {
    const list = wrongList(error, { sections: document.sections, show: (index) => editor.showRow(index) });
    if (list.length) tellWrong(...list);
    else showError(error);
  }
}

function tellWrong(...content) {
  byId('save-error').replaceChildren(...content);
  byId('save-error').hidden = false;
  focusOn(byId('save-error'));
}

function showSaved(version) {
  const place = byId('saved');
  place.replaceChildren(el('p', {}, t('map.saved', { version: version.slice(0, 8) })), el('p', { class: 'plan-acts' }, el('a', { class: 'button', id: 'new-sale', href: newSale(version) }, t('map.newSale'))));
  const names = withheldNames(editor.plan());
  if (names.length) place.append(withholding(version, names));
  place.hidden = false;
}

/** A sale with this map, in which these seats are withheld. */
function withholding(version, names) {
  const sales = el('select', { id: 'withhold-sale' });
  const go = busyButton(el('button', { type: 'button', id: 'withhold-go' }, t('map.withheldGo')));
  const told = el('p', { id: 'withhold-told', role: 'status' });
  go.element.addEventListener('click', () => go.during(async () => {
    try {
      await call('POST', `/v1/admin/sales/${encodeURIComponent(sales.value)}/seats`, { body: { seats: names, withhold: true } });
      setText(told, t('map.withheldDone', { count: names.length, sale: sales.value }));
    } catch (error) {
      showError(error);
    }
  }));
  const choice = el('p', { class: 'plan-acts', hidden: '' }, el('label', { for: 'withhold-sale' }, t('map.withheldSale')), sales, go.element);
  call('GET', '/v1/admin/sales?limit=200').then(({ body }) => {
    const fitting = body.sales.filter(({ map }) => map?.version === version);
    sales.append(...fitting.map(({ id, title }) => el('option', { value: id }, title)));
    choice.hidden = fitting.length === 0;
    if (!fitting.length) setText(told, t('map.withheldNone'));
  }, showError);
  return el('div', { id: 'withheld' }, el('p', {}, el('strong', {}, t('map.withheld', { count: names.length })), ' ', t('map.withheldAbout')), choice, told);
}

function exportFile() {
  const link = el('a', { href: URL.createObjectURL(new Blob([JSON.stringify(documentOf(editor.plan()))], { type: 'application/json' })), download: 'hall.json' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

function uploadForm() {
  const file = field({ name: 'file', label: t('map.file'), hint: t('map.fileHint'), type: 'file' });
  file.input.setAttribute('accept', '.json,.csv,application/json,text/csv');
  const charset = charsetField('charset');
  byId('upload-fields').append(file.element, charset.element);
  const go = busyButton(byId('upload-go'));
  byId('upload').addEventListener('submit', (event) => {
    event.preventDefault();
    go.during(() => upload(file, charset.value));
  });
}

async function upload(file, letters) {
  clearError();
  byId('upload-error').hidden = true;
  const [chosen] = /** @type {HTMLInputElement} */ (file.input).files;
  const isKnown = chosen && /\.(json|csv)$/i.test(chosen.name);
  file.say(chosen ? (isKnown ? '' : t('map.fileKind')) : t('map.fileMissing'));
  if (!isKnown) {
    file.input.focus();
    return;
  }
  const charset = await charsetOf(chosen, letters);
  try {
    const { version } = await storeLayout({ name: chosen.name, content: chosen, charset });
    goTo(version);
    await openVersion(version);
  } catch (error) {
    const list = wrongList(error, await contentOf(chosen, charset));
    if (!list.length) {
      showError(error);
      return;
    }
    byId('upload-error').replaceChildren(...list);
    byId('upload-error').hidden = false;
    focusOn(byId('upload-error'));
  }
}

/** What names what is wrong: lines of a table, sections of a document. */
async function contentOf(file, charset) {
  if (/\.csv$/i.test(file.name)) return { lines: new TextDecoder(charset).decode(await file.arrayBuffer()).split(/\r\n|\n|\r/) };
  try {
    return { sections: JSON.parse(await file.text()).sections };
  } catch {
    return {};
  }
}

main();
