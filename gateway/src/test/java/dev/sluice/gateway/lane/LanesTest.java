package dev.sluice.gateway.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.gateway.overload.OverloadConfig;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LanesTest {
    /** A server is closed before its writers are. */
    @Test
    void outcomesThatComeAfterTheServerWasClosedAreNobodysFailure() {
        Vertx vertx = Vertx.vertx();
        Context context = vertx.getOrCreateContext();
        Lanes lanes = new Lanes();
        lanes.open(context, 10, 10, OverloadConfig.OFF, InstantSource.system());
        vertx.close().toCompletionStage().toCompletableFuture().join();
        Reply late = new Reply(new ReplyAddress(0), 1, new Outcome.Refused(new UUID(0, 1), Rejection.SOLD_OUT), false);

        assertThatCode(() -> lanes.publish(List.of(late))).doesNotThrowAnyException();
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void anAddressIsTheProcessAndThePlaceInIt() {
        assertThat(Lane.address(0, 3).value()).isEqualTo(3);
        assertThat(Lane.address(7, 3).value()).isEqualTo(7L << 32 | 3);
        assertThat(Lane.address(Integer.MAX_VALUE, 3)).isNotEqualTo(ReplyAddress.NOBODY);
    }
}
