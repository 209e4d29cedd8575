// How many people are expected: what the plan of machines is reckoned with.
import { whole } from './form-codecs.js';
import { formField } from './form-field.js';
import { grid, part } from './form-part.js';
import { t } from './language.js';

export function crowdPart() {
  const crowd = formField({ name: 'crowd', label: t('form.crowd.people'), hint: t('form.crowd.peopleHint'), inputMode: 'numeric', codec: whole(1, 1_000_000_000_000) });
  const within = formField({ name: 'within', label: t('form.crowd.within'), value: '60', inputMode: 'numeric', codec: whole(1, 86_400) });
  return {
    ...part('crowd', t('form.crowd.heading'), [crowd, within], grid(crowd, within)),
    /** As the query of a dry run says it. */
    query: () => (crowd.json() ? `&crowd=${crowd.json()}&within=${within.json() ?? 60}` : ''),
  };
}
