// What somebody looks for among the sales: words, a kind, and when. The address says it, so that it can be gone back to and shared.
import { byId, el } from './dom.js';
import { listed } from './kinds.js';

const AFTER_TYPING_MILLIS = 250;
const WHENS = ['now', 'soon'];

/** `{query(), clear()}` of the form `finder`; `query` gives `{q, kind, when}`, each empty where all fit. Calls `changed()` when it says something else. */
export function finder(changed) {
  const form = byId('finder');
  let timer;
  byId('kind').append(...listed.map(({ id, names }) => el('option', { value: id }, names())));
  fill(new URLSearchParams(location.search));
  form.addEventListener('input', (event) => {
    clearTimeout(timer);
    timer = setTimeout(tell, event.target === byId('q') ? AFTER_TYPING_MILLIS : 0);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    tell();
  });

  function query() {
    return { q: byId('q').value.trim(), kind: byId('kind').value, when: form.elements.when.value };
  }

  /** An address may ask for what there is not: then it is left out. */
  function fill(asked) {
    byId('q').value ||= asked.get('q') ?? '';
    if (listed.some(({ id }) => id === asked.get('kind'))) byId('kind').value = asked.get('kind');
    if (WHENS.includes(asked.get('when'))) form.elements.when.value = asked.get('when');
  }

  function tell() {
    const address = new URL(location.href);
    const before = address.href;
    for (const [name, value] of Object.entries(query())) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href === before) return;
    history.replaceState(null, '', address);
    changed();
  }

  return {
    query,
    clear() {
      form.reset();
      byId('q').value = '';
      byId('kind').value = '';
      form.elements.when.value = '';
      tell();
      byId('q').focus();
    },
  };
}

/** Whether it asks for all. */
export function isOpenQuery({ q, kind, when }) {
  return !q && !kind && !when;
}
