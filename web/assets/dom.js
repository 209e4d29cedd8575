// The little that is needed to build and find elements. Data only ever becomes text.
import { has, t } from './language.js';

/**
 * The element, of whatever sort it is.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  return document.getElementById(id);
}

/** An element with attributes and children; strings become text nodes, null and undefined are left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

/** Sets text only where it differs, so that screen readers do not repeat what did not change. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** A status word, with the word as data for style sheets and tests. */
export function setStatus(element, status) {
  setText(element, words(status));
  element.dataset.status = status;
}

export function badge(status) {
  return el('span', { class: 'badge', 'data-status': status }, words(status));
}

/** A status of a newer server is shown as it is. */
function words(status) {
  return has(`status.${status}`) ? t(`status.${status}`) : status.replaceAll('_', ' ');
}

/** Moves the focus there, also to what no key reaches. */
export function focusOn(element) {
  if (!element.matches('a[href], button, input, select, textarea, summary, [tabindex]')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Whether what had the focus is not there any more. */
export function hasLostFocus() {
  const { activeElement, body } = document;
  return !activeElement || activeElement === body || !activeElement.checkVisibility();
}

/** A part of the page's path by its place, from the end: `/console/sales/{1}/edit`, `/sales/{0}`. What is no UTF-8 is the name of nothing, and stays as it is. */
export function partOfPath(fromEnd) {
  const part = location.pathname.replace(/\/+$/, '').split('/').at(-1 - fromEnd);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
