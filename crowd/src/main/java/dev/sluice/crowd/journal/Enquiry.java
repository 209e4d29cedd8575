package dev.sluice.crowd.journal;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.AtOnce;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.http.ShopClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks gateways in turn, as patiently as it is told to. */
record Enquiry(Gateways gateways, Duration patience) {
    private static final int AT_ONCE = 50;

    /** Any gateway. */
    ShopClient shop() {
        return gateways.next();
    }

    /** Who is told to come back does so, elsewhere, and takes what is answered then; or the last refusal, when patience is over. */
    Answer unlessBusy(Function<ShopClient, Answer> request) {
        Answer[] last = {Answer.NONE};
        Await.within(patience, () -> {
            try {
                last[0] = request.apply(shop());
            } catch (UncheckedIOException e) {
                return false;
            }
            return !last[0].isBusy();
        });
        return last[0];
    }

    /** Waits until nothing is wrong any more; null then, and otherwise what still is when patience ends. */
    String stillWrong(Supplier<String> wrong) {
        String[] last = new String[1];
        boolean ended = Await.within(patience, () -> {
            try {
                last[0] = wrong.get();
            } catch (UncheckedIOException e) {
                last[0] = e.getMessage();
            }
            return last[0] == null;
        });
        return ended ? null : "after " + patience.toSeconds() + " s still: " + last[0];
    }

    /** The same for many, at the same time. */
    static void each(Collection<Wish> wishes, Consumer<Wish> work) {
        AtOnce.each(wishes, AT_ONCE, wish -> {
            work.accept(wish);
            return wish;
        });
    }
}
