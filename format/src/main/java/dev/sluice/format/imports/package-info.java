/**
 * What is brought in whole: {@link dev.sluice.format.imports.Timetable} makes the sales of many trains and days, and
 * {@link dev.sluice.format.imports.GtfsTimetable} makes a timetable of a feed.
 */
package dev.sluice.format.imports;
