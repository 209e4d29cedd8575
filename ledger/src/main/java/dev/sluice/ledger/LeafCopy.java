package dev.sluice.ledger;

import dev.sluice.engine.port.Draws;
import dev.sluice.sale.Selection;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** Reads what makes the leaves of a draw, in PostgreSQL's binary format for COPY: each field is its length in four bytes and as many bytes, -1 for NULL. */
final class LeafCopy {
    private static final int SIGNATURE_AND_FLAGS = 11 + Integer.BYTES;
    private static final int BUFFER = 1 << 16;
    private static final int BLIND_BYTES = 16;

    private final DataInputStream in;

    private LeafCopy(DataInputStream in) {
        this.in = in;
    }

    /** In parts of so many. */
    static void of(Connection connection, int sale, int part, Consumer<List<Draws.Leaf>> consumer) throws SQLException {
        String copy = "COPY (SELECT user_id, blind, tier, quantity, selection FROM draw_entry WHERE sale = " + sale
                + " AND NOT withdrawn) TO STDOUT (FORMAT binary)";
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new PGCopyInputStream(postgres, copy), BUFFER))) {
            new LeafCopy(in).read(part, consumer);
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
        }
    }

    private void read(int part, Consumer<List<Draws.Leaf>> consumer) throws IOException {
        in.skipNBytes(SIGNATURE_AND_FLAGS);
        in.skipNBytes(in.readInt());
        List<Draws.Leaf> leaves = new ArrayList<>(part);
        while (in.readShort() >= 0) {
            leaves.add(leaf());
            if (leaves.size() == part) {
                consumer.accept(leaves);
                leaves = new ArrayList<>(part);
            }
        }
        consumer.accept(leaves);
    }

    private Draws.Leaf leaf() throws IOException {
        byte[] user = bytes(in.readInt());
        in.readInt();
        byte[] blind = bytes(BLIND_BYTES);
        in.readInt();
        int tier = in.readShort();
        in.readInt();
        int quantity = in.readInt();
        int length = in.readInt();
        String preferences = length < 0 ? Selection.ANY.text() : new String(bytes(length), StandardCharsets.UTF_8);
        return new Draws.Leaf(user, blind, tier, quantity, preferences);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
