// Requests as whoever works here, asking again who they are when the server does not know them any more.
import { request } from './api.js';
import { t } from './language.js';
import { staffSignedIn } from './staff-sign-in.js';
import { forgetStaff, staff } from './staff.js';

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
      if (error.status !== 401) throw error;
      if (staff()?.token === token) forgetStaff();
    }
  }
}
