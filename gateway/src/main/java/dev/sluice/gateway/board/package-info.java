/**
 * The live board of a sale and its record: what is counted is added up once a second for all who watch, sent to them, and kept minute by minute.
 * {@link dev.sluice.gateway.board.Boards} is the place to start reading.
 */
package dev.sluice.gateway.board;
