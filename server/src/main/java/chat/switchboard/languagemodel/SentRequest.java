package chat.switchboard.languagemodel;

import java.time.Instant;
import java.util.UUID;

/// A request to the model as it is written down.
///
/// @param conversationId null for what is about none
/// @param endpoint where it went, without the path
/// @param sent the messages as JSON, redacted as they left; null in a list
/// @param answer cleaned; null where there was none, and in a list
/// @param status of HTTP, or null
/// @param usage as the endpoint counted it, or null
/// @param milliseconds until the answer or the failure; null while it is on its way
public record SentRequest(
        UUID id,
        Instant at,
        Task task,
        UUID conversationId,
        Asker by,
        String endpoint,
        String model,
        String sent,
        Result result,
        String answer,
        Integer status,
        Size usage,
        Integer milliseconds) {

    /// @param id null for the server itself
    /// @param name at that time, or null
    public record Asker(String type, UUID id, String name) {}

    /// In the model's tokens.
    public record Size(Integer prompt, Integer answer) {}
}
