// Files that come from the server and go to it, as whoever works here: tables mostly, which are no JSON.
import { Problem, Unreachable } from './api.js';
import { unheard } from './console-call.js';
import { el } from './dom.js';
import { t } from './language.js';
import { retryAfterMillis } from './retry.js';
import { staffSignedIn } from './staff-sign-in.js';
import { forgetStaff, staff } from './staff.js';

const KEPT_MILLIS = 60_000;
const TIMEOUT_MILLIS = 300_000;

/** Fetches a file and lets the browser keep it by this name, byte by byte as it came. */
export async function download(path, name) {
  keep(await (await ask('GET', path, {})).blob(), name);
}

/** Lets the browser keep it. */
export function keep(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = el('a', { href: url, download: name, hidden: '' });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MILLIS);
}

/** Lines of a table as a file that spreadsheets open right: with a byte order mark. What would be a formula there, by wide signs too, is none. */
export function tableFile(lines) {
  const cell = (text) => `"${/^[=+\-@＝＋－＠\s]/.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
  return new Blob(['\uFEFF', ...lines.map((line) => `${line.map(cell).join(',')}\r\n`)], { type: 'text/csv' });
}

/** Sends a text or a file as it is, or a form, which says its type by itself; resolves with what is answered. @param {string} [type] */
export async function upload(path, content, type) {
  return (await ask('POST', path, { body: content, headers: type ? { 'Content-Type': type } : {} })).json();
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{body?: any, headers?: Record<string, string>}} options
 */
async function ask(method, path, { body, headers = {} }) {
  for (let note = ''; ; note = t('reasons.signInAgain')) {
    const { token } = await staffSignedIn(note);
    let response;
    try {
      response = await fetch(path, { method, body, headers: { ...headers, Authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
    } catch (error) {
      throw unheard(method, path, new Unreachable(error));
    }
    if (response.ok) return response;
    if (response.status !== 401) {
      throw new Problem(response.status, await response.json().catch(() => ({})), retryAfterMillis(response.headers.get('Retry-After'), Date.now()));
    }
    if (staff()?.token === token) forgetStaff();
  }
}
