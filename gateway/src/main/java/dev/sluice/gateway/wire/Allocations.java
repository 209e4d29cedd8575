package dev.sluice.gateway.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Allocators that tell of exhausted memory. Where a library writes to a socket it keeps that to the write's promise, to which nobody
 * may listen.
 */
final class Allocations {
    private final Consumer<Throwable> exhausted;
    private Telling last;

    Allocations() {
        this(Exhaustion::endOn);
    }

    /** @param exhausted told of what an allocation failed with */
    Allocations(Consumer<Throwable> exhausted) {
        this.exhausted = exhausted;
    }

    /** The same one, but for what it tells. */
    ByteBufAllocator of(ByteBufAllocator quiet) {
        if (last == null || last.quiet != quiet) {
            last = new Telling(quiet, exhausted);
        }
        return last;
    }

    private static final class Telling implements ByteBufAllocator {
        private final ByteBufAllocator quiet;
        private final Consumer<Throwable> exhausted;

        Telling(ByteBufAllocator quiet, Consumer<Throwable> exhausted) {
            this.quiet = quiet;
            this.exhausted = exhausted;
        }

        private <T> T tell(Supplier<T> allocation) {
            try {
                return allocation.get();
            } catch (OutOfMemoryError e) {
                exhausted.accept(e);
                throw e;
            }
        }

        @Override
        public ByteBuf buffer() {
            return tell(() -> quiet.buffer());
        }

        @Override
        public ByteBuf buffer(int initial) {
            return tell(() -> quiet.buffer(initial));
        }

        @Override
        public ByteBuf buffer(int initial, int max) {
            return tell(() -> quiet.buffer(initial, max));
        }

        @Override
        public ByteBuf ioBuffer() {
            return tell(() -> quiet.ioBuffer());
        }

        @Override
        public ByteBuf ioBuffer(int initial) {
            return tell(() -> quiet.ioBuffer(initial));
        }

        @Override
        public ByteBuf ioBuffer(int initial, int max) {
            return tell(() -> quiet.ioBuffer(initial, max));
        }

        @Override
        public ByteBuf heapBuffer() {
            return tell(() -> quiet.heapBuffer());
        }

        @Override
        public ByteBuf heapBuffer(int initial) {
            return tell(() -> quiet.heapBuffer(initial));
        }

        @Override
        public ByteBuf heapBuffer(int initial, int max) {
            return tell(() -> quiet.heapBuffer(initial, max));
        }

        @Override
        public ByteBuf directBuffer() {
            return tell(() -> quiet.directBuffer());
        }

        @Override
        public ByteBuf directBuffer(int initial) {
            return tell(() -> quiet.directBuffer(initial));
        }

        @Override
        public ByteBuf directBuffer(int initial, int max) {
            return tell(() -> quiet.directBuffer(initial, max));
        }

        @Override
        public CompositeByteBuf compositeBuffer() {
            return tell(() -> quiet.compositeBuffer());
        }

        @Override
        public CompositeByteBuf compositeBuffer(int components) {
            return tell(() -> quiet.compositeBuffer(components));
        }

        @Override
        public CompositeByteBuf compositeHeapBuffer() {
            return tell(() -> quiet.compositeHeapBuffer());
        }

        @Override
        public CompositeByteBuf compositeHeapBuffer(int components) {
            return tell(() -> quiet.compositeHeapBuffer(components));
        }

        @Override
        public CompositeByteBuf compositeDirectBuffer() {
            return tell(() -> quiet.compositeDirectBuffer());
        }

        @Override
        public CompositeByteBuf compositeDirectBuffer(int components) {
            return tell(() -> quiet.compositeDirectBuffer(components));
        }

        @Override
        public boolean isDirectBufferPooled() {
            return quiet.isDirectBufferPooled();
        }

        @Override
        public int calculateNewCapacity(int minNewCapacity, int maxCapacity) {
            return quiet.calculateNewCapacity(minNewCapacity, maxCapacity);
        }
    }
}
