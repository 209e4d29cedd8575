package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Envelope;
import dev.sluice.sale.Command;
import dev.sluice.sale.Order;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.DrawSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** There is always a draw to see in the demo, others take part, and its values are told at the seal and not before. */
final class DemoDrawsTest {
    private static final Instant BEGIN = Instant.parse("2026-12-01T00:00:00Z");
    private static final DemoSecrets.Parties PARTIES = new DemoSecrets.Parties(new byte[32]);

    private final MemoryDesks sales = new MemoryDesks();
    private Instant now = BEGIN;
    private final DemoDraws draws = new DemoDraws(sales, PARTIES, () -> now);

    @Test
    void whoComesWhileThereIsTimeIsSentToTheSameDrawAndLaterToAnother() {
        String first = draws.another();
        now = BEGIN.plusSeconds(30);
        assertThat(draws.another()).isEqualTo(first);
        now = BEGIN.plusSeconds(40);
        String second = draws.another();

        assertThat(second).isNotEqualTo(first);
        assertThat(lottery(second).entriesUntilMillis() - now.toEpochMilli()).isEqualTo(60_000);
    }

    @Test
    void aCrowdEntersInTheFirstHalfAndBothSecretsAreToldAfterTheSeal() {
        String sale = draws.another();
        MemoryDesk desk = sales.find(sale);
        for (int second = 0; second < 60; second++) {
            now = BEGIN.plusSeconds(second);
            draws.round();
        }
        List<Command.Enter> entries = desk.taken(Command.Enter.class);
        assertThat(entries).hasSizeGreaterThan(20);
        assertThat(entries).extracting(Command.Enter::user).doesNotHaveDuplicates();
        assertThat(entries).allMatch(entry -> entry.quantity() >= 1 && entry.quantity() <= 2);
        assertThat(desk.taken(Command.EnterSecret.class)).isEmpty();

        now = BEGIN.plusSeconds(60);
        draws.round();

        assertThat(desk.taken(Command.EnterSecret.class))
                .extracting(told -> DrawSecret.commitment(told.secret()))
                .containsExactlyElementsOf(
                        desk.view().sale().terms().order().fairness().parties());
        assertThat(desk.taken(Command.Enter.class)).isEqualTo(entries);
    }

    /** Whoever gathers for a place says nothing of what they want. */
    @Test
    void aCrowdGathersForPlacesToo() {
        SaleTerms sneakers = SampleSales.samples(PARTIES, now).stream()
                .filter(sale -> sale.order() instanceof Order.Shuffled)
                .findAny()
                .orElseThrow();
        sales.create(sneakers, "somebody");
        draws.take();
        MemoryDesk desk = sales.find(sneakers.id());
        for (int second = 0; second <= 60; second++) {
            now = BEGIN.plusSeconds(second);
            draws.round();
        }
        assertThat(desk.taken(Command.Enter.class))
                .hasSizeGreaterThan(20)
                .allMatch(entry -> entry.tier() == 0 && entry.quantity() == 1);
        assertThat(desk.taken(Command.EnterSecret.class)).hasSize(2);
    }

    @Test
    void aDrawOfAnEarlierProcessIsToldItsSecretsByTheNext() {
        String sale = draws.another();
        SaleDesk others =
                sales.create(SampleSales.lottery("not-ours", new DemoSecrets.Parties(new byte[] {1}), now), "somebody");
        now = BEGIN.plusSeconds(61);
        DemoDraws next = new DemoDraws(sales, PARTIES, () -> now);
        next.take();
        next.round();

        assertThat(sales.find(sale).taken(Command.EnterSecret.class)).hasSize(2);
        assertThat(sales.find(others.id()).taken(Command.EnterSecret.class)).isEmpty();
    }

    @Test
    void onlyAFirstStartBeginsADrawByItself() {
        draws.start();
        draws.close();
        assertThat(sales.desks).hasSize(1);
        now = BEGIN.plusSeconds(3_600);

        DemoDraws next = new DemoDraws(sales, PARTIES, () -> now);
        next.start();
        next.close();

        assertThat(sales.desks).hasSize(1);
    }

    @Test
    void everySecretIsAnother() {
        assertThat(List.of(
                        PARTIES.secrets("a").getFirst(),
                        PARTIES.secrets("a").getLast(),
                        PARTIES.secrets("b").getFirst(),
                        PARTIES.secrets("b").getLast()))
                .doesNotHaveDuplicates();
        assertThat(PARTIES.secrets("a")).isEqualTo(new DemoSecrets.Parties(new byte[32]).secrets("a"));
    }

    private Order.Lottery lottery(String sale) {
        return (Order.Lottery) sales.find(sale).view().sale().terms().order();
    }

    /** Sales without a writer: they keep what is handed in. */
    private static final class MemoryDesks implements SaleDesks {
        private final List<MemoryDesk> desks = new ArrayList<>();

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public MemoryDesk find(String id) {
            return desks.stream().filter(desk -> desk.id().equals(id)).findAny().orElse(null);
        }

        @Override
        public SaleDesk find(int number) {
            return desks.get(number - 1);
        }

        @Override
        public List<SaleDesk> newest(int beforeNumber, int limit) {
            return List.copyOf(desks);
        }

        @Override
        public Collection<? extends SaleDesk> unsettled() {
            return desks;
        }

        @Override
        public Collection<? extends SaleDesk> all() {
            return desks;
        }

        @Override
        public SaleDesk create(SaleTerms terms, String owner) {
            desks.add(new MemoryDesk(new SaleState(desks.size() + 1, terms, false, false, 1, 0, owner)));
            return desks.getLast();
        }
    }

    private static final class MemoryDesk implements SaleDesk {
        private final SaleState sale;
        private final List<Command> commands = new ArrayList<>();

        MemoryDesk(SaleState sale) {
            this.sale = sale;
        }

        <T extends Command> List<T> taken(Class<T> type) {
            return commands.stream().filter(type::isInstance).map(type::cast).toList();
        }

        @Override
        public String id() {
            return sale.terms().id();
        }

        @Override
        public int number() {
            return sale.number();
        }

        @Override
        public SaleView view() {
            return new SaleView(sale, SaleStatus.SCHEDULED, List.of(), null, false);
        }

        @Override
        public boolean mayKnow(UUID buyer) {
            return true;
        }

        @Override
        public int queued() {
            return 0;
        }

        @Override
        public Intake submit(Envelope envelope) {
            commands.add(envelope.command());
            return Intake.TAKEN;
        }
    }
}
