// A pass for a sale that wants one: what else it asks is done and sent with it.
import { request } from './api.js';
import { call } from './call.js';
import { solve } from './captcha.js';

/** A captcha may be older than the server wants it by the time that it arrives. */
const MAX_CAPTCHAS = 3;

/**
 * A request as the viewer; with a pass of the sale, where it wants one. `known` is what may be asked for it: `code` what the viewer has typed, `ticket` that of
 * the waiting room.
 */
export async function callWithPass(method, path, options, known) {
  try {
    return await call(method, path, options);
  } catch (error) {
    if (error.reason !== 'PASS_REQUIRED') throw error;
    const { pass } = await ask(error.body.pass, known, options.signal);
    return request(method, path, { ...options, token: pass });
  }
}

/** Posts what is said, and solves what is asked for it; resolves to the answer, throws the refusal. */
export async function ask(path, said, signal) {
  let solution;
  for (let tries = 0; ; tries++) {
    try {
      return (await call('POST', path, { body: body({ solution, ...said }), signal })).body;
    } catch (error) {
      if (!error.body?.challenge || tries === MAX_CAPTCHAS) throw error;
      solution = await solve(error.body.challenge, { signal });
    }
  }
}

function body(said) {
  const known = Object.entries(said).filter(([, value]) => value);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
