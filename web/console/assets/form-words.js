// The words of the forms that make sales, beside those of the console.
import en from './form-words.en.js';
import zhCN from './form-words.zh-CN.js';
import { learn } from './language.js';

learn({ en, 'zh-CN': zhCN });
