// A page of nothing, in the viewer's language.
import { startPage } from './page.js';

startPage({ signIn: false });
