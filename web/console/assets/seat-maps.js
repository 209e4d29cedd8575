// Seat maps.
import { startConsole } from './console-page.js';

startConsole();
