package dev.sluice.sale.draw;

/**
 * One thing that was worked out again.
 *
 * @param name in a word
 * @param right whether it is what was said
 * @param detail what it is, or what differs, in a sentence for people
 */
public record CheckStep(String name, boolean right, String detail) {}
