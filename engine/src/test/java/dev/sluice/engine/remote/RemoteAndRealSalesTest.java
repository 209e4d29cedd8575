package dev.sluice.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.NewsChannel;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.Command;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.TakeStock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two gateways and a process with writers, each with its own threads. */
final class RemoteAndRealSalesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(SaleSample.NOW_MILLIS));
    private static final int SERVICE = 1;
    private static final int CAPACITY = 20;

    private final MemoryLedger ledger = new MemoryLedger(CLOCK);
    private final Map<Integer, InProcessQueue> queues = new ConcurrentHashMap<>();
    private final Wires wires = new Wires();
    private final Sales writers = new Sales(
            ledger,
            new Ports(ledger, this::queue, _ -> {}, CLOCK),
            EngineConfig.DEFAULT,
            Telemetry.NONE,
            wires.of(SERVICE),
            () -> SERVICE);
    private final RemoteSales first = gateway(2);
    private final RemoteSales second = gateway(3);

    @AfterEach
    void close() {
        first.close();
        second.close();
        writers.close();
    }

    private InProcessQueue queue(int sale) {
        return queues.computeIfAbsent(sale, _ -> new InProcessQueue(1_024));
    }

    private RemoteSales gateway(int number) {
        Members members = new Members() {
            @Override
            public int self() {
                return number;
            }

            @Override
            public List<Member> living() {
                return List.of(new Member(SERVICE, Set.of(Role.TICKET), "", "", 0));
            }
        };
        return new RemoteSales(
                ledger, this::queue, wires.of(number), members, CLOCK, () -> System.nanoTime() / 1_000_000);
    }

    /** Carries everything at once, one after the other. */
    private static final class Wires {
        private final Map<Integer, Consumer<Edition>> readers = new ConcurrentHashMap<>();
        private final Map<Integer, IntConsumer> asked = new ConcurrentHashMap<>();

        NewsChannel of(int member) {
            return new NewsChannel() {
                @Override
                public CompletionStage<Void> publish(Edition edition) {
                    readers.values().forEach(reader -> reader.accept(edition));
                    return CompletableFuture.completedStage(null);
                }

                @Override
                public CompletionStage<Void> send(int gateway, Edition edition) {
                    readers.get(gateway).accept(edition);
                    return CompletableFuture.completedStage(null);
                }

                @Override
                public CompletionStage<Void> ask(int service) {
                    IntConsumer process = asked.get(service);
                    if (process != null) {
                        process.accept(member);
                    }
                    return CompletableFuture.completedStage(null);
                }

                @Override
                public void read(Consumer<Edition> reader, Runnable restarted) {
                    readers.put(member, reader);
                }

                @Override
                public void whenAsked(IntConsumer gateway) {
                    asked.put(member, gateway);
                }
            };
        }
    }

    @Test
    void whatIsSoldAtOneGatewayIsKnownAtTheOther() {
        first.open();
        writers.open();
        writers.startWriters();
        int sale = first.create(SaleSample.terms("phones", TakeStock.HOLD, CAPACITY))
                .number();
        second.open();
        Await.until(
                "its writer is heard at both",
                () -> first.knowsAll()
                        && second.knowsAll()
                        && !first.find(sale).mayKnow(buyer(sale, -1))
                        && !second.find(sale).mayKnow(buyer(sale, -1)));

        for (int user = 0; user < CAPACITY; user++) {
            assertThat(first.find(sale).submit(purchase(sale, user))).isEqualTo(Intake.TAKEN);
        }
        Await.until("the other one refuses strangers", () -> {
            SaleDesk desk = second.find(sale);
            return desk.view().tiers().getFirst().admissible() == 0 && desk.mayRefuse(buyer(sale, -1), desk.view());
        });
        for (int user = 0; user < CAPACITY; user++) {
            assertThat(second.find(sale).mayKnow(buyer(sale, user))).isTrue();
        }

        RemoteSales late = gateway(4);
        try {
            late.open();
            Await.until("a third one that comes late does, too", () -> {
                SaleDesk desk = late.find(sale);
                return desk.mayRefuse(buyer(sale, -1), desk.view());
            });
            assertThat(late.find(sale).mayKnow(buyer(sale, 0))).isTrue();
        } finally {
            late.close();
        }
    }

    private static UUID buyer(int sale, int user) {
        return new ReservationIds().buyer(sale, "user" + user);
    }

    private static Envelope purchase(int sale, int user) {
        UUID buyer = buyer(sale, user);
        UUID id = new ReservationIds().reservation(sale, buyer, "key");
        return new Envelope(new ReplyAddress(1), new Command.Reserve(id, buyer, "user" + user, 0, 1));
    }
}
