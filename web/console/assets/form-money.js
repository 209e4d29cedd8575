// Money as people type it, and as the server has it, in minor units. Pure.
import { minorDigits } from './format.js';

/** Minor units of what somebody typed: `4,000.50`, `4000,5`, `４０００`; undefined if it is no amount of that currency. */
export function amountOf(text, currency) {
  let plain = text.normalize('NFKC').replace(/[\s'’_]/g, '');
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(',', '');
  else if (/^\d+,\d+$/.test(plain)) plain = plain.replace(',', '.');
  const found = /^(\d{1,13})(?:\.(\d+))?$/.exec(plain);
  const digits = minorDigits(currency);
  const rest = (found?.[2] ?? '').replace(/0+$/, '');
  return found && rest.length <= digits ? Number(found[1] + rest.padEnd(digits, '0')) : undefined;
}

/** `4000.5`, as a field shows it. */
export function moneyText(amount, currency) {
  const digits = minorDigits(currency);
  return digits ? (amount / 10 ** digits).toFixed(amount % 10 ** digits ? digits : 0) : String(amount);
}
