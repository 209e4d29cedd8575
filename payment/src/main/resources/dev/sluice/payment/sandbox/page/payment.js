// The stand-in for a payment provider's page, where a person plays the bank. Of the shop it uses how it writes money.
import { money } from '/assets/format.js';

const api = `/v1/payments/sandbox/${encodeURIComponent(location.pathname.replace(/\/+$/, '').split('/').at(-1))}`;
const byId = (id) => document.getElementById(id);
let returnUrl;

byId('sandbox-pay').addEventListener('click', () => answer('pay'));
byId('sandbox-decline').addEventListener('click', () => answer('decline'));
load();

async function load() {
  try {
    const payment = await (await ask('GET', api)).json();
    returnUrl = new URL(payment.returnUrl, location.href);
    byId('description').textContent = payment.description;
    byId('amount').textContent = money(payment.amount);
    byId('payment-id').textContent = payment.payment;
    byId('back').href = returnUrl;
    const isOpen = payment.status === 'OPEN';
    enable(isOpen);
    say(isOpen ? '' : 'This payment has its answer already.');
    byId('payment').hidden = false;
  } catch (error) {
    say(error.message);
  }
}

async function answer(verb) {
  enable(false);
  try {
    await ask('POST', `${api}/${verb}`);
    location.assign(returnUrl);
  } catch (error) {
    say(`${error.message} Please try again.`);
    enable(true);
  }
}

async function ask(method, url) {
  const response = await fetch(url, { method });
  if (response.status === 404) throw new Error('There is no such payment.');
  if (!response.ok) throw new Error('The sandbox does not answer.');
  return response;
}

function enable(isEnabled) {
  byId('sandbox-pay').disabled = !isEnabled;
  byId('sandbox-decline').disabled = !isEnabled;
}

function say(text) {
  byId('message').textContent = text;
}
