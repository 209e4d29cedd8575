// Opens, pauses, resumes and closes a sale, after it was said what happens.
import { askFirst } from './ask-first.js';
import { call, thenShow } from './console-call.js';
import { actButton, news } from './console-parts.js';
import { el } from './dom.js';
import { keepFocus } from './keep-focus.js';
import { t } from './language.js';

/** What may be done in which state. */
const ACTS = { SCHEDULED: ['open', 'pause', 'close'], OPEN: ['pause', 'close'], PAUSED: ['resume', 'close'], CLOSED: [] };

/** `{element, show(sale)}`; `changed(sale)` is told what came of it. */
export function steering(path, changed) {
  const buttons = el('div', { class: 'actions' });
  const told = news();
  const element = el('section', { id: 'steering', 'aria-label': t('console.steer.label') }, buttons, told.element);
  let sale;
  let shown;

  async function act(name) {
    const sum = (which) => sale.tiers.reduce((all, tier) => all + tier[which], 0);
    const wanted = await askFirst({
      title: t(`console.steer.ask.${name}`, { title: sale.title }),
      words: t(`console.steer.words.${name}`, { held: sum('held'), waiting: sum('waiting'), sold: sum('sold') }),
      act: t(`console.steer.${name}`), danger: name === 'close',
    });
    if (!wanted) return;
    const { body } = await thenShow(() => (name === 'open' ? openNow(sale.version) : call('POST', `${path}/${name}`)), async () => changed());
    told.say(t(`console.steer.done.${name}`));
    changed(body);
  }

  /** By the server's clock: this machine's may be off. */
  async function openNow(version) {
    const { body } = await call('GET', '/v1/time');
    return call('PATCH', path, { body: { opensAt: new Date(body.epochMillis).toISOString() }, headers: { 'If-Match': `"v${version}"` } });
  }

  return {
    element,
    show(next) {
      sale = next;
      // What is drawn opens when it was promised.
      const acts = ACTS[sale.status].filter((name) => name !== 'open' || !sale.fairness);
      if (shown === acts.join()) return;
      shown = acts.join();
      keepFocus(buttons, () => buttons.replaceChildren(...acts.map((name) => actButton(t(`console.steer.${name}`), () => act(name), { 'data-act': name, class: name === 'close' ? 'danger' : ['open', 'resume'].includes(name) ? 'primary' : undefined }))));
      buttons.hidden = acts.length === 0;
    },
  };
}
