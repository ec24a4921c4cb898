package chat.switchboard.postgres;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/// A `uuid[]` parameter in PostgreSQL's binary form: 16 bytes an id, where the driver by itself would write 36
/// characters for the server to read again. Format: `array_send` and `uuid_send` of PostgreSQL.
///
/// The driver uses the binary form where the connection allows it (`binaryTransferEnable`), else the text.
final class UuidArray extends PGobject implements PGBinaryObject {
    private static final long serialVersionUID = 1L;
    private static final int OID_OF_UUID = 2950;
    private static final int HEADER = 20;

    private final transient UUID[] ids;

    UuidArray(UUID[] ids) {
        this.ids = ids;
        this.type = "_uuid";
    }

    @Override
    public int lengthInBytes() {
        int length = HEADER;
        for (UUID id : ids) length += id == null ? Integer.BYTES : Integer.BYTES + 2 * Long.BYTES;
        return length;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        ByteBuffer bytes = ByteBuffer.wrap(target, offset, target.length - offset);
        boolean holdsNull = Arrays.stream(ids).anyMatch(Objects::isNull);
        bytes.putInt(1)
                .putInt(holdsNull ? 1 : 0)
                .putInt(OID_OF_UUID)
                .putInt(ids.length)
                .putInt(1);
        for (UUID id : ids) {
            if (id == null) bytes.putInt(-1);
            else
                bytes.putInt(2 * Long.BYTES)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits());
        }
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("Only for sending");
    }

    @Override
    public String getValue() {
        return Arrays.stream(ids).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UuidArray array && Arrays.equals(ids, array.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }
}
