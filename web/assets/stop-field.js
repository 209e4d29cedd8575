// A field for a stop: a combobox that suggests those whose names fit, and says at the field what it cannot make of what was typed.
// The pattern is https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ with a list and manual choice.
import { open } from './call.js';
import { byId, el, setText } from './dom.js';
import { fieldError } from './field-error.js';
import { t } from './language.js';

const AFTER_TYPING_MILLIS = 120;
const SUGGESTIONS = 8;
/** More are told of than a list shows, so that what is meant by a name is not decided by how long the list is. */
const ASKED = 50;

/**
 * `{input, resolve(), offer(idOrName), set(stop), get(), say(words)}` for the input `name`. `resolve` promises `{id, name, aliases?, timezone?}`,
 * or undefined after it said what is missing. `chosen(stop, goesOn)` is called for a stop that was chosen from the list; `goesOn` if that was the
 * answer to a question.
 */
export function stopField(name, { chosen = (stop, goesOn) => undefined } = {}) {
  const input = byId(name);
  const list = el('ul', { id: `${name}-list`, class: 'suggestions', role: 'listbox', 'aria-label': t('trains.stops'), hidden: '' });
  const news = el('p', { class: 'visually-hidden', role: 'status' });
  let picked;
  let offered = [];
  let active = -1;
  let isAnswer = false;
  let timer;
  let asking;
  input.after(list, news);
  const error = fieldError(input);
  for (const [key, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, autocomplete: 'off' })) {
    input.setAttribute(key, value);
  }
  input.addEventListener('input', () => {
    picked = undefined;
    isAnswer = false;
    error.say('');
    clearTimeout(timer);
    timer = setTimeout(suggest, AFTER_TYPING_MILLIS);
  });
  input.addEventListener('focus', () => {
    if (!picked && list.hidden) suggest();
  });
  input.addEventListener('click', () => {
    if (list.hidden) suggest();
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', onKey);
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) choose(offered[[...list.children].indexOf(option)]);
  });

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) suggest().then(() => activate(step > 0 ? 0 : offered.length - 1));
      else activate((active + step + offered.length) % offered.length);
    } else if (event.key === 'Enter' && !list.hidden && active >= 0) {
      event.preventDefault();
      choose(offered[active]);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    }
  }

  async function suggest() {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const stops = await find(input.value, signal);
      if (!signal.aborted && document.activeElement === input) show(picked ? [] : stops);
    } catch {
      // Suggestions are a comfort; the search itself tells what does not work.
    }
  }

  function show(stops) {
    offered = stops.slice(0, SUGGESTIONS);
    active = -1;
    list.replaceChildren(...offered.map((stop, i) => el('li', { id: `${list.id}-${i}`, role: 'option', 'aria-selected': 'false' },
      el('span', {}, stop.name), ' ', aliasOf(stop, input.value) && el('span', { class: 'quiet' }, aliasOf(stop, input.value)))));
    setOpen(offered.length > 0);
    if (offered.length > 0) setText(news, t('trains.suggestions', { count: offered.length }));
  }

  function setOpen(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) {
      input.removeAttribute('aria-activedescendant');
      setText(news, '');
    }
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    active = -1;
    setOpen(false);
  }

  function activate(index) {
    if (index < 0 || !offered[index]) return;
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === index)));
    input.setAttribute('aria-activedescendant', list.children[index].id);
    list.children[index].scrollIntoView({ block: 'nearest' });
  }

  function choose(stop) {
    const goesOn = isAnswer;
    set(stop);
    chosen(stop, goesOn);
  }

  function set(stop) {
    picked = stop;
    isAnswer = false;
    input.value = stop?.name ?? '';
    error.say('');
    close();
  }

  function say(words) {
    error.say(words);
    return undefined;
  }

  return {
    input,
    set,
    get: () => picked,
    say,
    async resolve() {
      const text = input.value.trim();
      if (picked) return picked;
      if (!text) return say(t('trains.needsStop'));
      const found = meant(await find(text), text);
      if (found.length === 1) {
        set(found[0]);
        return picked;
      }
      if (found.length === 0) return say(t('trains.unknownStop', { text }));
      isAnswer = true;
      say(t('trains.which', { text }));
      input.focus();
      show(found);
      return undefined;
    },
    /** Puts a stop into a field that is empty. A shared address names it by its id: people see its name. */
    async offer(text) {
      if (input.value) return;
      input.value = text;
      const [stop, ...others] = meant(await find(text), text);
      if (stop && others.length === 0 && input.value === text) set(stop);
    },
  };
}

async function find(text, signal) {
  const { body } = await open(`/v1/stops?${new URLSearchParams({ query: text.trim().replace(/(?<=.)站$/, ''), limit: String(ASKED) })}`, { signal });
  const rank = (stop) => Math.min(...namesOf(stop).map((name) => (plain(name).startsWith(plain(text)) ? 0 : 1)));
  return body.stops.map((stop, i) => ({ stop, i, rank: rank(stop) })).sort((a, b) => a.rank - b.rank || a.i - b.i).map(({ stop }) => stop);
}

/** Those that are called so, or else all that are called something like it. */
function meant(stops, text) {
  const exact = stops.filter((stop) => stop.id === text || namesOf(stop).some((name) => plain(name) === plain(text)));
  return exact.length > 0 ? exact : stops;
}

function namesOf({ name, aliases = [] }) {
  return [name, ...aliases];
}

/** The other name that was typed, or the first there is: so that one sees why this is suggested. */
function aliasOf({ name, aliases = [] }, text) {
  const typed = plain(text);
  if (typed && plain(name).includes(typed)) return aliases[0];
  return aliases.find((alias) => typed && plain(alias).includes(typed)) ?? aliases[0];
}

/** As people type names: without accents, spaces, points, and the word for a station. */
function plain(text) {
  return text.normalize('NFD').replace(/[\p{M}\s\p{P}]/gu, '').toLowerCase().replace(/(?<=.)站$/, '');
}
