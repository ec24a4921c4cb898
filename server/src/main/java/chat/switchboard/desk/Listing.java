package chat.switchboard.desk;

/// Which objects of a list, and which page of them.
///
/// @param words that occur in it, or null
/// @param only those of this language, category or scope, or null
/// @param activeOnly for customers
/// @param cursor as answered before, or null for the first page
public record Listing(String words, String only, boolean activeOnly, String cursor, int limit) {}
