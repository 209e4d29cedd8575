// What a token says of whoever it was given to. The server alone judges tokens: this is to show who somebody is.
import { bytesOf } from './bytes.js';

/**
 * Of a JWT `{sub, roles}`; empty if it cannot be read.
 * @param {string} token
 * @returns {{sub?: string, roles?: string[]}}
 */
export function claimsOf(token) {
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))) ?? {};
  } catch {
    return {};
  }
}
