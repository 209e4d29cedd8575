// The train of a sale, as the sale's document describes it. Pure.
import { time } from './format.js';
import { t } from './language.js';

/** `{train, date, zone, stops: [{id, name, arrives, departs, boards?, alights?}], numbers}`; `numbers` says when seats get their numbers, if later. */
export function journeyOf({ journey }) {
  const { train, name, date, timezone, stops, numbersAt } = journey;
  return { train: name ?? train, date, zone: timezone, stops, numbers: numbersAt ? t('trains.numbersOn', { time: time(numbersAt) }) : '' };
}
