// What a door keeps on its device, so that neither a reload nor an empty battery loses it: lists, public keys, and whom it let in. IndexedDB; what is let in is on the
// disk before anybody hears of it.
const NAME = 'sluice-door';
const VERSION = 1;
/** Survives the loss of power, where the browser can do that. */
const DURABLE = { durability: 'strict' };
/** So many of those that were told are kept, to say when and where; all others are known from the list by then. */
const MOST_TOLD = 20_000;

/**
 * Somebody who was let in.
 * @typedef {{scan: string, sale: string, hash: string, code: string, shown: string, at: number, gate: string, who: string, state: 'waiting' | 'told', conflict?: {result: string, reason?: string, admittedAt?: string, gate?: string}}} Admitted
 */

/** Opens it; throws where the browser keeps nothing. */
export async function openStore() {
  const opening = indexedDB.open(NAME, VERSION);
  opening.onupgradeneeded = () => {
    const { result } = opening;
    result.createObjectStore('lists', { keyPath: 'sale' });
    result.createObjectStore('settings');
    const admitted = result.createObjectStore('admitted', { keyPath: 'scan' });
    admitted.createIndex('ticket', ['sale', 'hash'], { unique: true });
    admitted.createIndex('state', 'state');
  };
  const db = await asked(opening);
  // A newer page wants another version: it shall not wait for this one.
  db.onversionchange = () => db.close();
  return new DoorStore(db);
}

export class DoorStore {
  #db;

  constructor(db) {
    this.#db = db;
  }

  /** Of what is kept under a name; undefined if nothing is. */
  setting(name) {
    return this.#read('settings', (store) => store.get(name));
  }

  set(name, value) {
    return this.#write('settings', (store) => store.put(value, name));
  }

  /** The list of a sale; undefined if there is none. */
  list(sale) {
    return this.#read('lists', (store) => store.get(sale));
  }

  keepList(list) {
    return this.#write('lists', (store) => store.put(list));
  }

  /** Those that were fetched before that go. */
  async dropListsBefore(millis) {
    const old = (await this.#read('lists', (store) => store.getAll())).filter((each) => each.fetchedAt < millis);
    for (const { sale } of old) await this.#write('lists', (store) => store.delete(sale));
  }

  /**
   * Lets somebody in, or returns who was let in by that ticket before: both windows of a device ask the same disk.
   * @param {Admitted} one
   * @returns {Promise<Admitted | undefined>} undefined if they are in now
   */
  async letIn(one) {
    const transaction = this.#db.transaction('admitted', 'readwrite', DURABLE);
    const store = transaction.objectStore('admitted');
    const ended = done(transaction);
    const before = await asked(store.index('ticket').get([one.sale, one.hash]));
    if (!before) store.put(one);
    await ended;
    return before;
  }

  /** @returns {Promise<Admitted | undefined>} */
  admitted(sale, hash) {
    return this.#read('admitted', (store) => store.index('ticket').get([sale, hash]));
  }

  /** Those of whom the server has not been told, the earliest first. */
  async waiting() {
    const all = await this.#read('admitted', (store) => store.index('state').getAll('waiting'));
    return all.sort((a, b) => a.at - b.at);
  }

  /** Those whom the server would not have let in. */
  async conflicts(sale) {
    const all = await this.#read('admitted', (store) => store.index('state').getAll('told'));
    return all.filter((each) => each.conflict && each.sale === sale).sort((a, b) => b.at - a.at);
  }

  async countOf(sale) {
    const all = IDBKeyRange.bound([sale, ''], [sale, '\uffff']);
    return this.#read('admitted', (store) => store.index('ticket').count(all));
  }

  /** @param {Admitted[]} told with what the server said to each that it would not have let in */
  async keepTold(told) {
    await this.#write('admitted', (store) => told.forEach((each) => store.put({ ...each, state: 'told' })));
    await this.#forgetOld();
  }

  async #forgetOld() {
    const keys = await this.#read('admitted', (store) => store.index('state').count('told'));
    if (keys <= MOST_TOLD) return;
    const told = await this.#read('admitted', (store) => store.index('state').getAll('told'));
    const old = told.filter((each) => !each.conflict).sort((a, b) => a.at - b.at).slice(0, keys - MOST_TOLD / 2);
    await this.#write('admitted', (store) => old.forEach((each) => store.delete(each.scan)));
  }

  async #read(name, ask) {
    return asked(ask(this.#db.transaction(name).objectStore(name)));
  }

  async #write(name, act) {
    const transaction = this.#db.transaction(name, 'readwrite', DURABLE);
    act(transaction.objectStore(name));
    return done(transaction);
  }
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('Another window keeps an older store open.'));
  });
}

function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(transaction.error);
  });
}
