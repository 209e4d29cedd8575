package dev.sluice.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AllocationsTest {
    private final List<Throwable> told = new ArrayList<>();
    private final Allocations allocations = new Allocations(told::add);

    /** Has no direct memory left. */
    private static final class Exhausted extends AbstractByteBufAllocator {
        @Override
        protected ByteBuf newHeapBuffer(int initial, int max) {
            return Unpooled.buffer(initial, max);
        }

        @Override
        protected ByteBuf newDirectBuffer(int initial, int max) {
            throw new OutOfMemoryError("on purpose");
        }

        @Override
        public boolean isDirectBufferPooled() {
            return true;
        }
    }

    @Test
    void exhaustedMemoryIsToldOf() {
        ByteBufAllocator allocator = allocations.of(new Exhausted());
        assertThat(allocator.heapBuffer(10).capacity()).isEqualTo(10);
        assertThat(told).isEmpty();
        assertThatThrownBy(() -> allocator.directBuffer(10)).hasMessage("on purpose");
        assertThatThrownBy(() -> allocator.ioBuffer(10, 20)).hasMessage("on purpose");
        assertThat(told).hasSize(2);
    }

    @Test
    void oneAllocatorIsWrappedOnce() {
        ByteBufAllocator one = new Exhausted();
        assertThat(allocations.of(one)).isSameAs(allocations.of(one));
    }

    /** Of a long answer the channel is given what it takes, and only what is nobody else's counts. */
    @Test
    void aLongAnswerGoesOutInSlicesAsItIsTaken() {
        Peers peers = new Peers(Long.MAX_VALUE);
        EmbeddedChannel channel = new EmbeddedChannel();
        Peer peer = new Peer(channel, "somebody");
        channel.pipeline().addLast(new Outflow(peer, peers, () -> {}));
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        ByteBuf own = Unpooled.wrappedBuffer(new byte[200_000]);
        ByteBuf shared = Unpooled.wrappedBuffer(new byte[300_000]).asReadOnly();
        channel.write(own);
        channel.write(shared);
        channel.flush();
        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(peer.queued).isEqualTo(200_000);
        assertThat(peer.kept).isEqualTo(200_000);

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        int bytes = 0;
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            assertThat(out.readableBytes()).isBetween(1, 64 * 1024);
            bytes += out.readableBytes();
            out.release();
        }
        assertThat(bytes).isEqualTo(500_000);
        assertThat(peer.queued).isZero();
        channel.close();
    }
}
