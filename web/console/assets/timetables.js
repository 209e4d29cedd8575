// Timetables.
import { startConsole } from './console-page.js';

startConsole();
