package chat.switchboard.identity;

import chat.switchboard.kernel.Outcome;
import java.util.function.IntSupplier;

/// Passwords that somebody chooses: judged, then hashed.
final class NewPasswords {
    private final Passwords passwords;
    private final IntSupplier least;

    /// @param least code points, at this moment
    NewPasswords(Passwords passwords, IntSupplier least) {
        this.passwords = passwords;
        this.least = least;
    }

    /// Its hash, or why it cannot be chosen for this account, naming `password`. Blocks.
    Outcome<String> hash(String password, String email, String name) {
        return new PasswordPolicy(least.getAsInt()).check(password, email, name).then(passwords::hash);
    }
}
