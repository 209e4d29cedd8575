// The words of halls that are drawn.
import { learn } from './language.js';
import en from './map-words.en.js';
import zhCN from './map-words.zh-CN.js';

learn({ en, 'zh-CN': zhCN });
