// Requests as whoever works here, asking again who they are when the server does not know them any more.
import { Unreachable, request } from './api.js';
import { t } from './language.js';
import { staffSignedIn } from './staff-sign-in.js';
import { forgetStaff, staff } from './staff.js';

/** No answer came to what changes something: it may have been done. */
export class Unheard extends Unreachable {
  constructor(cause) {
    super(cause);
    this.name = 'Unheard';
    this.message = t('console.unheard');
  }
}

const CHANGES_NOTHING = /[?&]dryRun=true/;

/**
 * The error as it is told of a request.
 * @param {string} method
 * @param {string} path
 */
export function unheard(method, path, error) {
  return method !== 'GET' && !CHANGES_NOTHING.test(path) && error.name === 'Unreachable' ? new Unheard(error) : error;
}

/**
 * Does what changes something, then shows how it stands; also where it was refused, or no answer came.
 * @template T
 * @param {() => Promise<T>} change
 * @param {() => Promise<any>} show
 */
export async function thenShow(change, show) {
  let answer;
  try {
    answer = await change();
  } catch (error) {
    await show().catch(() => undefined);
    throw error;
  }
  await show();
  return answer;
}

/**
 * As `request` of api.js; waits for a sign-in if need be.
 * @param {string} method
 * @param {string} path
 * @param {{body?: any, headers?: Record<string, string>, signal?: AbortSignal, timeoutMillis?: number}} [options]
 */
export async function call(method, path, options = {}) {
  for (let note = ''; ; note = t('reasons.signInAgain')) {
    const { token } = await staffSignedIn(note);
    options.signal?.throwIfAborted();
    try {
      return await request(method, path, { ...options, token });
    } catch (error) {
      if (error.status !== 401) throw unheard(method, path, error);
      if (staff()?.token === token) forgetStaff();
    }
  }
}
