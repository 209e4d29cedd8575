// The public beacons that are known here, and when they say what. Pure.

// Drand's chains whose keys the command knows: when they began, and how often they speak.
export const CHAINS = {
  '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971': { name: 'drand quicknet', genesisSeconds: 1_692_803_367, periodSeconds: 3 },
  '8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce': { name: 'drand default', genesisSeconds: 1_595_431_050, periodSeconds: 30 },
};

/** What is known of a round of a beacon that was named: its chain's name, and when it is known. Undefined of a chain that is not known here. */
export function chainOf({ chain, round }) {
  if (!Object.hasOwn(CHAINS, chain)) return undefined;
  const { name, genesisSeconds, periodSeconds } = CHAINS[chain];
  return { name, atMillis: (genesisSeconds + (round - 1) * periodSeconds) * 1_000 };
}
