package dev.sluice.app.plan;

import static dev.sluice.app.plan.Sheet.number;

/**
 * How a sale goes: how fast its one writer sells, until when, and what waits meanwhile. Requests are taken to come evenly within the time
 * that was given; a peak within it is a demand of its own, of fewer seconds.
 *
 * @param rate requests a second
 * @param sells purchases a second, while there is something left
 * @param decides commands a second, whatever becomes of them
 * @param soldOutSeconds from the opening until the last unit is taken; where there is enough, until everybody has bought
 * @param decided requests that the writer decides; gateways refuse the others from memory
 * @param waiting commands in the queue when it is longest
 * @param lastSeconds from the opening until the last is answered
 */
record Course(
        double rate,
        double sells,
        double decides,
        double soldOutSeconds,
        double decided,
        double waiting,
        double lastSeconds) {
    private static final double MICROS = 1e6;

    static Course of(Demand demand, Sheet sheet) {
        sheet.heading("Heat");
        double requests = sheet.line(
                "requests",
                demand.requests(),
                "",
                "%s buyers × %s tries".formatted(number(demand.buyers()), number(demand.tries())));
        double rate = sheet.line(
                "at the opening",
                requests / demand.seconds(),
                "/s",
                "%s / %s s".formatted(number(requests), number(demand.seconds())));
        sheet.line(
                "heat",
                requests / demand.winners(),
                "requests a purchase",
                "%s / %s purchases of %s".formatted(number(requests), number(demand.winners()), number(demand.each())));

        sheet.heading("The sale's course, decided by one writer");
        String kind = PlanFigures.ofKind(demand.kind());
        double commits = sheet.line(
                "the ledger commits",
                sheet.figure("postgres.commit") / sheet.figure(kind),
                "purchases/s",
                sheet.quoted("postgres.commit") + " / " + sheet.quoted(kind));
        double decides = sheet.line(
                "the writer decides",
                MICROS / (sheet.figure("writer.decision") + sheet.figure("queue.command")),
                "commands/s",
                "1,000,000 / (%s + %s)".formatted(sheet.quoted("writer.decision"), sheet.quoted("queue.command")));
        double sells = Math.min(rate, Math.min(commits, decides));
        double end = sheet.line(
                demand.isScarce() ? "sold out after" : "all have bought after",
                demand.winners() / sells,
                "s",
                "%s purchases / %s/s, the least of %s, %s and %s"
                        .formatted(
                                number(demand.winners()),
                                number(sells),
                                number(rate),
                                number(commits),
                                number(decides)));
        double heard = sheet.figure("news.heard");
        double decided = sheet.line(
                "the writer decides in all",
                demand.isScarce() ? Math.min(requests, rate * (end + heard)) : requests,
                "requests",
                demand.isScarce()
                        ? "what comes in %s s and %s; the rest is refused from memory"
                                .formatted(number(end), sheet.quoted("news.heard"))
                        : "there is enough for everybody");
        double waiting = sheet.line(
                "the queue is at most",
                Math.max(0, Math.min(requests, rate * end) - demand.winners()) + Math.max(0, rate - decides) * heard,
                "commands",
                "%s that came until then - %s, + %s/s too many to decide × %s"
                        .formatted(
                                number(Math.min(requests, rate * end)),
                                number(demand.winners()),
                                number(Math.max(0, rate - decides)),
                                sheet.quoted("news.heard")));
        double last = sheet.line(
                "the last answer leaves after",
                Math.max(demand.seconds(), end + Math.max(0, decided - demand.winners()) / decides),
                "s",
                "%s s + %s refusals / %s/s; not before the last has asked"
                        .formatted(number(end), number(Math.max(0, decided - demand.winners())), number(decides)));
        return new Course(rate, sells, decides, end, decided, waiting, last);
    }
}
