// Who works here: a bearer token or a machine's key, kept in this browser apart from the shopper, who may be somebody else.
const KEY = 'sluice.staff';
const MACHINE = 'slk_';

/**
 * `{token, user, roles}`; `roles` is undefined where only the server knows what somebody may do.
 * @returns {{token: string, user: string, roles?: string[]} | null}
 */
export function staff() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

export function rememberStaff(token, user, roles) {
  localStorage.setItem(KEY, JSON.stringify({ token, user, roles }));
}

export function forgetStaff() {
  localStorage.removeItem(KEY);
}

/** Calls when another tab became somebody else. */
export function whenStaffChanges(listener) {
  addEventListener('storage', (event) => {
    if (event.key === KEY) listener();
  });
}

/** Whose the things are that this browser keeps: a user's, or those of a machine's key; null while nobody is signed in. */
export function staffName() {
  const known = staff();
  if (!known) return null;
  return isMachine(known.token) ? known.token.split('_', 2).join('_') : known.user;
}

/** Whether it is a key of a machine. */
export function isMachine(token) {
  return token.startsWith(MACHINE);
}
