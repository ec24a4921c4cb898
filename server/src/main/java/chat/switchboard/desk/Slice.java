package chat.switchboard.desk;

import java.util.List;

/// A page of a list.
///
/// @param nextCursor where the next page begins, or null at the end
public record Slice<T>(List<T> items, String nextCursor) {}
