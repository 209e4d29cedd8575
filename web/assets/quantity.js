// How many: one number of at least one.
import { el } from './dom.js';

/** `{element, limit(most), get(), set(value)}`; `get` gives 0 for what is no number; the form checks the rest. */
export function quantityField(id, label = 'How many') {
  const input = el('input', { id, type: 'number', inputmode: 'numeric', min: '1', step: '1', value: '1', required: '' });
  return {
    element: el('label', { class: 'quantity', for: id }, label, input),
    limit(most) {
      if (most) input.max = most;
    },
    get: () => (input.valueAsNumber > 0 ? input.valueAsNumber : 0),
    set(value) {
      input.value = value;
    },
  };
}
