// What the server says of a draw and of the viewer's own entry, for as long as the page is open: who wins while looking elsewhere has only so long to pay.
import { open } from './call.js';
import { phaseAt } from './draw-state.js';
import { ownEntry, ownProof } from './entry.js';
import { identity } from './identity.js';
import { noteDraw } from './noted.js';
import { clearTrouble, showTrouble } from './notices.js';
import { jittered, whileOpen } from './poll.js';
import { sealMillis } from './sale-state.js';
import { clock, heard } from './shop-clock.js';
import { sleep } from './sleep.js';

const ENTERING_MILLIS = 15_000;
const SOON_MILLIS = 2_000;
const SETTLED_MILLIS = 10_000;
/** All whose draw is over ask at once what became of them: over so long. */
const SPREAD_MILLIS = 1_500;
const FINAL = ['CONFIRMED', 'EXPIRED', 'CANCELLED', 'REFUNDED'];

/**
 * `told()` is called whenever something may be new. `draw()` is undefined until known; `entry()` also while nobody is signed in, and null where there is none;
 * `proof()` once there is one.
 */
export function watchDraw({ sale, told }) {
  let draw;
  let entry;
  let proof;
  let whose;
  const lookNow = whileOpen(look, (error) => {
    showTrouble(error);
    return false;
  });

  async function look(signal) {
    await heard();
    const before = draw?.phase;
    draw = (await open(`/v1/sales/${encodeURIComponent(sale().id)}/draw`, { signal })).body;
    signal.throwIfAborted();
    noteDraw(sale(), draw, phaseAt(sale(), draw, clock.now()));
    await lookAtOwn(before, signal);
    clearTrouble();
    told();
    return pause();
  }

  async function lookAtOwn(before, signal) {
    const who = identity()?.user;
    if (who !== whose) [entry, proof, whose] = [undefined, undefined, who];
    if (!who) return;
    if (before && before !== draw.phase) {
      told();
      await sleep(Math.random() * SPREAD_MILLIS, signal);
    }
    const learnt = await ownEntry(sale().id, { signal });
    signal.throwIfAborted();
    entry = learnt;
    if (entry && !proof && draw.phase !== 'GATHERING') proof = await ownProof(sale().id, { signal });
  }

  function pause() {
    if (draw.phase === 'GATHERING') {
      const left = sealMillis(sale()) - clock.now();
      return left > 0 ? Math.min(jittered(ENTERING_MILLIS), left + jittered(SOON_MILLIS) / 2) : jittered(SOON_MILLIS);
    }
    if (draw.phase === 'SEALED') {
      const left = Date.parse(sale().opensAt) - clock.now();
      return left > SETTLED_MILLIS ? jittered(SETTLED_MILLIS / 2) : jittered(SOON_MILLIS);
    }
    if (entry === undefined || entry === null) return jittered(SETTLED_MILLIS * 3);
    if (['ENTERED', 'SEALED'].includes(entry.status)) return jittered(SOON_MILLIS);
    return jittered(FINAL.includes(entry.reservation?.status) ? SETTLED_MILLIS * 3 : SETTLED_MILLIS / 2);
  }

  return {
    draw: () => draw,
    entry: () => entry,
    proof: () => proof,
    lookNow,
    /** A moment of the draw has come: not all at once. */
    lookSoon: () => setTimeout(lookNow, 200 + Math.random() * SPREAD_MILLIS),
    /** What an answer said. A look that began before may bring the state of before, so another one begins. */
    learn(next) {
      entry = next;
      told();
      lookNow();
    },
  };
}
