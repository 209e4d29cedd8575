package dev.sluice.gateway.draw;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A document that is too long for memory, in a file without a name, so that it goes with this process however that ends. Any thread may read it. */
final class ArchiveFile {
    private static final int WRITTEN_AT_ONCE = 1 << 16;

    private final FileChannel channel;
    private final long bytes;

    /** Writes a document. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private ArchiveFile(FileChannel channel, long bytes) {
        this.channel = channel;
        this.bytes = bytes;
    }

    static ArchiveFile of(Writing document) {
        try {
            Path path = Files.createTempFile("sluice-draw-", ".json");
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // Where an open file keeps its name, it goes when it is closed.
            }
            try {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), WRITTEN_AT_ONCE);
                document.to(out);
                out.flush();
                return new ArchiveFile(channel, channel.size());
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing a draw's archive to a temporary file", e);
        }
    }

    long bytes() {
        return bytes;
    }

    /** Up to {@code most} bytes from there on; none at the end. */
    byte[] read(long from, int most) {
        ByteBuffer into = ByteBuffer.allocate((int) Math.min(most, bytes - from));
        try {
            while (into.hasRemaining() && channel.read(into, from + into.position()) >= 0) {
                // Until it is full.
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading a draw's archive", e);
        }
        return into.array();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a draw's archive", e);
        }
    }
}
