package dev.sluice.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * A parameter in PostgreSQL's binary format, which pgjdbc has for few types of its own: a column of a batch as one array. Needs
 * connections that send {@link #OIDS} in binary.
 */
final class BinaryParameter extends PGobject implements PGBinaryObject {
    private static final long serialVersionUID = 1L;

    /** What {@code binaryTransferEnable} must name. */
    static final String OIDS = "2951,1016,1007,1005,1185,1184,1009";

    /** PostgreSQL counts microseconds from 2000-01-01T00:00Z. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    /** The end of the year 9999 stands for everything later: PostgreSQL has no room for all milliseconds there are. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private static final int HEADER_BYTES = 20;
    private static final int NULL_LENGTH = -1;

    private final transient byte[] bytes;

    private BinaryParameter(String type, byte[] bytes) {
        setType(type);
        this.bytes = bytes;
    }

    void set(PreparedStatement statement, int index) throws SQLException {
        statement.setObject(index, this);
    }

    static BinaryParameter timestamp(long millis) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(micros(millis)).array();
        return new BinaryParameter("timestamptz", bytes);
    }

    static BinaryParameter longs(int count, IntToLongFunction element) {
        ByteBuffer buffer = array(count, Long.BYTES, 20);
        for (int i = 0; i < count; i++) {
            buffer.putInt(Long.BYTES).putLong(element.applyAsLong(i));
        }
        return new BinaryParameter("_int8", buffer.array());
    }

    static BinaryParameter ints(int count, IntToLongFunction element) {
        ByteBuffer buffer = array(count, Integer.BYTES, 23);
        for (int i = 0; i < count; i++) {
            buffer.putInt(Integer.BYTES).putInt((int) element.applyAsLong(i));
        }
        return new BinaryParameter("_int4", buffer.array());
    }

    static BinaryParameter shorts(int count, IntToLongFunction element) {
        ByteBuffer buffer = array(count, Short.BYTES, 21);
        for (int i = 0; i < count; i++) {
            buffer.putInt(Short.BYTES).putShort((short) element.applyAsLong(i));
        }
        return new BinaryParameter("_int2", buffer.array());
    }

    static BinaryParameter uuids(int count, IntFunction<UUID> element) {
        ByteBuffer buffer = array(count, 2 * Long.BYTES, 2950);
        for (int i = 0; i < count; i++) {
            UUID id = element.apply(i);
            buffer.putInt(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return new BinaryParameter("_uuid", buffer.array());
    }

    /** Milliseconds since 1970; 0 is null. */
    static BinaryParameter timestamps(int count, IntToLongFunction element) {
        ByteBuffer buffer = array(count, Long.BYTES, 1184);
        for (int i = 0; i < count; i++) {
            long millis = element.applyAsLong(i);
            if (millis == 0) {
                buffer.putInt(NULL_LENGTH);
            } else {
                buffer.putInt(Long.BYTES).putLong(micros(millis));
            }
        }
        return new BinaryParameter("_timestamptz", used(buffer));
    }

    /** Elements may be null. */
    static BinaryParameter texts(int count, IntFunction<String> element) {
        byte[][] texts = new byte[count][];
        int bytes = 0;
        for (int i = 0; i < count; i++) {
            String text = element.apply(i);
            texts[i] = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
            bytes += text == null ? 0 : texts[i].length;
        }
        ByteBuffer buffer = header(count, HEADER_BYTES + count * Integer.BYTES + bytes, 25);
        for (byte[] text : texts) {
            if (text == null) {
                buffer.putInt(NULL_LENGTH);
            } else {
                buffer.putInt(text.length).put(text);
            }
        }
        return new BinaryParameter("_text", buffer.array());
    }

    @Override
    public int lengthInBytes() {
        return bytes.length;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("parameters are sent only");
    }

    /** The driver asks for text where it does not send binary; a null would be stored silently. */
    @Override
    public String getValue() {
        throw new IllegalStateException("the connection does not send " + getType() + " in binary");
    }

    @Override
    public String toString() {
        return getType() + " of " + bytes.length + " bytes";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    private static ByteBuffer array(int count, int width, int elementOid) {
        return header(count, HEADER_BYTES + count * (Integer.BYTES + width), elementOid);
    }

    /** One dimension, counted from 1; the second word says that there may be nulls. */
    private static ByteBuffer header(int count, int size, int elementOid) {
        return ByteBuffer.allocate(size)
                .putInt(1)
                .putInt(1)
                .putInt(elementOid)
                .putInt(count)
                .putInt(1);
    }

    private static byte[] used(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static long micros(long millis) {
        return (Math.min(millis, LAST_MILLIS) - EPOCH_MILLIS) * 1_000L;
    }
}
