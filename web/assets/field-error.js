// What is wrong with a field, said at the field and to whoever hears the page.
import { el, setText } from './dom.js';

/** `{say(words)}`; empty words take it back. */
export function fieldError(input) {
  const place = el('p', { id: `${input.id}-error`, class: 'field-error', hidden: '' });
  input.after(place);
  return {
    say(words) {
      setText(place, words);
      place.hidden = !words;
      if (words) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      if (words) input.setAttribute('aria-describedby', place.id);
      else input.removeAttribute('aria-describedby');
    },
  };
}
