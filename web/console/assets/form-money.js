// Money as people type it, and as the server has it, in minor units. Pure.
import { minorDigits } from './format.js';

/**
 * Minor units of what somebody typed: `4,000.50`, `4.000,50`, `4000,5`, `４０００`; undefined if it is no amount of that currency. `4.000` is four thousand to
 * some who type it and four to others, so it is none.
 */
export function amountOf(text, currency) {
  let plain = text.normalize('NFKC').replace(/[\s'’_]/g, '');
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(',', '');
  else if (/^\d{1,3}(\.\d{3})+,\d+$|^\d{1,3}(\.\d{3}){2,}$/.test(plain)) plain = plain.replaceAll('.', '').replace(',', '.');
  else if (/^\d+,\d+$/.test(plain)) plain = plain.replace(',', '.');
  const found = /^(\d{1,13})(?:\.(\d+))?$/.exec(plain);
  const digits = minorDigits(currency);
  const behind = found?.[2] ?? '';
  const rest = behind.replace(/0+$/, '');
  const isGroup = behind.length === 3 && digits !== 3;
  return found && rest.length <= digits && !isGroup ? Number(found[1] + rest.padEnd(digits, '0')) : undefined;
}

/** `4000.5`, as a field shows it. */
export function moneyText(amount, currency) {
  const digits = minorDigits(currency);
  return digits ? (amount / 10 ** digits).toFixed(amount % 10 ** digits ? digits : 0) : String(amount);
}
