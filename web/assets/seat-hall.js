// The hall as a page knows it: its map, and which seats are free by now. Fetches both, and tells when either changed.
import { open } from './call.js';
import { SeatMap } from './seat-map.js';
import { watchSeats } from './seat-watch.js';

/** `{map, state, isFree(seat), freeIn(section), freeOf(tier)}`, empty until `arrived()`. `changed()` follows each change. */
export function seatHall(sale, { arrived, changed, trouble }) {
  const hall = {
    map: undefined,
    state: undefined,
    isFree: (seat) => hall.map.tier[seat] >= 0 && hall.state.isFree(seat),
    freeIn: (section) => hall.state.count(hall.map.sections[section].first, hall.map.sections[section].end),
    freeOf(tier) {
      let sum = 0;
      for (let seat = 0; seat < hall.map.count; seat++) sum += hall.map.tier[seat] === tier && hall.state.isFree(seat) ? 1 : 0;
      return sum;
    },
  };
  watchSeats(sale.id, {
    async whole(state, { map: { url }, tiers }) {
      if (hall.url === url) {
        hall.map.move(tiers);
        hall.state = state;
        changed();
        return;
      }
      const { body } = await open(url);
      hall.map = new SeatMap(body, sale.tiers.map((tier) => tier.id));
      hall.map.move(tiers);
      hall.url = url;
      hall.state = state;
      arrived();
    },
    changed,
    trouble,
  });
  return hall;
}
