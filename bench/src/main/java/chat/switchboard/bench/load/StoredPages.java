package chat.switchboard.bench.load;

import java.util.Locale;
import java.util.UUID;

/// Where the stored conversations are found.
public final class StoredPages {
    private StoredPages() {}

    /// The id that the stored conversation with this number has, from 1.
    public static UUID conversation(int number) {
        return new UUID(0x7000, 0x8000_0000_0000_0000L | number);
    }

    /// @param skipped messages after the first page
    /// @param page messages on a page
    public static String path(int conversation, int skipped, int page) {
        return String.format(
                Locale.ROOT,
                "/conversations/%s/messages?before=%d&limit=%d",
                conversation(conversation),
                page + 1 + skipped,
                page);
    }
}
