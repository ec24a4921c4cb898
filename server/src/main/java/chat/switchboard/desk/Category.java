package chat.switchboard.desk;

/// What a conversation can be about.
public record Category(String slug, String nameEn, String nameUr) {}
