package chat.switchboard.queue;

import java.util.UUID;

/// @param automatic whether its conversations are given out, or taken by hand
record Department(UUID id, String name, boolean automatic) {}
