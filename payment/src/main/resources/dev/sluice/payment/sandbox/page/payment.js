// The stand-in for a payment provider's page, where a person plays the bank.
import { call } from '/assets/call.js';
import { byId, setStatus, setText } from '/assets/dom.js';
import { money } from '/assets/format.js';
import { clearError, idFromPath, showError, startPage } from '/assets/page.js';

const id = idFromPath();
let payment;

startPage();
byId('sandbox-pay').addEventListener('click', () => answer('pay'));
byId('sandbox-decline').addEventListener('click', () => answer('decline'));
load();

async function load() {
  try {
    payment = (await call('GET', `/v1/payments/${encodeURIComponent(id)}`)).body;
  } catch (error) {
    showError(error.status === 404 ? new Error('There is no such payment.') : error);
    return;
  }
  const isOpen = payment.status === 'PENDING';
  byId('payment').hidden = false;
  setText(byId('amount'), money(payment.amount));
  setText(byId('payment-id'), payment.id);
  setStatus(byId('status'), payment.status);
  enable(isOpen);
  setText(byId('message'), isOpen ? '' : 'This payment has its answer already.');
  byId('back').href = reservationPage();
}

async function answer(verb) {
  clearError();
  enable(false);
  try {
    await call('POST', `/v1/payments/sandbox/${encodeURIComponent(id)}/${verb}`);
    location.assign(reservationPage());
  } catch (error) {
    showError(error);
    enable(true);
  }
}

function enable(isEnabled) {
  byId('sandbox-pay').disabled = !isEnabled;
  byId('sandbox-decline').disabled = !isEnabled;
}

function reservationPage() {
  return `/reservations/${encodeURIComponent(payment.reservation)}`;
}
