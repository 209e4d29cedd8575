// One request to the server and its answer. Knows HTTP and problem+json, not who asks or what for.
import { retryAfterMillis } from './retry.js';

const TIMEOUT_MILLIS = 15_000;

/** The server answered with a refusal or an error. `reason` is its word for why, where it has one. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail ?? body.title ?? `The server answered ${status}.`);
    this.name = 'Problem';
    this.status = status;
    this.reason = body.reason;
    this.body = body;
    this.retryAfterMillis = retryAfter;
  }

  /** Not taken in, or not known to be: the same request may be sent again. */
  get isPassing() {
    return this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** No answer. Whether the server did what was asked is unknown. */
export class Unreachable extends Error {
  constructor(cause) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
    this.isPassing = true;
  }
}

const listeners = [];

/** `listener({sentAt, receivedAt, serverMillis})` is called for every answer that says what time it was when it left. */
export function whenTimeIsTold(listener) {
  listeners.push(listener);
}

function tellTime(response, sentAt) {
  const serverMillis = Number(response.headers.get('Sluice-Now'));
  if (!serverMillis) return;
  const sample = { sentAt, receivedAt: performance.now(), serverMillis };
  for (const listener of listeners) listener(sample);
}

/** Returns `{status, body, location}`, or throws Problem, Unreachable, or an AbortError if `signal` said so. */
export async function request(method, path, { token, body, headers = {}, signal, timeoutMillis = TIMEOUT_MILLIS } = {}) {
  const timeout = AbortSignal.timeout(timeoutMillis);
  const sent = { Accept: 'application/json, application/problem+json', ...headers };
  if (token) sent.Authorization = `Bearer ${token}`;
  if (body !== undefined) sent['Content-Type'] = 'application/json';
  let response;
  let text;
  const sentAt = performance.now();
  try {
    response = await fetch(path, {
      method,
      headers: sent,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    tellTime(response, sentAt);
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(error);
  }
  const parsed = parse(text);
  if (!response.ok) throw new Problem(response.status, parsed, retryAfterMillis(response.headers.get('Retry-After'), Date.now()));
  return { status: response.status, body: parsed, location: response.headers.get('Location') };
}

/** A proxy in between may answer with something else than JSON; its status still counts. */
function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
