// The form that buys: what is chosen, what it costs, the button, and what became of the request. For `choice` see choices.js.
import { byId, setText } from './dom.js';
import { money } from './format.js';
import { identity } from './identity.js';
import { ENTER, finish, intentFor, interrupted } from './intent.js';
import { purchasePanel } from './purchase-panel.js';
import { buyState } from './sale-state.js';
import { clock, resync } from './shop-clock.js';

/**
 * `{show(sale, choice, turn), render(), buy(body), enter(body, replaces), restore(body), isBusy(), resume(), resumeEntry(entry)}`.
 * `failed(error)` is called after a request that got no reservation. For `turn`, which a sale may have, see turns.js;
 * `called()` is whether the viewer was called from the waiting room, undefined where nobody waits.
 */
export function buyForm({ failed, called = () => undefined }) {
  let sale;
  let choice;
  let turn;
  const panel = purchasePanel({ changed: render, refused });
  // The button is never really disabled: who stands on it with the keyboard stays there, and hears by its hint why it does not work yet.
  byId('order-form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (isEnabled()) act(choice.asked().body);
  });
  byId('order-form').addEventListener('input', render);
  document.addEventListener('signed-in', render);

  function render() {
    if (!sale) return;
    choice.entering?.(turn?.enters() ?? false);
    const asked = choice.asked();
    byId('total-line').hidden = !asked?.total;
    setText(byId('total'), asked?.total ? money(asked.total) : '');
    const parts = { sale, asked, missing: choice.missing, nowMillis: clock.now(), signedIn: Boolean(identity()), busy: panel.isBusy(), turn: called() };
    const state = turn?.form(parts) ?? buyState(parts);
    choice.told?.(state);
    const isHidden = Boolean(state.hidden);
    byId('buy-form').hidden = isHidden && Boolean(identity());
    for (const id of ['order-form', 'buy', 'hint', 'terms']) byId(id).hidden = isHidden;
    if (isHidden) return;
    byId('buy').setAttribute('aria-disabled', String(!state.enabled));
    byId('buy').setAttribute('aria-busy', String(Boolean(state.busy)));
    setText(byId('buy'), state.label);
    setText(byId('hint'), state.hint ?? '');
  }

  function isEnabled() {
    return byId('buy').getAttribute('aria-disabled') === 'false';
  }

  /** What the button says. */
  function act(body) {
    if (!turn?.act(body)) buy(body);
  }

  function buy(body) {
    panel.buy(intentFor({ sale: sale.id, user: identity().user, body }));
  }

  async function refused(error) {
    if (error.reason === 'NOT_OPEN') await resync();
    if (error.reason === 'LIMIT_EXCEEDED') error.body.limitPerUser ??= sale.limitPerUser;
    const isTold = choice.refused?.(error) ?? false;
    failed(error);
    return isTold;
  }

  return {
    render,
    buy: act,
    isBusy: panel.isBusy,
    show(nextSale, nextChoice, nextTurn) {
      sale = nextSale;
      choice = nextChoice;
      turn = nextTurn;
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
    /** Resolves to the entry as it stands; undefined when that failed, which was told. */
    enter: (body, replaces) => panel.enter(intentFor({ sale: sale.id, user: identity().user, body, act: ENTER, replaces })),
    restore: (body) => choice.restore(body),
    /** The same of an entry: goes on with what a reload interrupted, given what is entered; undefined where nothing was. */
    async resumeEntry(entry) {
      const intent = interrupted(sale.id, identity().user, ENTER);
      if (!intent) return undefined;
      if (entry && !intent.replaces) {
        finish(intent); // it was taken in, and the answer lost
        return undefined;
      }
      choice.restore(intent.body);
      return panel.enter(intent);
    },
  };
}
