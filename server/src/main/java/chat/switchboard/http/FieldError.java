package chat.switchboard.http;

/// @param field its name, or its path in nested objects: `message.content`
record FieldError(String field, String message) {}
