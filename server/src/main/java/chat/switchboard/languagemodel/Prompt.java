package chat.switchboard.languagemodel;

/// A question to the model.
///
/// @param instructions ours
/// @param data others' words, fenced and redacted
record Prompt(Task task, String instructions, String data) {}
