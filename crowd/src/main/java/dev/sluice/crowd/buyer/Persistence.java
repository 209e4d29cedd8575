package dev.sluice.crowd.buyer;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.http.ShopClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Function;

/**
 * How a client that was not answered, or told to come back, tries again: elsewhere, after a pause that doubles each time and is cut short by chance so
 * that not all come back together, and not earlier than it was told.
 *
 * @param attempts at most, with the first
 * @param first pause, at most
 * @param longest pause, whatever it is told
 */
public record Persistence(int attempts, Duration first, Duration longest) {
    /** Of a person with a page that does it for them. */
    public static final Persistence USUAL = new Persistence(12, Duration.ofMillis(200), Duration.ofSeconds(3));

    /**
     * Asks until there is an answer that another attempt would not change.
     *
     * @param request sent again as it was, so it must be one that may be repeated
     * @return the last answer; {@link Answer#NONE} if the last attempt was not answered
     */
    Answer insist(Gateways gateways, Random chance, Function<ShopClient, Answer> request) {
        ShopClient shop = gateways.any(chance);
        for (int attempt = 0; ; attempt++) {
            Answer answer;
            try {
                answer = request.apply(shop);
            } catch (UncheckedIOException e) {
                answer = Answer.NONE;
            }
            boolean another = answer == Answer.NONE || answer.isWorthAnother();
            if (!another || attempt + 1 >= attempts) {
                return answer;
            }
            Await.pause(pauseMillis(attempt, answer, chance));
            shop = gateways.other(shop, chance);
        }
    }

    /** Between half of it and all of it. */
    long pauseMillis(int attempt, Answer answer, Random chance) {
        long most = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt, 20));
        long jittered = most - (most > 1 ? chance.nextLong(most / 2) : 0);
        return Math.min(longest.toMillis(), Math.max(jittered, toldMillis(answer)));
    }

    private static long toldMillis(Answer answer) {
        String told = answer.header("Retry-After");
        return told.matches("\\d{1,6}") ? 1_000 * Long.parseLong(told) : 0;
    }
}
