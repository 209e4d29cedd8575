// Signatures of Ed25519 (RFC 8032) by the public keys of `GET /v1/keys/tickets`, as browsers have them: Safari since 17, Firefox since 129, Chrome since 137, and
// none in a page that came by plain HTTP. Where there are none nothing is verified, and whoever stands at the door is told.
const NAME = 'Ed25519';
/** The public key of RFC 8032, 7.1, test 1. */
const ANY_KEY = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
const utf8 = new TextEncoder();
const imported = new Map();

/** Whether signatures can be verified here. */
export async function canVerify() {
  try {
    await keyOf(ANY_KEY);
    return true;
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
