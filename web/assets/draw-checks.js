// Whether the viewer's own entry is under the seal, checked here and not by the server.
import { checklist, fileOf } from './checklist.js';
import { canCheck, checkSealed } from './draw-check.js';
import { el } from './dom.js';
import { t } from './language.js';
import { noted } from './noted.js';

/** `{show({sale, draw, proof, entry})}` in the element `place`. */
export function ownChecks(place) {
  let shown;

  async function check({ sale, draw, proof, entry }) {
    const steps = await checkSealed(sale, draw, proof);
    if (entry?.quantity) {
      const same = entry.quantity === proof.quantity && (!proof.tier || !entry.tier || entry.tier === proof.tier);
      steps.push({ name: 'entered', right: same, detail: '' });
    }
    const before = noted(sale);
    if (before?.root) steps.push({ name: 'noted', right: before.root === draw.root && before.entries === draw.entries, detail: '' });
    return steps;
  }

  function tell(steps, draw, proof, sale) {
    const right = steps.every((step) => step.right);
    place.dataset.right = String(right);
    place.replaceChildren(
      el('p', { class: 'check-verdict' }, right ? t('draw.own.right', { count: draw.entries }) : t('draw.own.wrong')),
      el('details', {}, el('summary', {}, t('draw.own.checked')), checklist(steps),
        el('p', { class: 'small' }, el('a', { href: fileOf(proof), download: `${sale}.proof.json`, id: 'keep-proof' }, t('draw.own.keep')), ' ', t('draw.own.keepWords'))));
  }

  return {
    show(state) {
      const { sale, draw, proof } = state;
      place.hidden = !proof || !draw?.root;
      const what = place.hidden ? '' : JSON.stringify([draw.root, proof.leaf]);
      if (place.hidden || what === shown) return;
      shown = what;
      if (!canCheck()) {
        place.replaceChildren(el('p', { class: 'quiet' }, t('draw.own.insecure')));
        return;
      }
      check(state).then((steps) => tell(steps, draw, proof, sale), (error) => tell([{ name: 'path', right: false, detail: error.message }], draw, proof, sale));
    },
  };
}
