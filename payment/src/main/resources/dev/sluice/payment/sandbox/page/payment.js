// The stand-in for a payment provider's page, where a person plays the bank. Of the shop it uses the words, and how it writes money.
import { money } from '/assets/format.js';
import { t, translate } from '/assets/language.js';

const api = `/v1/payments/sandbox/${encodeURIComponent(location.pathname.replace(/\/+$/, '').split('/').at(-1))}`;
const byId = (id) => document.getElementById(id);
let returnUrl;
let isAnswering = false;

translate();
byId('sandbox-pay').addEventListener('click', () => answer('pay'));
byId('sandbox-decline').addEventListener('click', () => answer('decline'));
load();

async function load() {
  try {
    const payment = await (await ask('GET', api)).json();
    returnUrl = new URL(payment.returnUrl, location.href);
    byId('description').textContent = payment.description;
    byId('amount').textContent = money(payment.amount);
    byId('sandbox-pay').textContent = t('pay.payAmount', { amount: money(payment.amount) });
    byId('payment-id').textContent = payment.payment;
    byId('back').href = returnUrl;
    const isOpen = payment.status === 'OPEN';
    byId('sandbox-pay').hidden = !isOpen;
    byId('sandbox-decline').hidden = !isOpen;
    say(isOpen ? '' : t('pay.answered'));
    byId('payment').hidden = false;
    byId('details').hidden = false;
  } catch (error) {
    say(error.message);
  }
}

/** Both buttons rest meanwhile, and keep the focus. */
async function answer(verb) {
  if (isAnswering) return;
  rest(true);
  try {
    await ask('POST', `${api}/${verb}`);
    location.assign(returnUrl);
  } catch (error) {
    say(t('pay.again', { why: error.message }));
    rest(false);
  }
}

async function ask(method, url) {
  let response;
  try {
    response = await fetch(url, { method });
  } catch {
    throw new Error(t('pay.silent'));
  }
  if (response.status === 404) throw new Error(t('pay.unknown'));
  if (!response.ok) throw new Error(t('pay.silent'));
  return response;
}

function rest(isResting) {
  isAnswering = isResting;
  byId('sandbox-pay').setAttribute('aria-disabled', String(isResting));
  byId('sandbox-decline').setAttribute('aria-disabled', String(isResting));
}

function say(text) {
  byId('message').textContent = text;
}
