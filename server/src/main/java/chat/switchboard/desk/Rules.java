package chat.switchboard.desk;

import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Code;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import java.util.Collection;
import java.util.function.Supplier;

/// Rules that several kinds of configured objects have. Each answers why not, or null.
final class Rules {
    private Rules() {}

    /// The first of them that refuses.
    @SafeVarargs
    static Refusal first(Supplier<Refusal>... rules) {
        for (Supplier<Refusal> rule : rules) {
            Refusal refusal = rule.get();
            if (refusal != null) return refusal;
        }
        return null;
    }

    static Refusal blank(String field, String text) {
        return Text.isBlank(text) ? Refusal.invalid(field, Reason.BLANK) : null;
    }

    static Refusal blank(String field, Collection<String> texts) {
        return texts.stream().anyMatch(Text::isBlank) ? Refusal.invalid(field, Reason.BLANK) : null;
    }

    static Refusal taken(String field, boolean taken) {
        return taken ? Refusal.conflict(Reason.TAKEN).withField(field) : null;
    }

    static Refusal unknown(String field, boolean known) {
        return known ? null : Refusal.invalid(field, Reason.NO_SUCH_THING);
    }

    /// @param count how many there are
    static Refusal full(int count, int most) {
        return count < most ? null : Refusal.of(Code.CONFLICT, Reason.TOO_MANY, most);
    }
}
