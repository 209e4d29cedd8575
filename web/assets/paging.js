// A list that grows by pages: `{[field]: [...], nextCursor, unavailable}`, newest first.
import { call } from './call.js';
import { t } from './language.js';
import { clearError, showError } from './notices.js';

/**
 * Loads the first page now and the next at each click on `more`. `render(item)` may be asynchronous; what it gives goes to `list.add(items)`. `missing` names the sales of
 * which something may not be in the list.
 */
export function pagedList({ path, field, list, more, empty, missing, render }) {
  let cursor;
  let isLoading = false;
  let hasAny = false;

  async function load() {
    if (isLoading) return;
    isLoading = true;
    more.setAttribute('aria-busy', 'true');
    try {
      const { body } = await call('GET', cursor ? `${path}?cursor=${encodeURIComponent(cursor)}` : path);
      hasAny ||= body[field].length > 0;
      list.add(await Promise.all(body[field].map(render)));
      cursor = body.nextCursor;
      clearError();
      empty.hidden = hasAny || Boolean(body.unavailable);
      missing.hidden = !body.unavailable;
      if (body.unavailable) missing.textContent = t('me.unavailable', { sales: body.unavailable.join(', ') });
      more.hidden = !cursor;
    } catch (error) {
      showError(error);
      more.hidden = false;
    }
    isLoading = false;
    more.removeAttribute('aria-busy');
  }

  more.addEventListener('click', load);
  return load();
}
