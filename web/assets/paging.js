// A list that grows by pages: `{[field]: [...], nextCursor, unavailable}`, newest first.
import { call } from './call.js';
import { clearError, showError } from './page.js';

/**
 * Loads the first page now and the next at each click on `more`. `render(item)` may be asynchronous. `missing` names the sales of which
 * something may not be in the list.
 */
export function pagedList({ path, field, list, more, empty, missing, render }) {
  let cursor;

  async function load() {
    more.disabled = true;
    try {
      const { body } = await call('GET', cursor ? `${path}?cursor=${encodeURIComponent(cursor)}` : path);
      list.append(...await Promise.all(body[field].map(render)));
      cursor = body.nextCursor;
      clearError();
      empty.hidden = list.children.length > 0 || Boolean(body.unavailable);
      missing.hidden = !body.unavailable;
      missing.textContent = `What you have in these sales cannot be shown just now, and is not lost: ${body.unavailable?.join(', ')}.`;
      more.hidden = !cursor;
    } catch (error) {
      showError(error);
      more.hidden = false;
    }
    more.disabled = false;
  }

  more.addEventListener('click', load);
  return load();
}
