package chat.switchboard.http.routes;

import chat.switchboard.conversation.Message;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which part of a ledger is asked for. As a cursor: `after-50`, `before-7`.
sealed interface Range {
    Pattern CURSOR = Pattern.compile("(after|before)-(\\d{1,9})");

    record After(int seq) implements Range {}

    record Before(int seq) implements Range {}

    static Outcome<Range> of(ApiRequest request) {
        Integer after = request.number("after");
        Integer before = request.number("before");
        String cursor = request.text("cursor");
        if (count(after, before, cursor) > 1)
            return Outcome.refused(Refusal.invalid("after", "One of after, before and cursor."));
        if (request.number("wait") != null && after == null)
            return Outcome.refused(Refusal.invalid("wait", "Only together with after."));
        if (after != null) return Outcome.done(new After(after));
        if (cursor != null) return parse(cursor);
        return Outcome.done(new Before(before == null ? Integer.MAX_VALUE : before));
    }

    /// What comes after these messages, in the same direction.
    default Range beyond(List<Message> page) {
        return switch (this) {
            case After _ -> new After(page.getLast().seq());
            case Before _ -> new Before(page.getFirst().seq());
        };
    }

    default String cursor() {
        return switch (this) {
            case After(int seq) -> "after-" + seq;
            case Before(int seq) -> "before-" + seq;
        };
    }

    private static Outcome<Range> parse(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) return Outcome.refused(Refusal.invalid("cursor", Refusal.Reason.NOT_A_CURSOR));
        int seq = Integer.parseInt(matcher.group(2));
        return Outcome.done(matcher.group(1).equals("after") ? new After(seq) : new Before(seq));
    }

    private static int count(Object... given) {
        int count = 0;
        for (Object one : given) if (one != null) count++;
        return count;
    }
}
