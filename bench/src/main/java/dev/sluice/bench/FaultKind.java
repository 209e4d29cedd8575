package dev.sluice.bench;

import java.util.Locale;

/** What is done to a server beside a live sale, as the table of faults calls it. */
enum FaultKind {
    AUDITS("audits of large sales", "6 at a time ask for audits of sales with many reservations"),
    SCRAPES("scrapes", "100 at a time read `/metrics`"),
    MADE_UP_IDS("made-up ids", "50 at a time look at reservations of closed sales that do not exist"),
    POISONED_WEBHOOKS("a poisonous webhook", "4 at a time send a signed webhook whose reference has a NUL"),
    FRESH_TOKENS("fresh tokens", "64 at a time buy something else, each time with an RS256 token that is new"),
    UNREAD_ANSWERS("answers nobody reads", "4 connections ask for a page as often as they can, and read nothing"),
    SILENT_CONNECTIONS("silent connections", "2,000 connections that send half a head"),
    IDLE_CONNECTIONS("idle connections", "2,000 connections that ask for the time once, and stay"),
    TRICKLED_BODIES("bodies that trickle", "500 connections that send the body of a purchase, a byte a second"),
    LEFT_WAITS("waits that were left", "16 at a time ask to wait 30 s for a change, and hang up"),
    WRONG_BODIES(
            "merchants' wrong documents", "4 at a time send a timetable of 8,000 years, and a map nested 100,000 deep");

    private final String title;
    private final String deed;

    FaultKind(String title, String deed) {
        this.title = title;
        this.deed = deed;
    }

    String title() {
        return title;
    }

    String deed() {
        return deed;
    }

    /** As options have it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
