// In which order people come to a sale, where it is not the order of the queue. A turn is a part of a sale's page that
//   show(sale)      is given every new state of the sale,
//   moment(now)     says what the page counts down to: `{label, deadline}` in milliseconds; undefined for opening and closing,
//   form(parts)     says what the form may do, as buyState does, or `{hidden: true}`; undefined where it buys,
//   enters()        says whether the form is for an entry,
//   act(body)       is told that the button was clicked, and returns whether that was for it to do,
//   badge(now)      says the status to show; undefined for the usual,
//   title()         says what the window is called; undefined for the sale's own title,
//   due()           is told that what the page counted down to has come.
import { takesEntries } from './sale-state.js';

/**
 * A promise of the turn of this sale; undefined where it has none, and comes in the order of the queue. It uses the form (see buy-form.js), calls `changed()`
 * when it knows more, and shows itself in the elements `draw` and `course`.
 */
export async function turnOf(sale, parts) {
  if (takesEntries(sale)) return (await import('./draw-turn.js')).drawTurn({ sale, ...parts });
  return undefined;
}
