// An entry for the draw of a sale: what is asked of the server about it.
import { call } from './call.js';
import { t } from './language.js';
import { sendUntilDecided } from './purchase.js';
import { persist } from './retry.js';

/** Taken in and not decided: the same request again is told what became of it. */
class Undecided extends Error {
  constructor() {
    super(t('draw.undecided'));
    this.isPassing = true;
    this.retryAfterMillis = 1_000;
  }
}

const requireDecided = ({ status }) => {
  if (status === 202) throw new Undecided();
};

/** Enters, or says what is entered already; see `purchase` for what it takes and throws. */
export async function enter(intent, parts) {
  return (await sendUntilDecided(intent, 'POST', entries(intent.sale), { ...parts, requireDecided })).body;
}

/** Enters this instead of what was entered before. */
export async function change(intent, parts) {
  return (await sendUntilDecided(intent, 'PUT', `${entries(intent.sale)}/mine`, { ...parts, requireDecided })).body;
}

/** Takes the entry back. One that is not there any more was taken back before. */
export async function withdraw(sale, { signal, onWait }) {
  try {
    await persist(() => call('DELETE', `${entries(sale)}/mine`, { signal }), { signal, onWait });
  } catch (error) {
    if (error.status !== 404) throw error;
  }
}

/** The viewer's own, or what came of it; null if there is none. */
export async function ownEntry(sale, { signal }) {
  try {
    return (await call('GET', `${entries(sale)}/mine`, { signal })).body;
  } catch (error) {
    if (error.status !== 404) throw error;
    return null;
  }
}

/** What shows that the viewer's own is under the seal; null if there is none. */
export async function ownProof(sale, { signal }) {
  try {
    return (await call('GET', `/v1/sales/${encodeURIComponent(sale)}/draw/proof`, { signal })).body;
  } catch (error) {
    if (error.status !== 404) throw error;
    return null;
  }
}

function entries(sale) {
  return `/v1/sales/${encodeURIComponent(sale)}/entries`;
}
