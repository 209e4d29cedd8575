package dev.sluice.engine.writer;

import dev.sluice.engine.port.CommandQueue;

/**
 * What it takes to decide in a sale: its queue, its writer, and what watches over them.
 *
 * @param alarm wakes the queue when something is due
 */
record Works(CommandQueue queue, StallWatch stall, SaleWriter writer, Alarms.Alarm alarm) {
    /** @param told outlives the writer */
    static Works of(int sale, Workshop workshop, SaleWriter.Desk desk, ToldRefusals told, Alarms.Alarm alarm) {
        CommandQueue queue = workshop.ports().queues().of(sale);
        StallWatch stall = new StallWatch(workshop.config().stallMillis());
        SaleWriter writer = new SaleWriter(
                sale,
                workshop.ports(),
                queue,
                workshop.commits(),
                workshop.config(),
                workshop.telemetry(),
                desk,
                stall,
                told,
                workshop.tenure()::isSure);
        return new Works(queue, stall, writer, alarm);
    }
}
