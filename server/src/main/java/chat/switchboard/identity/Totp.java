package chat.switchboard.identity;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.CodecPolicy;
import org.apache.commons.codec.binary.Base32;

/// Time-based one-time passwords as authenticator apps make them: RFC 6238, SHA-1, six digits, 30 seconds.
final class Totp {
    private static final String ISSUER = "Switchboard";
    private static final int STEP_SECONDS = 30;
    /// 80 bits: the shortest secret that apps make. RFC 4226 asks for 128.
    private static final int LEAST_BYTES = 10;

    private static final HmacOneTimePasswordGenerator GENERATOR = new HmacOneTimePasswordGenerator(6);
    private static final Base32 BASE32 =
            Base32.builder().setDecodingPolicy(CodecPolicy.STRICT).get();

    /// RFC 4226, section 4, recommends 160 bits.
    private static final int BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /// For a new authenticator app: base 32 without padding.
    static String newSecret() {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return BASE32.encodeToString(secret);
    }

    /// What the QR code of a secret holds: the key URI that all authenticator apps read.
    static String uri(String base32Secret, String email) {
        String label =
                URLEncoder.encode(ISSUER + ":" + email, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + label + "?secret=" + base32Secret + "&issuer=" + ISSUER;
    }

    /// The half minute this code belongs to: now, the one before or the one after, because clocks differ. Empty when
    /// the code is wrong.
    ///
    /// @throws IllegalArgumentException when the secret is none
    static OptionalLong step(String base32Secret, String code, Instant now) {
        SecretKey key = key(base32Secret);
        long step = now.getEpochSecond() / STEP_SECONDS;
        OptionalLong found = OptionalLong.empty();
        for (long near = step - 1; near <= step + 1; near++) {
            byte[] right = code(key, near).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(right, code.getBytes(StandardCharsets.US_ASCII))) found = OptionalLong.of(near);
        }
        return found;
    }

    static String code(String base32Secret, long step) {
        return code(key(base32Secret), step);
    }

    private static String code(SecretKey key, long step) {
        try {
            return GENERATOR.generateOneTimePasswordString(key, step, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Any bytes are a key of HMAC", e);
        }
    }

    /// Letters of either case, in groups or not, with or without the padding of RFC 4648. The message never quotes the
    /// secret.
    private static SecretKey key(String base32Secret) {
        String upper = base32Secret.toUpperCase(Locale.ROOT);
        if (!BASE32.isInAlphabet(upper)) throw new IllegalArgumentException("A one-time secret is not base 32");
        byte[] bytes;
        try {
            bytes = BASE32.decode(upper);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("A one-time secret is not base 32");
        }
        if (bytes.length < LEAST_BYTES) throw new IllegalArgumentException("A one-time secret is too short");
        return new SecretKeySpec(bytes, GENERATOR.getAlgorithm());
    }
}
