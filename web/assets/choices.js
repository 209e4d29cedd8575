// What each kind of sale asks of a buyer. A choice is a part of the purchase form that
//   show(sale)      is given every new state of the sale,
//   asked()         says what is chosen: `{body, total?, count?, left?, label?, waits?}`, the body of the purchase, what it costs, how many it is
//                   for, and whether something is left of it (0 if not); undefined while something is missing,
//   missing         says what then, in a sentence,
//   restore(body)   puts back what a reload interrupted, or what was entered,
//   entering(yes)   may leave out what an entry for a draw cannot ask for,
//   told(state)     may say once more what the button says, where it stays in sight: `{enabled, label, hint}`,
//   refused(error)  may tell of a refusal in its own way, and then returns true.
import { kindOf } from './kinds.js';

/**
 * A promise of the choice for this sale, in the element `place`; what it is made of is fetched for this kind alone. It calls
 * `changed()` when something else is chosen or known, and `buy(body)` where a click on something of its own is a purchase; `isBusy()`
 * tells whether one is under way.
 */
export function choiceFor(sale, parts) {
  return kindOf(sale).choice({ sale, ...parts });
}
