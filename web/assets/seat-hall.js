// The hall as a page knows it: its map, and which seats are free by now. Fetches both, and tells when either changed.
import { open } from './call.js';
import { SeatMap } from './seat-map.js';
import { watchSeats } from './seat-watch.js';

/**
 * `{map, state, isFree(seat), freeIn(section), freeOf(tier)}`, empty until `arrived()`. `changed(seats)` follows each change, with the
 * seats that are free or taken by now, undefined where that is not known.
 */
export function seatHall(sale, { arrived, changed, trouble }) {
  let inSections;
  let inTiers;
  const hall = {
    map: undefined,
    state: undefined,
    isFree: (seat) => hall.map.tier[seat] >= 0 && hall.state.isFree(seat),
    freeIn: (section) => inSections[section],
    freeOf: (tier) => inTiers[tier],
  };

  function count(seat, by) {
    if (hall.map.tier[seat] < 0) return;
    inSections[hall.map.rowOf(seat).section] += by;
    inTiers[hall.map.tier[seat]] += by;
  }

  function countAll() {
    inSections = new Int32Array(hall.map.sections.length);
    inTiers = new Int32Array(sale.tiers.length);
    hall.map.sections.forEach(({ first, end }, section) => {
      for (let seat = first; seat < end; seat++) {
        if (!hall.isFree(seat)) continue;
        inSections[section]++;
        inTiers[hall.map.tier[seat]]++;
      }
    });
  }

  watchSeats(sale.id, {
    async whole(state, { map: { url }, tiers }) {
      const isKnown = hall.url === url;
      if (!isKnown) {
        const { body } = await open(url);
        hall.map = new SeatMap(body, sale.tiers.map((tier) => tier.id));
        hall.url = url;
      }
      hall.map.move(tiers);
      hall.state = state;
      countAll();
      if (isKnown) changed();
      else arrived();
    },
    changed({ freed, taken }) {
      freed.forEach((seat) => count(seat, 1));
      taken.forEach((seat) => count(seat, -1));
      changed([...freed, ...taken]);
    },
    trouble,
  });
  return hall;
}
