package chat.switchboard.http.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// The one content coding that is spoken (RFC 9110 §8.4.1.3).
public final class Gzip {
    public static final String NAME = "gzip";
    /// What fits into one packet anyway gains nothing.
    static final int LEAST_WORTH_IT = 1_400;

    private static final Pattern CODING =
            Pattern.compile("\\s*([\\w*-]+)\\s*(?:;\\s*[qQ]=([01](?:\\.\\d{0,3})?)\\s*)?");

    private Gzip() {}

    /// Whether the client takes it (RFC 9110 §12.5.3); what cannot be read names nothing.
    public static boolean isAccepted(HttpServerRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && isAccepted(accepted);
    }

    static boolean isAccepted(String accepted) {
        boolean any = false;
        for (String part : accepted.split(",")) {
            Matcher coding = CODING.matcher(part);
            if (!coding.matches()) continue;
            boolean wanted = coding.group(2) == null || Double.parseDouble(coding.group(2)) > 0;
            if (coding.group(1).equalsIgnoreCase(NAME) || coding.group(1).equalsIgnoreCase("x-gzip")) return wanted;
            any |= coding.group(1).equals("*") && wanted;
        }
        return any;
    }

    /// Once and for all: as small as it gets.
    public static byte[] best(byte[] plain) {
        return compressed(plain, Deflater.BEST_COMPRESSION);
    }

    /// For one answer: quick.
    static byte[] quick(byte[] plain) {
        return compressed(plain, Deflater.BEST_SPEED);
    }

    private static byte[] compressed(byte[] plain, int level) {
        var bytes = new ByteArrayOutputStream(plain.length / 2);
        try (var compressing = new Level(bytes, level)) {
            compressing.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static final class Level extends GZIPOutputStream {
        Level(ByteArrayOutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }
}
