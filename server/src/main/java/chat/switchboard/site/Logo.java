package chat.switchboard.site;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// An image as base64. Only what browsers draw and nothing runs in: PNG and WebP.
final class Logo {
    static final int MOST_BYTES = 32 * 1024;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Logo() {}

    static boolean isFit(String base64) {
        try {
            byte[] image = Base64.getDecoder().decode(base64);
            return image.length <= MOST_BYTES && (isPng(image) || isWebp(image));
        } catch (IllegalArgumentException _) { // not base64
            return false;
        }
    }

    /// Of one that is fit.
    static String contentType(String base64) {
        return base64.startsWith("iVBOR") ? "image/png" : "image/webp";
    }

    private static boolean isPng(byte[] image) {
        return image.length > PNG.length && Arrays.equals(image, 0, PNG.length, PNG, 0, PNG.length);
    }

    /// RIFF, four bytes of length, WEBP.
    private static boolean isWebp(byte[] image) {
        return image.length > 12
                && ascii(image, 0).equals("RIFF")
                && ascii(image, 8).equals("WEBP");
    }

    private static String ascii(byte[] image, int from) {
        return new String(image, from, 4, StandardCharsets.ISO_8859_1);
    }
}
