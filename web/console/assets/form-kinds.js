// What there is to make a form of each kind of.
import { counted } from './form-kind-counted.js';
import { journey } from './form-kind-journey.js';
import { redPacket } from './form-kind-packet.js';
import { seated } from './form-kind-seated.js';

/** Each: `id`, `name()`, `hint()`, `form(about)`: `{element, fields(), start?(draft), finish?(json), draft?(inventory)}`; a draft is the inventory as its fields have it. */
export const formKinds = [counted, seated, journey, redPacket];

/** That of what a sale sells. */
export function formKindOf(inventory) {
  return formKinds.find(({ id }) => id === inventory.kind)?.id;
}

/** That of seats on a map. */
export const kindOfMaps = seated.id;
