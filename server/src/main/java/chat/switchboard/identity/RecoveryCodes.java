package chat.switchboard.identity;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.codec.CodecPolicy;
import org.apache.commons.codec.binary.Base32;

/// Codes for whoever has lost the authenticator app: `abcd-efgh-ijkl-mnop`, 80 random bits each, so that a plain hash
/// keeps them as safe as a slow one.
final class RecoveryCodes {
    private static final int COUNT = 10;
    private static final int BYTES = 10;
    private static final int GROUP = 4;
    private static final int DIGITS_OF_AN_APP = 6;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base32 BASE32 =
            Base32.builder().setDecodingPolicy(CodecPolicy.STRICT).get();

    private RecoveryCodes() {}

    static List<String> fresh() {
        List<String> codes = new ArrayList<>();
        while (codes.size() < COUNT) codes.add(code());
        return codes;
    }

    /// Whether this is meant as one, and not as the six digits of an app.
    static boolean isOne(String text) {
        return text.length() > DIGITS_OF_AN_APP;
    }

    static List<byte[]> hashes(UUID account, List<String> codes) {
        return codes.stream().map(code -> hash(account, code)).toList();
    }

    /// Case and hyphens count for nothing.
    static byte[] hash(UUID account, String code) {
        return AccountTokens.hash(account + "\n" + code.replace("-", "").toLowerCase(Locale.ROOT));
    }

    private static String code() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        String letters = BASE32.encodeToString(bits).toLowerCase(Locale.ROOT);
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < letters.length(); i += GROUP) groups.add(letters.substring(i, i + GROUP));
        return String.join("-", groups);
    }
}
