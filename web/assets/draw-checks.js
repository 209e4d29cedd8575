// Whether the viewer's own entry is under the seal, checked here and not by the server.
import { checklist, fileOf, OWN_TITLES } from './checklist.js';
import { canCheck, checkSealed } from './draw-check.js';
import { el } from './dom.js';
import { count } from './format.js';
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
      el('p', { class: 'check-verdict' }, right
        ? `✓ Checked in this browser: your entry is in, one of ${count(draw.entries)} that were sealed.`
        : '✗ This does not fit: what the shop says of your entry is not what it sealed. Keep the proof, and ask whoever sells this.'),
      el('details', {}, el('summary', {}, 'What was checked'), checklist(steps, OWN_TITLES),
        el('p', { class: 'small' }, el('a', { href: fileOf(proof), download: `${sale}.proof.json`, id: 'keep-proof' }, 'Keep the proof'),
          ' It shows later that your entry took part. Whoever gets it learns who you are in the draw.')));
  }

  return {
    show(state) {
      const { sale, draw, proof } = state;
      place.hidden = !proof || !draw?.root;
      const what = place.hidden ? '' : JSON.stringify([draw.root, proof.leaf]);
      if (place.hidden || what === shown) return;
      shown = what;
      if (!canCheck()) {
        place.replaceChildren(el('p', { class: 'quiet' }, 'This page came without HTTPS, so the browser cannot check your entry here; the proof can be checked with ./sluice verify-draw.'));
        return;
      }
      check(state).then((steps) => tell(steps, draw, proof, sale), (error) => tell([{ name: 'path', right: false, detail: error.message }], draw, proof, sale));
    },
  };
}
