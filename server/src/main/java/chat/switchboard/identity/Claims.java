package chat.switchboard.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What a token says. A signature proves who wrote it, not that it says everything: another version of the program may
/// have. So every claim is asked for by its type, and one that is missing or of another type makes the token invalid.
record Claims(JWTClaimsSet set) {

    /// Expected of callers: they refuse the token. The message names the claim and never shows its value.
    static final class Unfit extends Exception {
        Unfit(String claim) {
            super("The claim " + claim + " is missing or has another type.", null, false, false);
        }
    }

    UUID subject() throws Unfit {
        return uuid("sub", set.getSubject());
    }

    Instant expiresAt() throws Unfit {
        return present("exp", set.getExpirationTime()).toInstant();
    }

    UUID uuid(String name) throws Unfit {
        return uuid(name, text(name));
    }

    String text(String name) throws Unfit {
        return present(name, optionalText(name));
    }

    /// Null where it is missing.
    String optionalText(String name) throws Unfit {
        try {
            return set.getStringClaim(name);
        } catch (ParseException _) {
            throw new Unfit(name);
        }
    }

    /// False where it is missing: earlier versions did not write it.
    boolean flag(String name) throws Unfit {
        try {
            return Boolean.TRUE.equals(set.getBooleanClaim(name));
        } catch (ParseException _) {
            throw new Unfit(name);
        }
    }

    /// Microseconds since 1970.
    Instant time(String name) throws Unfit {
        try {
            return Instant.EPOCH.plus(present(name, set.getLongClaim(name)), ChronoUnit.MICROS);
        } catch (ParseException _) {
            throw new Unfit(name);
        }
    }

    Set<UUID> uuids(String name) throws Unfit {
        List<String> texts;
        try {
            texts = present(name, set.getStringListClaim(name));
        } catch (ParseException _) {
            throw new Unfit(name);
        }
        Set<UUID> ids = new HashSet<>();
        for (String text : texts) ids.add(uuid(name, text));
        return ids;
    }

    private static UUID uuid(String name, String text) throws Unfit {
        try {
            return UUID.fromString(present(name, text));
        } catch (IllegalArgumentException _) {
            throw new Unfit(name);
        }
    }

    private static <T> T present(String name, T value) throws Unfit {
        if (value == null) throw new Unfit(name);
        return value;
    }
}
