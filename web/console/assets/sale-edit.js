// Edit the sale.
import { startConsole } from './console-page.js';

startConsole();
