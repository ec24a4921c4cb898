package chat.switchboard.identity;

import chat.switchboard.identity.IdentitySettings.PasswordCost;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id on a few threads of its own: a crowd at the log-in costs neither the memory nor the processor time of
/// everybody else, because those who find the queue full are told to come back.
final class Passwords implements AutoCloseable {
    private static final int WAITING = 32;
    private static final int RETRY_SECONDS = 2;
    /// Places that a crowd of strangers cannot take.
    private static final int WAITING_KNOWN = 32;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /// Less memory than this Argon2 does not take.
    private static final int LEAST_MEMORY_KIB = 8;

    private static final Pattern COST = Pattern.compile("m=(\\d{1,9}),t=(\\d{1,4}),p=1");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PasswordCost cost;
    /// What every check costs, whatever it finds: as much as the dearest hash there is.
    private final long workOfCheck;

    private final ThreadPoolExecutor threads;
    private final AtomicLong workDone = new AtomicLong();

    /// @param stored the costs of the hashes there are, as they stand in them: `m=19456,t=2,p=1`
    Passwords(PasswordCost cost, List<String> stored) {
        this.cost = cost;
        this.workOfCheck = Math.max(
                work(cost.memoryKiB(), cost.iterations()),
                stored.stream().mapToLong(Passwords::work).max().orElse(0));
        this.threads = new ThreadPoolExecutor(
                cost.parallel(),
                cost.parallel(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING + WAITING_KNOWN),
                Thread.ofPlatform().daemon().name("password-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    Outcome<String> hash(String password) {
        return inTurn(true, () -> {
            byte[] salt = random(SALT_BYTES);
            byte[] computed = compute(password, salt, cost.memoryKiB(), cost.iterations());
            return new Hash(cost.memoryKiB(), cost.iterations(), salt, computed).text();
        });
    }

    /// Does the same work whether there is a hash or not, and at whatever cost it was made, so that time does not tell
    /// who has an account.
    ///
    /// @param stored what [#hash] made, or null
    /// @param known whether this comes from a known device, for which places in the queue are kept
    Outcome<Boolean> matches(String password, String stored, boolean known) {
        return inTurn(known, () -> {
            Hash hash = Hash.parse(stored);
            if (hash == null) {
                waste(password, workOfCheck);
                return false;
            }
            byte[] computed = compute(password, hash.salt, hash.memoryKiB, hash.iterations);
            waste(password, workOfCheck - work(hash.memoryKiB, hash.iterations));
            return MessageDigest.isEqual(computed, hash.hash);
        });
    }

    /// True when the stored hash was made at another cost than today's.
    boolean outdated(String stored) {
        Hash hash = Hash.parse(stored);
        return hash == null || hash.memoryKiB != cost.memoryKiB() || hash.iterations != cost.iterations();
    }

    /// All hashing until now, in KiB filled: the time follows it.
    long workDone() {
        return workDone.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> Outcome<T> inTurn(boolean known, Callable<T> work) {
        try {
            if (!known && threads.getQueue().size() >= WAITING) throw new RejectedExecutionException();
            return Outcome.done(threads.submit(work).get());
        } catch (RejectedExecutionException _) {
            return Outcome.refused(Refusal.busy(RETRY_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Never with more memory than a hash of today takes.
    private void waste(String password, long work) {
        long iterations = Math.max(1, Math.ceilDiv(work, (long) cost.memoryKiB()));
        long memoryKiB = work / iterations;
        if (memoryKiB >= LEAST_MEMORY_KIB)
            compute(password, random(SALT_BYTES), Math.toIntExact(memoryKiB), Math.toIntExact(iterations));
    }

    private static long work(int memoryKiB, int iterations) {
        return (long) memoryKiB * iterations;
    }

    private static long work(String cost) {
        Matcher matcher = COST.matcher(cost);
        return matcher.matches() ? work(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))) : 0;
    }

    private byte[] compute(String password, byte[] salt, int memoryKiB, int iterations) {
        workDone.addAndGet(work(memoryKiB, iterations));
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKiB)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        // The same letters typed on another keyboard may be composed differently (RFC 8265).
        generator.generateBytes(Text.clean(password).getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /// The PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
    private record Hash(int memoryKiB, int iterations, byte[] salt, byte[] hash) {

        String text() {
            var base64 = Base64.getEncoder().withoutPadding();
            return String.format(
                    Locale.ROOT,
                    "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s",
                    memoryKiB,
                    iterations,
                    base64.encodeToString(salt),
                    base64.encodeToString(hash));
        }

        /// Null for what is no such hash, or null.
        static Hash parse(String text) {
            String[] parts = text == null ? new String[0] : text.split("\\$", 7);
            if (parts.length != 6 || !text.startsWith("$argon2id$v=19$")) return null;
            Matcher cost = COST.matcher(parts[3]);
            if (!cost.matches()) return null;
            try {
                return new Hash(
                        Integer.parseInt(cost.group(1)),
                        Integer.parseInt(cost.group(2)),
                        Base64.getDecoder().decode(parts[4]),
                        Base64.getDecoder().decode(parts[5]));
            } catch (IllegalArgumentException _) {
                return null;
            }
        }
    }
}
