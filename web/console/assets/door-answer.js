// What becomes of somebody at the door, so that nobody can mistake it in the dark or in a hurry: a colour, a word, a sign, a sound, and a jolt. It goes away after a while, so
// that it is not taken for the answer to the next ticket.
import { byId, el, setText } from './dom.js';
import { timeNear } from './format.js';
import { t } from './language.js';

const SHOWN_MILLIS = 12_000;
/** Signs that differ without a colour. */
const SIGNS = { READY: '◌', CHECKING: '…', ADMITTED: '✓', ALREADY_ADMITTED: '⟲', REFUNDED: '✕', UNKNOWN: '?', OTHER_SALE: '≠', NEWER: '!', NO_LIST: '!', NOT_KEPT: '!', NOT_ALLOWED: '!', NO_SALE: '!' };
/** Hertz and milliseconds of each tone: one high one lets in, low ones do not. */
const GOOD_TONES = [[1046, 140]];
const BAD_TONES = [[220, 180], [220, 180]];
const DOUBTFUL_TONES = [[440, 120], [330, 160]];
const DOUBTFUL = ['NEWER', 'NO_LIST', 'NOT_KEPT', 'NOT_ALLOWED', 'NO_SALE'];

/** `{show(verdict), checking(), reset()}`. @param {() => boolean} isLoud @param {() => number} now by the server's clock */
export function doorAnswer(isLoud, now) {
  const place = byId('answer');
  let timer;
  let sounds;

  function put(kind, word, ...lines) {
    place.dataset.result = kind;
    place.replaceChildren(
      el('span', { class: 'answer-sign', 'aria-hidden': 'true' }, SIGNS[kind]),
      el('strong', { class: 'answer-word' }, word),
      ...lines.filter(Boolean).map((line) => el('span', { class: 'answer-line' }, line)));
  }

  function reset() {
    clearTimeout(timer);
    byId('again-line').hidden = true;
    put('READY', t('door.ready'), t('door.readyAbout'));
  }

  return {
    reset,
    checking() {
      clearTimeout(timer);
      byId('again-line').hidden = true;
      place.dataset.result = 'CHECKING';
      setText(place.querySelector('.answer-word'), t('door.checking'));
    },
    /** @param {import('./door-desk.js').Verdict} verdict */
    show(verdict) {
      const kind = kindOf(verdict);
      put(kind, verdictWords(verdict), seatWords(verdict), whenWords(verdict, now()), aboutWords(verdict), verdict.offline ? t('door.offlineAnswer') : undefined);
      byId('again-line').hidden = !verdict.again;
      if (isLoud()) {
        const tones = kind === 'ADMITTED' ? GOOD_TONES : DOUBTFUL.includes(kind) ? DOUBTFUL_TONES : BAD_TONES;
        sounds = play(tones, sounds);
        navigator.vibrate?.(tones.flatMap(([, millis]) => [millis, 80]));
      }
      clearTimeout(timer);
      timer = setTimeout(reset, verdict.again ? 4 * SHOWN_MILLIS : SHOWN_MILLIS);
    },
  };
}

/**
 * A good ticket at the wrong door is told apart from what nobody knows.
 * @param {{result: string, reason?: string}} verdict
 */
export function kindOf({ result, reason }) {
  return result === 'UNKNOWN' && reason === 'OTHER_SALE' ? 'OTHER_SALE' : result;
}

export function verdictWords(verdict) {
  return t(`door.result.${kindOf(verdict)}`);
}

export function signOf(verdict) {
  return SIGNS[kindOf(verdict)];
}

/**
 * Which seat, and in which tier, for whoever shows the way.
 * @param {{ticket?: any, unit?: string, code?: string}} verdict
 */
export function seatWords({ ticket, unit, code }) {
  const seat = ticket?.unit?.name ?? ticket?.unit?.seat ?? unit;
  if (seat && ticket?.tierName) return t('door.seatIn', { seat, tier: ticket.tierName });
  if (seat) return t('door.seat', { seat });
  return ticket?.tierName ?? (code && code.match(/.{4}/g)?.join('-'));
}

/** @param {import('./door-desk.js').Verdict} verdict @param {number} now */
function whenWords({ result, admittedAt, gate, here }, now) {
  if (!admittedAt || result === 'ADMITTED') return undefined;
  return [t(gate ? 'door.when' : 'door.whenAlone', { when: timeNear(admittedAt, now), gate: gate || '' }), here ? t('door.byThisDevice') : undefined].filter(Boolean).join(' · ');
}

/** @param {import('./door-desk.js').Verdict} verdict */
function aboutWords({ result, reason, sale, admittedAt }) {
  if (result === 'REFUNDED') return t(admittedAt || reason === 'LATER' ? 'door.about.REFUNDED_LATER' : 'door.about.REFUNDED');
  if (reason === 'OTHER_SALE' && sale) return t('door.about.OTHER_SALE_NAMED', { sale });
  return t(`door.about.${result === 'UNKNOWN' ? reason ?? 'NO_SUCH_TICKET' : result}`);
}

/** A browser lets a page be heard once somebody has touched it. */
function play(tones, known) {
  const Audio = globalThis.AudioContext;
  if (!Audio) return undefined;
  const context = known ?? new Audio();
  context.resume().catch(() => undefined);
  let at = context.currentTime + 0.01;
  for (const [hertz, millis] of tones) {
    const tone = new OscillatorNode(context, { type: 'square', frequency: hertz });
    const volume = new GainNode(context, { gain: 0.12 });
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + millis / 1000);
    at += (millis + 80) / 1000;
  }
  return context;
}
