// The words of the door.
import en from './door-words.en.js';
import zhCN from './door-words.zh-CN.js';
import { learn } from './language.js';

learn({ en, 'zh-CN': zhCN });
