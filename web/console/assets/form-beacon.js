// Which round of the public beacon a draw can name. Pure.
const QUICKNET = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971';
const GENESIS_MILLIS = 1_692_803_367_000;
const PERIOD_MILLIS = 3_000;
/** After the entries are sealed: whoever seals may be lost just then, and is replaced in less. */
const AFTER_SEAL_MILLIS = 60_000;

/** `{chain, round}` of drand's quicknet, a minute after a moment in RFC 3339; of an earlier promise that is later, that one. */
export function roundAfter(sealedAt, promised) {
  const millis = Date.parse(sealedAt) + AFTER_SEAL_MILLIS;
  const round = Math.floor((millis - GENESIS_MILLIS) / PERIOD_MILLIS) + 2;
  return promised && (promised.chain !== QUICKNET || promised.round >= round) ? promised : { chain: QUICKNET, round };
}

/** When a round of that chain is known, in RFC 3339; undefined of another. */
export function roundTime({ chain, round }) {
  return chain === QUICKNET ? new Date(GENESIS_MILLIS + (round - 1) * PERIOD_MILLIS).toISOString() : undefined;
}
