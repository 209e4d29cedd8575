// Whether this is the demo, where anybody may be anybody.
import { request } from './api.js';

export const isDemo = request('GET', '/v1/demo').then(({ body }) => body.demo === true, () => false);
