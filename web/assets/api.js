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
let underWay = 0;

/** Whether an answer is awaited. */
export function isAsking() {
  return underWay > 0;
}

/**
 * `listener({sentAt, receivedAt, serverMillis, isRough})` is called for every answer that says what time it was when it left: `isRough` if it
 * says the second alone, and may have been kept by a cache for another.
 */
export function whenTimeIsTold(listener) {
  listeners.push(listener);
}

function tellTime(response, sentAt) {
  const exact = Number(response.headers.get('Sluice-Now'));
  const serverMillis = exact || Date.parse(response.headers.get('Date') ?? '') + 1000 * Number(response.headers.get('Age') ?? 0);
  if (!serverMillis) return;
  const sample = { sentAt, receivedAt: performance.now(), serverMillis, isRough: !exact };
  for (const listener of listeners) listener(sample);
}

/**
 * Sends a body as JSON, a file as it is. Returns `{status, body, location}`, or throws Problem, Unreachable, or an AbortError if `signal` said so.
 * @param {string} method
 * @param {string} path
 * @param {{token?: string, body?: any, headers?: Record<string, string>, signal?: AbortSignal, timeoutMillis?: number}} [options]
 */
export async function request(method, path, { token, body, headers = {}, signal, timeoutMillis = TIMEOUT_MILLIS } = {}) {
  const timeout = AbortSignal.timeout(timeoutMillis);
  /** @type {Record<string, string>} */
  const sent = { Accept: 'application/json, application/problem+json', ...headers };
  if (token) sent.Authorization = `Bearer ${token}`;
  const isFile = body instanceof Blob;
  if (body !== undefined) sent['Content-Type'] ??= isFile ? body.type : 'application/json';
  let response;
  let text;
  const sentAt = performance.now();
  underWay++;
  try {
    response = await fetch(path, {
      method,
      headers: sent,
      body: body === undefined || isFile ? body : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    tellTime(response, sentAt);
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(error);
  } finally {
    underWay--;
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
