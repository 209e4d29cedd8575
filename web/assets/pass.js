// A pass for a sale that wants one: what else it asks is done and sent with it.
import { request } from './api.js';
import { call } from './call.js';
import { solve } from './captcha.js';

/** A captcha may be older than the server wants it by the time that it arrives. */
const MAX_CAPTCHAS = 3;

/** A request as the viewer; with a pass of the sale, where it wants one. `code` is what the viewer has typed, if anything. */
export async function callWithPass(method, path, options, code) {
  try {
    return await call(method, path, options);
  } catch (error) {
    if (error.reason !== 'PASS_REQUIRED') throw error;
    const pass = await fetchPass(error.body.pass, { code, signal: options.signal });
    return request(method, path, { ...options, token: pass });
  }
}

/** Resolves to the pass; throws the refusal. `path` is where there is one. */
async function fetchPass(path, { code, signal }) {
  let solution;
  for (let tries = 0; ; tries++) {
    try {
      const { body } = await call('POST', path, { body: asked(solution, code), signal });
      return body.pass;
    } catch (error) {
      if (!error.body?.challenge || tries === MAX_CAPTCHAS) throw error;
      solution = await solve(error.body.challenge, { signal });
    }
  }
}

function asked(solution, code) {
  return solution || code ? { ...(solution && { solution }), ...(code && { code }) } : undefined;
}
