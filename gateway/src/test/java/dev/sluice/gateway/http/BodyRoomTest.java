package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

final class BodyRoomTest {
    private final BodyRoom room = new BodyRoom(100);

    @Test
    void whatIsOverTheBoundIsRefusedAndTakesNothing() {
        room.share().take(60);
        BodyRoom.Share late = room.share();
        late.take(30);

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> late.take(11));

        assertThat(room.taken()).isEqualTo(90);
        assertThat(room.refused()).isEqualTo(1);
        late.take(10);
    }

    @Test
    void whatIsGivenBackIsThereForOthersOnce() {
        BodyRoom.Share share = room.share();
        share.take(100);
        share.giveBack();
        share.giveBack();
        share.take(50);

        assertThat(room.taken()).isZero();
    }
}
