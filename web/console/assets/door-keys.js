// Signatures of Ed25519 (RFC 8032) by the public keys of `GET /v1/keys/tickets`, as browsers have them: Safari since 17, Firefox since 129, Chrome since 137, and
// none in a page that came by plain HTTP. Where there are none nothing is verified, and whoever stands at the door is told.
import { bytesOf } from './bytes.js';

const NAME = 'Ed25519';
/** The public key of RFC 8032, 7.1, test 1, and what it signed: nothing at all. */
const ANY_KEY = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
const ANY_SIGNATURE = '5VZDAMNgrHKQhuLMgG6CioSHfx645dl02HPgZSJJAVVfuIIVkKM7rMYeOXAc+bRr0lv18FlbviRlUUFDjnoQCw==';
const utf8 = new TextEncoder();
const imported = new Map();

/** Whether signatures can be verified here: one that is known to be good is. */
export async function canVerify() {
  try {
    return await crypto.subtle.verify(NAME, await keyOf(ANY_KEY), bytesOf(ANY_SIGNATURE), new Uint8Array());
  } catch {
    return false;
  }
}

/**
 * Whether the owner of a key signed this for a purpose, `sluice-ticket-1:` or `sluice-door-1:`. Undefined where nobody knows the key.
 * @param {{kid: string, x: string}[]} keys as in a JWK set
 */
export async function isSigned(keys, kid, purpose, message, signature) {
  const key = keys.find((each) => each.kid === kid);
  return key && crypto.subtle.verify(NAME, await keyOf(key.x), signature, joined(utf8.encode(purpose), message));
}

function keyOf(x) {
  if (!imported.has(x)) imported.set(x, importKey(x));
  return imported.get(x);
}

async function importKey(x) {
  return crypto.subtle.importKey('jwk', { kty: 'OKP', crv: NAME, x }, NAME, false, ['verify']);
}

function joined(first, second) {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
