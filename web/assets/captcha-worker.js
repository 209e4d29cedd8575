// Does the work of a captcha beside the page. Takes a challenge, answers `{number}`.
import { findNumber } from './proof-of-work.js';

self.onmessage = ({ data }) => self.postMessage({ number: findNumber(data) });
