package dev.sluice.app.node;

import dev.sluice.engine.port.Admissions;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.guard.GuardKind;
import dev.sluice.gateway.http.BodyRoom;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.lane.WorkPool;
import dev.sluice.gateway.shop.MemoryRefusals;
import dev.sluice.gateway.tls.CertificateWatch;
import dev.sluice.gateway.wire.HangUp;
import dev.sluice.sale.Rejection;

/** Who is connected, who waits, and what is refused at the gate. Any thread. */
final class GatewayMeters {
    private final Meters meters;

    GatewayMeters(Meters meters) {
        this.meters = meters;
    }

    /** Who is connected and who waits. */
    void observe(Lanes lanes, Gateway gateway) {
        gateway.pools().forEach(this::observe);
        meters.gauge("sluice.http.waiting", "Requests that wait for a decision", lanes::waiting);
        meters.count(
                "sluice.overload.refusals",
                "Purchases that were told to come back, since too many waited for the same sale",
                lanes::turnedAway);
        meters.measure(
                "sluice.overload.wait",
                "How long everybody waits for a decision in the sale where they wait longest",
                "seconds",
                lanes::longestWaitSeconds);
        meters.gauge("sluice.http.connections", "Open connections", gateway::connections);
        for (HangUp why : HangUp.values()) {
            meters.count(
                    "sluice.http.closed",
                    "Connections that the server closed by itself, by why",
                    "why",
                    why.label(),
                    () -> gateway.closed(why));
        }
    }

    /** What gateways keep, and what they refuse without asking a writer. */
    void observe(Gateway gateway) {
        BodyRoom room = gateway.bodies();
        meters.measure(
                "sluice.http.bodies",
                "Bytes of bodies that do not come in one piece, until they are answered",
                "bytes",
                room::taken);
        meters.count("sluice.http.bodies.refused", "Requests whose bodies found no room", room::refused);
        meters.count("sluice.keys.refused", "Requests with a machine's key that is not good", gateway::refusedKeys);
        meters.count(
                "sluice.deeds.lost",
                "Changes of which it could not be written down what came of them",
                gateway::lostResults);
        for (GuardKind guard : GuardKind.values()) {
            meters.count(
                    "sluice.guard.refusals",
                    "Requests that a guard refused, by guard",
                    "guard",
                    guard.label(),
                    () -> gateway.guards().refused(guard));
        }
        for (Admissions.Result result : Admissions.Result.values()) {
            meters.count(
                    "sluice.door.checks",
                    "Tickets that were shown at doors, by what became of them",
                    "result",
                    result.name(),
                    () -> gateway.doors().checks(result));
        }
        meters.count(
                "sluice.door.conflicts",
                "People whom a door let in while it was offline, and should not have",
                gateway.doors()::conflicts);
        meters.gauge("sluice.blocklist.entries", "Entries of the blocklist that hold", gateway.blocks()::size);
        meters.measure(
                "sluice.blocklist.age",
                "How old it is what this gateway knows of the blocklist",
                "seconds",
                gateway.blocks()::ageSeconds);
        meters.gauge("sluice.captcha.work", "Hashes that a captcha takes at most", gateway::captchaWork);
        meters.count(
                "sluice.guard.alone",
                "Times that a gateway decided by itself what all decide together, as Redis did not answer",
                gateway::alone);
        gateway.certificate().ifPresent(this::observe);
        MemoryRefusals remembered = gateway.memoryRefusals();
        for (Rejection reason : Rejection.values()) {
            meters.count(
                    "sluice.refusals.memory",
                    "Purchases that gateways refused from memory, without asking a writer, by reason",
                    "reason",
                    reason.name(),
                    () -> remembered.counted(reason));
        }
    }

    private void observe(CertificateWatch certificate) {
        meters.measure(
                "sluice.tls.certificate.expires",
                "When the certificate in use ends, in seconds since 1970",
                "seconds",
                () -> certificate.expiresAt().getEpochSecond());
        meters.gauge(
                "sluice.tls.certificate.refused",
                "1 while the files of the certificate hold something that cannot be used, and an older one is",
                () -> certificate.isRefused() ? 1 : 0);
        meters.count(
                "sluice.tls.certificate.taken", "Certificates that were taken after the first", certificate::taken);
    }

    private void observe(WorkPool pool) {
        meters.gauge("sluice.pool.busy", "Requests that a pool works on", "pool", pool.name(), pool::busy);
        meters.gauge("sluice.pool.waiting", "Requests that wait for a pool", "pool", pool.name(), pool::waiting);
        meters.count(
                "sluice.pool.refused",
                "Requests that found no room in a pool in time",
                "pool",
                pool.name(),
                pool::refused);
    }
}
