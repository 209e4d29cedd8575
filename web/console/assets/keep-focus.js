// Whoever works by the keyboard stays where they are when what they stand on is made anew, as lists are that are asked for again and again.
import { focusOn } from './dom.js';

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** What a row, or a button that does something, is told by: the first of its data. */
function nameOf(element) {
  const data = [...element.attributes].find(({ name }) => name.startsWith('data-'));
  return data && `${element.localName}[${data.name}="${CSS.escape(data.value)}"]`;
}

/**
 * Returns what finds again, after a change, what stands where this stands: itself, else what has its place in the row of the same name, else what the part
 * of the page begins with.
 * @param {Element} element
 * @returns {() => Element}
 */
export function againAt(element) {
  const named = element.closest('tr, li, [data-act]');
  const name = named && nameOf(named);
  const place = named && named !== element ? [...named.querySelectorAll(FOCUSABLE)].indexOf(element) : -1;
  const part = element.closest('section, details, main');
  return () => {
    if (element.isConnected && element.checkVisibility()) return element;
    const row = name && document.querySelector(name);
    const same = row && (place < 0 ? row : row.querySelectorAll(FOCUSABLE)[place]);
    if (same?.matches(FOCUSABLE) && same.checkVisibility()) return same;
    if (!part?.isConnected) return document.querySelector('main h1');
    return part.querySelector('h2, summary, h1') ?? part.querySelector(FOCUSABLE) ?? part;
  };
}

/** Changes what is in a place; the keyboard stays at what takes the place of what it was at. */
export function keepFocus(place, change) {
  const had = document.activeElement;
  const again = place.contains(had) ? againAt(had) : undefined;
  change();
  if (again && !had.isConnected) focusOn(again());
}
