package chat.switchboard.identity;

import chat.switchboard.identity.IdentitySettings.PasswordCost;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import chat.switchboard.kernel.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id on a few threads of its own: a crowd at the log-in costs neither the memory nor the processor time of
/// everybody else, because those who find the queue full are told to come back.
final class Passwords implements AutoCloseable {
    private static final int WAITING = 32;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PasswordCost cost;
    private final ThreadPoolExecutor threads;
    /// Nobody's password, at today's cost.
    private final String decoy;

    Passwords(PasswordCost cost) {
        this.cost = cost;
        this.threads = new ThreadPoolExecutor(
                cost.parallel(),
                cost.parallel(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("password-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        this.decoy = new Hash(cost.memoryKiB(), cost.iterations(), random(SALT_BYTES), random(HASH_BYTES)).text();
    }

    Outcome<String> hash(String password) {
        return inTurn(() -> {
            byte[] salt = random(SALT_BYTES);
            return new Hash(
                            cost.memoryKiB(),
                            cost.iterations(),
                            salt,
                            compute(password, salt, cost.memoryKiB(), cost.iterations()))
                    .text();
        });
    }

    /// Costs the same when there is no hash to compare with, so that time does not tell who has an account.
    ///
    /// @param stored what [#hash] made, or null
    Outcome<Boolean> matches(String password, String stored) {
        return inTurn(() -> {
            Hash hash = Hash.parse(stored == null ? decoy : stored);
            byte[] computed = compute(password, hash.salt, hash.memoryKiB, hash.iterations);
            return MessageDigest.isEqual(computed, hash.hash) & stored != null;
        });
    }

    /// True when the stored hash was made at another cost than today's.
    boolean outdated(String stored) {
        Hash hash = Hash.parse(stored);
        return hash.memoryKiB != cost.memoryKiB() || hash.iterations != cost.iterations();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> Outcome<T> inTurn(Callable<T> work) {
        try {
            return Outcome.done(threads.submit(work).get());
        } catch (RejectedExecutionException _) {
            return Outcome.refused(Refusal.retryLater(
                    Refusal.Code.UNAVAILABLE, "Too many people are logging in at this moment. Try again.", 2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static byte[] compute(String password, byte[] salt, int memoryKiB, int iterations) {
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
            return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                    .formatted(memoryKiB, iterations, base64.encodeToString(salt), base64.encodeToString(hash));
        }

        static Hash parse(String text) {
            String[] parts = text.split("\\$");
            String[] numbers = parts[3].split("[,=]");
            return new Hash(
                    Integer.parseInt(numbers[1]),
                    Integer.parseInt(numbers[3]),
                    Base64.getDecoder().decode(parts[4]),
                    Base64.getDecoder().decode(parts[5]));
        }
    }
}
