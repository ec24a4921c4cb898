package chat.switchboard.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// What a bad network makes of the frames of a run. Applied one after the other; frames are counted from 0.
///
/// @param name as it stands in the journey
record Distortion(String name, Consumer<List<JsonNode>> change) {

    /// The frame is lost.
    static Distortion drop(int frame) {
        return new Distortion("drop " + frame, frames -> frames.remove(frame));
    }

    /// Each of both frames arrives when the other should.
    static Distortion swap(int one, int other) {
        return new Distortion("swap %d and %d".formatted(one, other), frames -> Collections.swap(frames, one, other));
    }

    /// The frame arrives once more, after all others.
    static Distortion repeat(int frame) {
        return new Distortion("repeat " + frame, frames -> frames.add(frames.get(frame)));
    }

    /// The answer to a join comes in two pages.
    ///
    /// @param messages in the first of them
    static Distortion page(int frame, int messages) {
        return new Distortion("page %d after %d".formatted(frame, messages), frames -> {
            ObjectNode first = frames.get(frame).deepCopy();
            ObjectNode second = frames.get(frame).deepCopy();
            ArrayNode all = (ArrayNode) frames.get(frame).at("/answer/messages");
            ((ObjectNode) first.get("answer")).put("hasMore", true);
            keep(first, all, 0, messages);
            keep(second, all, messages, all.size());
            ((ObjectNode) second.get("payload"))
                    .put("after", all.get(messages - 1).get("seq").intValue());
            frames.set(frame, first);
            frames.add(frame + 1, second);
        });
    }

    static List<JsonNode> apply(List<Distortion> distortions, List<JsonNode> frames) {
        List<JsonNode> arrived = new ArrayList<>(frames);
        distortions.forEach(distortion -> distortion.change.accept(arrived));
        return arrived;
    }

    private static void keep(ObjectNode frame, ArrayNode messages, int from, int to) {
        ArrayNode kept = ((ObjectNode) frame.get("answer")).putArray("messages");
        for (int at = from; at < to; at++) kept.add(messages.get(at));
    }
}
