// A field for a stop, which suggests those whose name fits what is typed.
import { open } from './call.js';
import { byId, el } from './dom.js';

const AFTER_TYPING_MILLIS = 150;

/** `{id(), offer(idOrName)}` for the input `name`, whose list is `name`-list. `id` resolves to what a search takes, empty for nothing. */
export function stopField(name) {
  const input = byId(name);
  const list = byId(`${name}-list`);
  const ids = new Map();
  let timer;
  let asking;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, AFTER_TYPING_MILLIS);
  });
  input.addEventListener('focus', suggest, { once: true });

  async function suggest() {
    asking?.abort();
    asking = new AbortController();
    try {
      const stops = await find(input.value.trim(), asking.signal);
      list.replaceChildren(...stops.map((stop) => el('option', { value: stop.name })));
    } catch {
      // Suggestions are a comfort; the search itself tells what does not work.
    }
  }

  async function find(text, signal) {
    const { body } = await open(`/v1/stops?${new URLSearchParams({ query: text })}`, { signal });
    for (const stop of body.stops) ids.set(stop.name.toLowerCase(), stop.id);
    return body.stops;
  }

  return {
    async id() {
      const text = input.value.trim();
      if (!text || ids.has(text.toLowerCase())) return ids.get(text.toLowerCase()) ?? '';
      const stops = await find(text);
      return ids.get(text.toLowerCase()) ?? stops.find((stop) => stop.id === text)?.id ?? (stops.length === 1 ? stops[0].id : text);
    },
    /** Puts a stop into a field that is empty. A shared address names it by its id: people see its name. */
    async offer(text) {
      if (input.value) return;
      input.value = text;
      const stop = (await find(text)).find((each) => each.id === text);
      if (stop && input.value === text) input.value = stop.name;
    },
  };
}
