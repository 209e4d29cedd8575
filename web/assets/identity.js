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
