// The demo begins a lottery for whoever wants to see one.
import { request } from './api.js';
import { isDemo } from './demo.js';
import { byId } from './dom.js';
import { clearError, showError } from './notices.js';

/** Shows the offer where there is a demo. Elements: `demo-draw` with `demo-draw-begin`. */
export async function offerDraw() {
  const begin = byId('demo-draw-begin');
  begin.addEventListener('click', async () => {
    begin.disabled = true;
    clearError();
    try {
      const { body } = await request('POST', '/v1/demo/draw');
      location.assign(`/sales/${encodeURIComponent(body.sale)}`);
    } catch (error) {
      begin.disabled = false;
      showError(error);
    }
  });
  byId('demo-draw').hidden = !(await isDemo);
}
