package dev.sluice.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.Packed;
import io.vertx.core.buffer.Buffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SeatMapCacheTest {
    private static final int HALL_BYTES = 3_000_000;

    private final SeatMapCache maps = new SeatMapCache();

    @Test
    void smallMapsOfManySalesAreAllKept() {
        Packed small = packed(1_000);
        IntStream.range(0, 1_000).forEach(i -> maps.add("v" + i, small));

        assertThat(IntStream.range(0, 1_000))
                .allSatisfy(i -> assertThat(maps.find("v" + i)).isSameAs(small));
    }

    @Test
    void largeMapsTakeNoMoreRoomThanTheBound() {
        Packed hall = packed(HALL_BYTES);
        IntStream.range(0, 100).forEach(i -> maps.add("v" + i, hall));

        assertThat(IntStream.range(0, 100).filter(i -> maps.find("v" + i) != null))
                .hasSizeBetween(10, (int) (SeatMapCache.MAX_BYTES / HALL_BYTES));
    }

    private static Packed packed(int bytes) {
        return Packed.of(Buffer.buffer(new byte[bytes]), "\"map\"");
    }
}
