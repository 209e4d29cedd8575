// Team: what machines may do in one's name, what roles may do, and who did what.
import { startConsole } from './console-page.js';
import { deedList } from './deed-list.js';
import { byId, el } from './dom.js';
import { t } from './language.js';
import { machineKeys } from './machine-keys.js';

const ROLES = ['merchant', 'operator'];

startConsole().then(() => {
  const part = (id, title) => el('section', { id, 'aria-labelledby': `${id}-heading` }, el('h2', { id: `${id}-heading` }, title));
  const keys = part('keys', t('console.keys.title'));
  const roles = part('roles', t('console.teamPage.roles'));
  const deeds = part('who-did-what', t('console.deeds.title'));
  roles.append(el('dl', { class: 'facts' }, ...ROLES.flatMap((role) => [el('dt', {}, t(`console.teamPage.role.${role}`)), el('dd', {}, t(`console.teamPage.may.${role}`))])),
    el('p', { class: 'quiet' }, t('console.teamPage.whoGives')));
  byId('page').append(keys, roles, deeds);
  return Promise.all([machineKeys(keys), deedList(deeds)]);
});
