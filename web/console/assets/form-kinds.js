// What there is to make a form of each kind of.
import { counted } from './form-kind-counted.js';
import { journey } from './form-kind-journey.js';
import { redPacket } from './form-kind-packet.js';
import { seated } from './form-kind-seated.js';

/** Each: `id`, `name()`, `hint()`, `form(about)`: `{element, fields(), start?(draft), finish?(json), draft(sale), after?(id)}`. */
export const formKinds = [counted, seated, journey, redPacket];

/** That of what a sale sells. */
export function formKindOf(sale) {
  return formKinds.find(({ id }) => id === sale.kind)?.id;
}

/** That of seats on a map. */
export const kindOfMaps = seated.id;
