package chat.switchboard.conversation;

import java.util.UUID;

/// Somebody, or a department, as others see it: an id and a name.
public record NamedRef(UUID id, String name) {
    /// Null for nobody.
    static UUID idOf(NamedRef ref) {
        return ref == null ? null : ref.id;
    }
}
