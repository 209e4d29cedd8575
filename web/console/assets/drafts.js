// Drafts of sales, as the list and the form have them.
import { askFirst } from './ask-first.js';
import { call } from './console-call.js';
import { t } from './language.js';

export const DRAFTS = '/v1/admin/drafts';

export function placeOf(id) {
  return `${DRAFTS}/${encodeURIComponent(id)}`;
}

/** The page where one goes on with a draft. */
export function draftPage(id) {
  return `/console/sales/new?draft=${encodeURIComponent(id)}`;
}

/** Who changed it last, for people. */
export function handOf({ by, keyName }) {
  return keyName ?? by;
}

/** Takes one away that was asked about first; resolves with whether it is gone. @param {{id: string, version: number, title?: string}} draft */
export async function removeDraft({ id, version, title }) {
  const wanted = await askFirst({ title: t('console.drafts.ask', { title: title ?? t('console.drafts.untitled') }), words: t('console.drafts.askWords'), act: t('console.drafts.delete') });
  if (!wanted) return false;
  try {
    await call('DELETE', placeOf(id), { headers: { 'If-Match': `"v${version}"` } });
  } catch (error) {
    if (error.status !== 404) throw error;
  }
  return true;
}
