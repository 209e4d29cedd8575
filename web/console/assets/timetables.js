// A timetable, or a GTFS feed of which one is made: looked through first, with what is wrong by its line; then imported, whole or without what is wrong.
import './form-words.js';
import { askFirst } from './ask-first.js';
import { call } from './console-call.js';
import { busyButton, field } from './console-field.js';
import { keep, upload } from './console-files.js';
import { startConsole } from './console-page.js';
import { byId, el, focusOn, setText } from './dom.js';
import { detailOf } from './form-checklist.js';
import { count } from './format.js';
import { linesOf } from './json-lines.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';
import { noteWords, placeWords } from './server-words.js';
import { exampleLayout, exampleTimetable } from './timetable-examples.js';

const PATH = '/v1/admin/timetables';
const MAX_BYTES = 32 * 1024 * 1024;
const LISTED = 200;

/** To begin with; they are looked through and imported as they are. */
function examples() {
  const file = (id, words, name, make) => {
    const button = el('button', { type: 'button', class: 'link', id }, words);
    button.addEventListener('click', () => keep(new Blob([`${JSON.stringify(make(), null, 2)}\n`], { type: 'application/json' }), name));
    return button;
  };
  return el('p', { class: 'actions small' },
    file('example-timetable', t('form.timetable.example'), 'timetable.json', () => exampleTimetable(Date.now())),
    file('example-layout', t('form.timetable.exampleLayout'), 'layout.json', exampleLayout));
}

