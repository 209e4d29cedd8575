// Live board.
import { startConsole } from './console-page.js';

startConsole();
