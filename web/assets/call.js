// Requests as somebody: with the viewer's token, asking again who they are when the server refuses it.
import { request } from './api.js';
import { forget, identity } from './identity.js';
import { t } from './language.js';
import { signedIn } from './sign-in.js';

/** As the viewer; waits for them to sign in if need be. */
export async function call(method, path, options = {}) {
  for (let note = ''; ; note = t('reasons.signInAgain')) {
    const { token } = await signedIn(note);
    options.signal?.throwIfAborted();
    try {
      return await request(method, path, { ...options, token });
    } catch (error) {
      if (error.status !== 401) throw error;
      if (identity()?.token === token) forget();
    }
  }
}

/** A GET that needs nobody, so that caches can share its answer. A server may still insist on knowing. */
export async function open(path, options = {}) {
  try {
    return await request('GET', path, options);
  } catch (error) {
    if (error.status !== 401) throw error;
    return call('GET', path, options);
  }
}
