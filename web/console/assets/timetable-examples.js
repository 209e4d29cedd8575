// Files to begin with, for whoever has neither a timetable nor a layout of a feed yet; docs/reference/timetables.md says all that may be in them.
const DAY_MILLIS = 86_400_000;
/** From the day on which its first train goes on sale at the earliest. */
const FIRST = 15;
const LAST = 28;

/** Of a train that goes in two weeks, each day. @param {number} now in milliseconds since 1970 */
export function exampleTimetable(now) {
  const day = (after) => new Date(now + after * DAY_MILLIS).toISOString().slice(0, 10);
  return {
    timezone: 'Asia/Shanghai', currency: 'CNY',
    stops: [{ id: 'jinan-west', name: 'Jinan West', aliases: ['济南西'] }, { id: 'xuzhou-east', name: 'Xuzhou East' }, { id: 'nanjing-south', name: 'Nanjing South' }],
    layouts: [{ id: 'second', rows: 18, seats: 'ABC DF' }],
    formations: [{ id: 'short', classes: [{ id: 'second', name: 'Second class' }], cars: [{ id: '1', class: 'second', layout: 'second' }, { id: '2', class: 'second', layout: 'second' }] }],
    sales: { opens: { daysBefore: 14, at: '08:00' }, closes: { minutesBefore: 5 }, limitPerUser: 5, holdSeconds: 600, waitlist: { capacity: 200 } },
    trains: [{
      id: 'EXAMPLE-1', formation: 'short', days: { from: day(FIRST), to: day(LAST) },
      calls: [{ stop: 'jinan-west', departs: '09:00' }, { stop: 'xuzhou-east', arrives: '10:04', departs: '10:06' }, { stop: 'nanjing-south', arrives: '11:20' }],
      prices: [{ class: 'second', hops: [12_900, 15_000] }],
    }],
  };
}

/** What a feed does not say: the cars of all its trains, what a hop costs in them, and how they are sold. */
export function exampleLayout() {
  return {
    currency: 'CNY',
    formations: [{ id: 'short', classes: [{ id: 'second', name: 'Second class' }], cars: [{ id: '1', class: 'second', rows: 18, seats: 'ABC DF' }] }],
    sales: { opens: { daysBefore: 14, at: '08:00' }, closes: { minutesBefore: 5 }, limitPerUser: 5, holdSeconds: 600 },
    trains: [{ formation: 'short', prices: [{ class: 'second', perHop: 1_000, perMinute: 50 }] }],
  };
}
