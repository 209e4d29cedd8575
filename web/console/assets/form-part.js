// A part of the form, with its heading.
import { el } from './dom.js';
import { gather } from './form-field.js';

/** `{element, fields(), json()}` of fields, and of what else stands between them. */
export function part(id, heading, fields, ...content) {
  const element = el('section', { id: `part-${id}`, class: 'panel form', 'aria-labelledby': `part-${id}-heading` },
    el('h2', { id: `part-${id}-heading` }, heading), ...content);
  const all = typeof fields === 'function' ? fields : () => fields;
  return { element, fields: all, json: () => gather(all()) };
}

/** Fields side by side where there is room. */
export function grid(...fields) {
  return el('div', { class: 'form-grid' }, ...fields.map((one) => one.element ?? one));
}

/** Shows what goes with a choice, and puts the rest away: `{value: element}`. */
export function showFor(value, elements) {
  for (const [each, element] of Object.entries(elements)) element.hidden = each !== value;
}