async function start() {
  await startConsole();
  const file = field({ name: 'timetable', label: t('form.timetable.file'), hint: t('form.timetable.fileHint'), type: 'file' });
  file.input.accept = '.json,.zip,application/json,application/zip';
  const layout = field({ name: 'layout', label: t('form.timetable.layout'), hint: t('form.timetable.layoutHint'), type: 'file' });
  layout.input.accept = '.json,application/json';
  layout.element.hidden = true;
  file.input.addEventListener('change', () => {
    layout.element.hidden = !isFeed(file.input.files[0]);
  });
  const from = field({ name: 'from', label: t('form.timetable.from'), type: 'date' });
  const to = field({ name: 'to', label: t('form.timetable.to'), type: 'date' });
  const look = busyButton(el('button', { type: 'submit', class: 'primary', id: 'look' }, t('form.timetable.look')));
  const form = el('form', { id: 'timetable-form', class: 'panel form', novalidate: '' },
    el('p', {}, t('form.timetable.lead')), file.element, layout.element, examples(), el('div', { class: 'form-grid' }, from.element, to.element), el('div', {}, look.element));
  const report = el('section', { id: 'report', 'aria-live': 'polite' });
  byId('main').append(form, report);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    look.during(async () => {
      clearError();
      const [chosen] = file.input.files;
      if (!chosen) return wrong(t('form.timetable.choose'));
      if (chosen.size > MAX_BYTES) return wrong(t('form.timetable.tooLarge'));
      file.say('');
      if (isFeed(chosen)) return convert(chosen);
      const text = await chosen.text();
      let timetable;
      try {
        timetable = JSON.parse(text);
      } catch (error) {
        return wrong(t('form.timetable.noJson', { why: error.message }));
      }
      file.say('');
      await judge(timetable, linesOf(text));
    });
  });

  function wrong(words) {
    file.say(words);
    focusOn(file.input);
  }

  const days = () => `${from.value ? `&from=${from.value}` : ''}${to.value ? `&to=${to.value}` : ''}`;

  /** A feed becomes a timetable first, which says what of the feed is not in it. */
  async function convert(feed) {
    const [said] = layout.input.files;
    layout.say(said ? '' : t('form.timetable.chooseLayout'));
    if (!said) {
      focusOn(layout.input);
      return;
    }
    const parts = new FormData();
    parts.set('feed', feed);
    parts.set('layout', said);
    try {
      const { timetable, notes } = await upload(`${PATH}/gtfs?${days().slice(1)}`, parts);
      await judge(timetable, undefined);
      if (notes.length) report.append(el('h3', {}, t('form.timetable.notUsed')), el('ul', { class: 'check-list', id: 'feed-notes' }, ...notes.slice(0, LISTED).map((note) => el('li', {}, noteWords(note)))));
    } catch (error) {
      if (error.status === 400 && error.body.errors) showWrongFeed(error.body.errors);
      else showError(error);
    }
  }

  function showWrongFeed(errors) {
    const heading = el('h2', {}, t('form.timetable.wrong', { count: errors.length }));
    report.replaceChildren(heading, el('p', {}, t('form.timetable.nothing')), el('ul', { class: 'check-list', id: 'timetable-errors' },
      ...errors.map((error) => el('li', { 'data-pointer': error.pointer }, el('strong', {}, placeWords(error.pointer)), ' ', detailOf(error)))));
    focusOn(heading);
  }

  /** @param lineOf undefined where the text is not the one that was chosen */
  async function judge(timetable, lineOf) {
    try {
      const { body } = await call('POST', `${PATH}?dryRun=true${days()}`, { body: timetable, timeoutMillis: 120_000 });
      showGood(timetable, body);
    } catch (error) {
      if (error.status === 400 && error.body.errors) showWrong(timetable, error.body.errors, lineOf);
      else showError(error);
    }
  }

  function showWrong(timetable, errors, lineOf) {
    const bad = new Set(errors.map(({ pointer }) => /^\/trains\/(\d+)/.exec(pointer)?.[1]).filter(Boolean).map(Number));
    const isOfTrains = errors.every(({ pointer }) => /^\/trains\/\d+/.test(pointer));
    const left = (timetable.trains?.length ?? 0) - bad.size;
    const rows = errors.map((error) => el('li', { 'data-pointer': error.pointer },
      el('strong', {}, lineOf ? t('form.timetable.line', { line: lineOf(error.pointer) }) : error.pointer), ' ', el('code', {}, error.pointer), ' ', detailOf(error)));
    const heading = el('h2', {}, t('form.timetable.wrong', { count: errors.length }));
    const without = el('button', { type: 'button', id: 'without' }, t('form.timetable.without', { count: left }));
    without.addEventListener('click', () => judge({ ...timetable, trains: timetable.trains.filter((_, i) => !bad.has(i)) }, undefined));
    report.replaceChildren(heading, el('p', {}, t('form.timetable.nothing')), el('ul', { class: 'check-list', id: 'timetable-errors' }, ...rows));
    if (isOfTrains && left > 0) report.append(without);
    focusOn(heading);
  }

  /** What it would come to: nothing was made yet. */
  function showGood(timetable, { created, taken = [], existing, past }) {
    const heading = el('h2', {}, t('form.timetable.good', { count: created.length }));
    const doIt = busyButton(el('button', { type: 'button', class: 'primary', id: 'import' }, t('form.timetable.import', { count: created.length })));
    report.replaceChildren(heading, facts({ created: created.length, existing, past, taken: taken.length }), trains(timetable));
    if (created.length) report.append(doIt.element);
    doIt.element.addEventListener('click', () => doIt.during(async () => {
      clearError();
      const wanted = await askFirst({ title: t('form.timetable.import', { count: created.length }), words: t('form.timetable.ask', { count: created.length }), act: t('form.publish'), danger: false });
      if (!wanted) return;
      try {
        const { body } = await call('POST', `${PATH}?dryRun=false${days()}`, { body: timetable, timeoutMillis: 600_000 });
        showMade(body);
      } catch (error) {
        // What was made all the same is there, and would not be made again.
        if (error.status === undefined) await judge(timetable, undefined);
        showError(error);
      }
    }));
    focusOn(heading);
  }

  function showMade({ created, taken = [], existing, past }) {
    const heading = el('h2', { id: 'made' }, t('form.timetable.made', { count: created.length }));
    const links = created.slice(0, LISTED).map((id) => el('li', {},
      el('a', { href: `/console/sales/${encodeURIComponent(id)}` }, id), el('a', { href: `/console/sales/new?copy=${encodeURIComponent(id)}` }, t('form.timetable.copy'))));
    report.replaceChildren(heading, facts({ created: created.length, existing, past, taken: taken.length }), el('ul', { class: 'rows', id: 'made-sales' }, ...links));
    if (created.length > LISTED) report.append(el('p', { class: 'quiet' }, t('form.timetable.more', { count: created.length - LISTED })));
    if (taken.length) report.append(el('p', { class: 'notice' }, t('form.timetable.taken', { ids: taken.slice(0, LISTED).join(', ') })));
    focusOn(heading);
  }
}

function isFeed(file) {
  return /\.zip$/i.test(file?.name ?? '');
}

function facts(numbers) {
  return el('dl', { class: 'figures' }, ...Object.entries(numbers).map(([name, number]) => el('div', {}, el('dt', {}, t(`form.timetable.facts.${name}`)), el('dd', {}, count(number)))));
}

function trains({ trains: all = [] }) {
  const heads = ['train', 'way', 'stops', 'days'].map((name) => el('th', { scope: 'col' }, t(`form.timetable.columns.${name}`)));
  const rows = all.slice(0, LISTED).map(({ id, name, calls, days }) => el('tr', {},
    el('th', { scope: 'row' }, name ?? id), el('td', {}, t('form.timetable.way', { from: calls[0].stop, to: calls.at(-1).stop })),
    el('td', { class: 'number' }, count(calls.length)), el('td', {}, t('form.timetable.span', { from: days.from ?? '', to: days.to ?? '' }))));
  const caption = el('caption', { class: 'visually-hidden' });
  setText(caption, t('form.timetable.trains'));
  return el('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': t('form.timetable.trains') },
    el('table', { id: 'trains' }, caption, el('thead', {}, el('tr', {}, ...heads)), el('tbody', {}, ...rows)));
}

start();
