// The form that asks for a train: from where, to where, on which day. What is wrong with it is said at its fields.
import { byId } from './dom.js';
import { fieldError } from './field-error.js';
import { t } from './language.js';
import { showTrouble } from './notices.js';
import { clock, heard } from './shop-clock.js';
import { stopField } from './stop-field.js';
import { dayAfter, dayOf } from './travel.js';

/**
 * `{from, to, day, ask(), move(days), isFirstDay()}` of the form `search`. `found({from, to, date})` is called with ids of stops and a day, once somebody has said
 * all of it; `failed(error)` when what was typed could not be looked up.
 */
export function trainSearch({ found, failed = showTrouble }) {
  const form = byId('search');
  const date = byId('date');
  const dateError = fieldError(date);
  const goOn = (stop, goesOn) => {
    showFirstDay();
    if (goesOn) form.requestSubmit();
  };
  const from = stopField('from', { chosen: goOn });
  const to = stopField('to', { chosen: goOn });
  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask().catch(failed);
  });
  date.addEventListener('input', () => dateError.say(''));
  byId('swap').addEventListener('click', swap);
  const today = firstDay();
  date.value ||= today;
  showFirstDay();
  // By then this machine's own clock has been set right.
  heard().then(() => {
    if (date.value === today) date.value = firstDay();
    showFirstDay();
  });

  /** Today, by the clock where the train leaves. */
  function firstDay() {
    const now = new Date(clock.now());
    return from.get()?.timezone ? dayOf(now.toISOString(), from.get().timezone) : dayOf(now.toISOString(), undefined);
  }

  function showFirstDay() {
    date.min = firstDay();
  }

  function swap() {
    const [a, b] = [[from.get(), from.input.value], [to.get(), to.input.value]];
    for (const [field, [stop, text]] of /** @type {any[]} */ ([[from, b], [to, a]])) {
      field.set(stop);
      if (!stop) field.input.value = text;
    }
    showFirstDay();
  }

  async function ask() {
    const [start, end] = [await from.resolve(), await to.resolve()];
    showFirstDay();
    const isSame = start && end && start.id === end.id;
    if (isSame) to.say(t('trains.sameStop'));
    const dateWords = wrongDay();
    dateError.say(dateWords);
    const wrong = [!start && from.input, (!end || isSame) && to.input, dateWords && date].find(Boolean);
    if (wrong) {
      if (document.activeElement?.getAttribute('aria-expanded') !== 'true') wrong.focus();
      return;
    }
    found({ from: start.id, to: end.id, date: date.value });
  }

  function wrongDay() {
    if (!date.value) return t('trains.needsDate');
    return date.value < firstDay() ? t('trains.pastDate') : '';
  }

  return {
    from,
    to,
    ask,
    isFirstDay: () => date.value <= firstDay(),
    /** So many days later, or earlier, but not before today. */
    move(days) {
      const day = dayAfter(date.value || firstDay(), days);
      date.value = day < firstDay() ? firstDay() : day;
      return ask();
    },
  };
}
