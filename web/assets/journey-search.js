// Asks which trains go from a stop to another on a day, and what is left of them.
import { open } from './call.js';

/** `[{sale, train, date, departs, arrives, status, classes: [{id, name, price, left}]}]`. */
export async function searchJourneys({ from, to, date }, signal) {
  const { body } = await open(`/v1/journeys?${new URLSearchParams({ from, to, date })}`, { signal });
  return body.journeys;
}
