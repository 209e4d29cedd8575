package dev.sluice.queue.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.format.travel.AvailabilityBytes;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Command;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.RandomRun;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written comes back as it was. */
final class WireProperties {
    private static final int EACH = 50;
    private static final long SEED = Long.getLong("sluice.seed", 1);
    private static final int RUNS = 20;
    private static final int LENGTH = 60;

    private final Wire wire = Wire.of(new SampleTerms());
    private final RandomValues values = new RandomValues(SEED);

    static Stream<Class<?>> commands() {
        return RandomValues.leaves(Command.class).stream();
    }

    static Stream<Class<?>> outcomes() {
        return RandomValues.leaves(Outcome.class).stream();
    }

    static Stream<Class<?>> news() {
        return RandomValues.leaves(News.class).stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandOfEachKindComesBack(Class<? extends Command> kind) {
        List<Envelope> envelopes = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            Envelope any = values.of(Envelope.class);
            envelopes.add(
                    new Envelope(any.replyTo(), any.request(), values.of(kind), any.watchUntilMillis(), any.again()));
        }
        assertThat(wire.envelopes(wire.envelopes(envelopes))).isEqualTo(envelopes);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void outcomeOfEachKindComesBack(Class<? extends Outcome> kind) {
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            Reply any = values.of(Reply.class);
            replies.add(new Reply(any.to(), any.request(), values.of(kind), any.update()));
        }
        assertThat(wire.replies(wire.replies(replies))).isEqualTo(replies);
    }

    @ParameterizedTest
    @MethodSource("news")
    void newsOfEachKindComeBack(Class<? extends News> kind) {
        EditionWriter writer = wire.editionWriter();
        for (int i = 0; i < EACH; i++) {
            List<News> news =
                    IntStream.range(0, 3).<News>mapToObj(_ -> values.of(kind)).toList();
            Edition edition = new Edition(7, Long.MIN_VALUE + i, i, i % 3, i % 5, i - 2, news);
            assertThat(shown(wire.edition(wire.edition(edition)))).isEqualTo(shown(edition));
            assertThat(shown(wire.edition(writer.edition(edition)))).isEqualTo(shown(edition));
        }
    }

    @Test
    void emptyFramesComeBack() {
        assertThat(wire.envelopes(wire.envelopes(List.of()))).isEmpty();
        assertThat(wire.replies(wire.replies(List.of()))).isEmpty();
        Edition edition = new Edition(3, -1, Long.MAX_VALUE, -1, List.of());
        assertThat(wire.edition(wire.edition(edition))).isEqualTo(edition);
    }

    static IntStream kinds() {
        return IntStream.range(0, RandomRun.kinds());
    }

    /** Plans of random goods are in the memory of a test, and their trains leave when they like; so terms do not travel here. */
    @ParameterizedTest
    @MethodSource("kinds")
    void whatABookIsAskedSaysAndShowsComesBack(int kind) {
        Random random = new Random(SEED);
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            RandomRun run = RandomRun.of(kind, seed, LENGTH);
            SaleBook book = new SaleBook(new SaleState(1, run.terms(), false, false, 1), _ -> {});
            List<Envelope> asked = new ArrayList<>();
            List<Reply> said = new ArrayList<>();
            for (Step step : run.steps()) {
                Command command = step.command();
                ReplyAddress gateway = new ReplyAddress((5L << 32) + random.nextInt(4));
                book.proceed(step.nowMillis(), step.unasked());
                Outcome outcome = book.apply(command, step.nowMillis());
                if (!(command instanceof Command.Amend)) {
                    asked.add(new Envelope(gateway, random.nextInt(1_000_000), command, 0));
                }
                if (!(outcome instanceof Outcome.Administered)) {
                    said.add(new Reply(gateway, random.nextInt(1_000_000), outcome, random.nextBoolean()));
                }
                showsTheSame(run, book);
            }
            assertThat(wire.envelopes(wire.envelopes(asked))).as(run.what()).isEqualTo(asked);
            assertThat(wire.replies(wire.replies(said))).as(run.what()).isEqualTo(said);
        }
    }

    private static void showsTheSame(RandomRun run, SaleBook book) {
        Availability shown = book.availability();
        byte[] bytes = AvailabilityBytes.of(shown);
        Availability read = AvailabilityBytes.availability(book.sale().terms(), bytes);
        assertThat(AvailabilityBytes.of(read)).as(run.what()).isEqualTo(bytes);
        for (Step step : run.steps()) {
            if (step.command() instanceof Command.Reserve wish
                    && isSound(book.sale().terms(), wish)) {
                assertThat(read.maySuffice(wish.tier(), wish.quantity(), wish.selection()))
                        .as("%s: %s", run.what(), wish)
                        .isEqualTo(shown.maySuffice(wish.tier(), wish.quantity(), wish.selection()));
            }
        }
    }

    /** Whether a gateway would ask what is left: what names no tier or no stop it refuses before. */
    private static boolean isSound(SaleTerms terms, Command.Reserve wish) {
        boolean goesNowhere = terms.inventory() instanceof JourneyTerms journey
                && wish.selection() instanceof Selection.Stretch stretch
                && !journey.train().carries(stretch.from(), stretch.to());
        return wish.tier() >= 0 && wish.tier() < terms.tiers().size() && !goesNowhere;
    }

    /** To be compared: arrays and what is left have no equals. */
    private static List<Object> shown(Edition edition) {
        List<Object> shown = new ArrayList<>(List.of(
                edition.member(),
                edition.run(),
                edition.sequence(),
                edition.answer(),
                edition.part(),
                edition.atMillis()));
        edition.news().forEach(one -> shown.add(shown(one)));
        return shown;
    }

    private static Object shown(News news) {
        return switch (news) {
            case News.Whole n ->
                Arrays.asList(n.sale(), n.epoch(), n.part(), Arrays.toString(n.buyers()), shown(n.view()));
            case News.Changed n -> Arrays.asList(n.epoch(), n.sale(), Arrays.toString(n.buyers()), shown(n.view()));
            case News.Ended _, News.Broken _ -> news;
        };
    }

    private static Object shown(SaleView view) {
        return view == null
                ? "none"
                : List.of(
                        view.sale(),
                        view.status(),
                        view.tiers(),
                        view.settled(),
                        view.availability().getClass(),
                        Arrays.toString(AvailabilityBytes.of(view.availability())));
    }
}
