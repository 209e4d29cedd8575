// The words of the live board and of the operators' page.
import en from './board-words.en.js';
import zhCN from './board-words.zh-CN.js';
import { learn } from './language.js';

learn({ en, 'zh-CN': zhCN });
