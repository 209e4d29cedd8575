// What is chosen, what it costs and the way to buy it, at the lower edge of the window while the button itself is out of sight.
import { byId, el, setText } from './dom.js';
import { t } from './language.js';

/**
 * `{elements, show({what, total}), told(state)}`: `what` says what is chosen, or, without a total, what is
 * missing of it; there is no bar while nothing is chosen. For the state see choices.js.
 */
export function seatBar() {
  const what = el('span', { id: 'bar-what', class: 'bar-what num' });
  const total = el('strong', { id: 'bar-total', class: 'num' });
  const hint = el('span', { id: 'bar-hint', class: 'quiet small' });
  const button = el('button', { id: 'bar-buy', type: 'button', class: 'primary' });
  const bar = el('div', { id: 'seat-bar', class: 'seat-bar', role: 'group', 'aria-label': t('seats.bar'), hidden: '' },
    el('p', {}, el('span', { class: 'bar-line' }, what, ' ', total), hint), button);
  let isReady = false;
  let isNeeded = false;
  /** Whether the button is in sight, and whether the end of the choice is: there the bar would lie upon it instead of below. */
  const inSight = new Map();
  const end = el('div', { class: 'seat-end' });
  button.addEventListener('click', () => {
    if (isReady) byId('buy').click();
    else byId('buy').scrollIntoView({ block: 'center' });
  });
  const watch = (element, threshold) => {
    inSight.set(element, true);
    new IntersectionObserver(([{ isIntersecting }]) => {
      inSight.set(element, isIntersecting);
      showOrHide();
    }, { threshold }).observe(element);
  };
  watch(byId('buy'), 0.6);
  watch(end, 0);

  function showOrHide() {
    bar.hidden = !isNeeded || [...inSight.values()].some(Boolean);
  }

  return {
    elements: [el('div', { class: 'seat-dock' }, bar), end],
    show(chosen) {
      isNeeded = Boolean(chosen);
      showOrHide();
      if (!chosen) return;
      setText(what, chosen.what);
      setText(total, chosen.total ?? '');
    },
    /** The button goes on where something else than the choice is missing: to where that is said. */
    told({ enabled = false, label, hint: why }) {
      isReady = enabled;
      const isChosen = Boolean(total.textContent);
      button.hidden = !enabled && !isChosen;
      // The price stands beside it already.
      setText(button, !enabled ? t('seats.goOn') : isChosen && label.includes(total.textContent) ? t('seats.reserve') : label);
      setText(hint, enabled || why === what.textContent ? '' : why ?? '');
    },
  };
}
