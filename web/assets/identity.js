// Who the viewer is: a bearer token and the name to show, kept in this browser.
const KEY = 'sluice.identity';

export function identity() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

export function remember(token, user) {
  localStorage.setItem(KEY, JSON.stringify({ token, user }));
}

export function forget() {
  localStorage.removeItem(KEY);
}

/** The subject of a JWT, to show it; the server alone judges the token. Undefined if it cannot be read. */
export function subjectOf(token) {
  try {
    const bytes = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)))).sub;
  } catch {
    return undefined;
  }
}
