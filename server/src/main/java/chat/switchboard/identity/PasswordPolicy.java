package chat.switchboard.identity;

import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Refusal.Because;
import chat.switchboard.kernel.Refusal.Reason;
import chat.switchboard.kernel.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which passwords may be chosen: long enough, and none that is tried first. What letters it has to mix is not asked
/// (NIST SP 800-63B, 3.1.1).
final class PasswordPolicy {
    private static final int MOST = 128;
    /// The longest part that is looked for as repeated: `abcabcabc`.
    private static final int LONGEST_PART = 4;

    private static final String PRODUCT = "switchboard";
    private static final Set<String> COMMON = read("common-passwords.txt");

    private final int least;

    /// @param least code points
    PasswordPolicy(int least) {
        this.least = least;
    }

    /// The password, or why it cannot be chosen for this account.
    Outcome<String> check(String password, String email, String name) {
        Because because = because(Text.clean(password), email, name);
        return because == null ? Outcome.done(password) : Outcome.refused(Refusal.invalid("password", because));
    }

    private Because because(String password, String email, String name) {
        if (!Text.isLonger(password, least - 1)) return Because.of(Reason.TOO_SHORT, least);
        if (Text.isLonger(password, MOST)) return Because.of(Reason.TOO_LONG, MOST);
        if (hasOuterBlank(password)) return Because.of(Reason.OUTER_BLANK);
        String lower = password.toLowerCase(Locale.ROOT);
        if (isCommon(lower)) return Because.of(Reason.PASSWORD_COMMON);
        if (isOwn(ownWords(email, name), lower)) return Because.of(Reason.PASSWORD_OWN_WORDS);
        return null;
    }

    private static boolean hasOuterBlank(String password) {
        return Text.isBlank(Character.toString(password.codePointAt(0)))
                || Text.isBlank(Character.toString(password.codePointBefore(password.length())));
    }

    private static boolean isCommon(String lower) {
        return isSequence(lower)
                || isRepeated(lower)
                || variants(lower).anyMatch(word -> COMMON.contains(word) || word.equals(PRODUCT));
    }

    private static boolean isOwn(Set<String> own, String lower) {
        return isMadeOf(own, lower) || variants(lower).anyMatch(own::contains);
    }

    /// The word that a password may be a disguise of.
    private static Stream<String> variants(String lower) {
        return Stream.of(lower, core(lower), core(plain(lower)), core(plain(withoutEnd(lower))));
    }

    private static Set<String> ownWords(String email, String name) {
        String address = email.toLowerCase(Locale.ROOT);
        return Stream.of(
                        Stream.of(PRODUCT, address, core(address), core(address.split("@", 2)[0])),
                        Arrays.stream(address.split("[^\\p{L}\\p{N}]+")),
                        Stream.of(core(name.toLowerCase(Locale.ROOT))),
                        Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")))
                .flatMap(words -> words)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    /// Nothing but the account's own words and what is no letter: `sana-mirza 1990`.
    private static boolean isMadeOf(Set<String> own, String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{M}]+"))
                        .filter(word -> !word.isEmpty())
                        .allMatch(own::contains)
                && text.codePoints().anyMatch(Character::isLetter);
    }

    /// The letters between what people put around a word: `welcome` of `Welcome2024!`. Blanks and signs inside go.
    private static String core(String text) {
        return text.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Without the digits and signs at the end.
    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && !Character.isLetter(text.codePointBefore(end)))
            end -= Character.charCount(text.codePointBefore(end));
        return text.substring(0, end);
    }

    /// With letters for the signs that stand for them: `password` for `p@$$w0rd`.
    private static String plain(String text) {
        return text.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('0', 'o')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't');
    }

    /// Each character the one after, or before, the last.
    private static boolean isSequence(String text) {
        int step = text.charAt(1) - text.charAt(0);
        if (Math.abs(step) > 1) return false;
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) - text.charAt(i - 1) != step) return false;
        }
        return true;
    }

    private static boolean isRepeated(String text) {
        for (int part = 1; part <= LONGEST_PART; part++) {
            if (text.length() > part && text.startsWith(text.substring(part))) return true;
        }
        return false;
    }

    private static Set<String> read(String resource) {
        try (var lines = new BufferedReader(
                new InputStreamReader(PasswordPolicy.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
