package chat.switchboard.bot;

import chat.switchboard.conversation.NamedRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// A decision as it is listed. Codes as they are on the wire.
public record Decided(
        Place place,
        String outcome,
        String reason,
        NamedRef entry,
        Double score,
        NamedRef runnerUp,
        Double runnerUpScore,
        String language,
        String mood,
        String intent) {

    /// Where it stands in the list.
    public record Place(Instant at, UUID conversationId, int seq) {
        public String cursor() {
            String text = at + "|" + conversationId + "|" + seq;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /// @throws IllegalArgumentException when it is none of ours
        static Place parse(String cursor) {
            if (cursor == null) return null;
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\\|");
            if (parts.length != 3) throw new IllegalArgumentException("not a cursor");
            try {
                return new Place(Instant.parse(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
            } catch (java.time.DateTimeException wrong) {
                throw new IllegalArgumentException(wrong);
            }
        }
    }
}
