// What a sale asks to be solved for a pass. Nobody has to read or click anything; it costs the device a moment.
import { t } from './language.js';

/** The solution of a challenge, as the server takes it. Rejects when `signal` says so, or when the browser cannot do it. */
export function solve(challenge, { signal }) {
  return new Promise((resolve, reject) => {
    const worker = new Worker('/assets/captcha-worker.js', { type: 'module' });
    const end = () => {
      worker.terminate();
      signal.removeEventListener('abort', stop);
    };
    const stop = () => {
      end();
      reject(signal.reason);
    };
    worker.onmessage = ({ data: { number } }) => {
      end();
      if (number === undefined) reject(new Error(t('order.captcha.unsolvable')));
      else resolve(solution(challenge, number));
    };
    worker.onerror = () => {
      end();
      reject(new Error(t('order.captcha.unable')));
    };
    signal.addEventListener('abort', stop);
    worker.postMessage(challenge);
  });
}

function solution({ algorithm, challenge, salt, signature }, number) {
  return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
}
