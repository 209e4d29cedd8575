// Server-sent events by fetch, which can say who asks, as EventSource cannot.
import { Problem, Unreachable } from './api.js';
import { retryAfterMillis } from './retry.js';

/** Without a word for so long, the line is dead. */
const SILENCE_MILLIS = 8_000;

/**
 * Calls `told({event, id, data})` for each event until the stream ends. Throws Problem if it is refused, Unreachable if it breaks off, an AbortError if `signal` said so.
 * @param {string} path
 * @param {{token: string, lastId?: string, signal: AbortSignal, told: (event: {event: string, id: string, data: string}) => void}} options
 */
export async function listen(path, { token, lastId, signal, told }) {
  const silence = new AbortController();
  let timer;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MILLIS);
  };
  /** @type {Record<string, string>} */
  const headers = { Accept: 'text/event-stream, application/problem+json', Authorization: `Bearer ${token}` };
  if (lastId) headers['Last-Event-ID'] = lastId;
  try {
    heard();
    const response = await fetch(path, { headers, signal: AbortSignal.any([signal, silence.signal]), cache: 'no-store' });
    if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})), retryAfterMillis(response.headers.get('Retry-After'), Date.now()));
    await read(response.body.pipeThrough(new TextDecoderStream()).getReader(), parser(told), heard);
  } catch (error) {
    if (error instanceof Problem || signal.aborted) throw error;
    throw new Unreachable(error);
  } finally {
    clearTimeout(timer);
  }
}

async function read(reader, take, heard) {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
    take(value);
  }
}

/** Takes pieces of a stream as they come, and tells whole events. */
export function parser(told) {
  let rest = '';
  return (piece) => {
    rest += piece;
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const event = { event: 'message', id: '', data: '' };
      for (const line of rest.slice(0, end).split('\n')) {
        const colon = line.indexOf(':');
        const name = line.slice(0, colon);
        if (colon > 0 && name in event) event[name] = line.slice(colon + 1).replace(/^ /, '');
      }
      rest = rest.slice(end + 2);
      if (event.data) told(event);
    }
  };
}
