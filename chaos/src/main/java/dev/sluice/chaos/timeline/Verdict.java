package dev.sluice.chaos.timeline;

import java.util.List;

/**
 * What came of it all.
 *
 * @param words in one sentence
 * @param findings what is wrong, each in one sentence; empty if nothing is
 */
record Verdict(String words, List<String> findings) {}
