package chat.switchboard.languagemodel;

/// How much of the model is used on one day, or may be.
///
/// @param size in the model's tokens, of questions and answers
public record Usage(long calls, long size) {
    static final Usage NONE = new Usage(0, 0);
}
