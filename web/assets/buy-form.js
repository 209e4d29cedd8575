// The form that buys: what is chosen, what it costs, the button, and what became of the request. For `choice` see choices.js.
import { byId, setText } from './dom.js';
import { money } from './format.js';
import { identity } from './identity.js';
import { intentFor, interrupted } from './intent.js';
import { purchasePanel } from './purchase-panel.js';
import { buyState } from './sale-state.js';
import { clock, resync } from './shop-clock.js';

/** `{show(sale, choice), render(), buy(body), isBusy(), resume()}`. `failed()` is called after a request that got no reservation. */
export function buyForm({ failed }) {
  let sale;
  let choice;
  const panel = purchasePanel({ changed: render, refused });
  byId('buy-form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (!byId('buy').disabled) buy(choice.asked().body);
  });
  byId('buy-form').addEventListener('input', render);
  document.addEventListener('signed-in', render);

  function render() {
    if (!sale) return;
    const asked = choice.asked();
    byId('total-line').hidden = !asked?.total;
    setText(byId('total'), asked?.total ? money(asked.total) : '');
    const state = buyState({
      sale, asked, missing: choice.missing, nowMillis: clock.now(), signedIn: Boolean(identity()), busy: panel.isBusy(),
    });
    byId('buy').disabled = !state.enabled;
    setText(byId('buy'), state.label);
    setText(byId('hint'), state.hint);
  }

  function buy(body) {
    panel.buy(intentFor({ sale: sale.id, user: identity().user, body }));
  }

  async function refused(error) {
    if (error.reason === 'NOT_OPEN') await resync();
    const isTold = choice.refused?.(error) ?? false;
    failed();
    return isTold;
  }

  return {
    render,
    buy,
    isBusy: panel.isBusy,
    show(nextSale, nextChoice) {
      sale = nextSale;
      choice = nextChoice;
      choice.show(sale);
      byId('code-line').hidden = sale.guards?.eligible !== 'codes';
      render();
    },
    /** A reload in the middle of a purchase goes on with it, under the same key. */
    resume() {
      const intent = identity() && interrupted(sale.id, identity().user);
      if (!intent) return;
      choice.restore(intent.body);
      panel.buy(intent);
    },
  };
}
