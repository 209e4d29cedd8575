// The words of the console, beside those of the shop.
import en from './console-words.en.js';
import zhCN from './console-words.zh-CN.js';
import { learn } from './language.js';

learn({ en, 'zh-CN': zhCN });
