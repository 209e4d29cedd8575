// Orders.
import { startConsole } from './console-page.js';

startConsole();
