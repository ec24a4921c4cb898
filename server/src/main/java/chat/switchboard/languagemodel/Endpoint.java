package chat.switchboard.languagemodel;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where the model is, and how it is asked.
///
/// @param completions the whole address
/// @param key a secret
/// @param limitField how the endpoint calls the most tokens of an answer
/// @param timeout from the call to the last byte of the answer
/// @param mostBytes of an answer
/// @param mostAnswer tokens of an answer
record Endpoint(
        URI completions,
        Optional<String> key,
        String model,
        String limitField,
        Duration timeout,
        int mostBytes,
        int mostAnswer) {

    /// Without the path, which may be somebody's own.
    String origin() {
        return completions.getScheme() + "://" + completions.getRawAuthority();
    }

    /// Without the key.
    @Override
    public String toString() {
        return "Endpoint[" + origin() + ", " + model + "]";
    }
}
