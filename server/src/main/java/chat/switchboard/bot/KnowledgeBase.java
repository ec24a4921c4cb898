package chat.switchboard.bot;

import chat.switchboard.configuration.ConfigurationVersions;
import chat.switchboard.desk.Configuration;
import chat.switchboard.desk.Configured;
import chat.switchboard.desk.Desk;
import chat.switchboard.desk.Listing;
import chat.switchboard.desk.Slice;
import chat.switchboard.kernel.Actor;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.log.LogText;
import chat.switchboard.postgres.Database;
import chat.switchboard.understanding.MeaningModel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps [Knowledge] as what admins wrote last. Made anew beside everything else: neither the start nor a change of a
/// question waits for it.
final class KnowledgeBase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnowledgeBase.class);
    private static final int ALL = 20_000;
    private static final int RETRY_MILLIS = 1_000;
    private static final int READY_WITHIN_SECONDS = 20;

    private final Database database;
    private final ConfigurationVersions versions;
    private final Desk desk;
    private final MeaningModel model;
    private final BooleanSupplier isActive;
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile Knowledge current;
    private volatile boolean closing;
    private Thread thread;

    /// @param isActive whether questions are answered: then they are made ready for comparison at once
    KnowledgeBase(
            Database database,
            ConfigurationVersions versions,
            Desk desk,
            MeaningModel model,
            BooleanSupplier isActive) {
        this.database = database;
        this.versions = versions;
        this.desk = desk;
        this.model = model;
        this.isActive = isActive;
        for (String topic : Desk.KNOWLEDGE) versions.onChange(topic, this::refresh);
    }

    void start() {
        thread = Thread.ofVirtual().name("bot-knowledge").start(this::run);
        refresh();
    }

    /// Something changed. Never blocks.
    void refresh() {
        news.release();
    }

    /// Waits while it is read for the first time.
    Knowledge current() {
        try {
            if (!ready.await(READY_WITHIN_SECONDS, TimeUnit.SECONDS))
                throw new IllegalStateException("What the desk answers could not be read yet");
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("The server stops", interrupted);
        }
        return current;
    }

    MeaningModel model() {
        return model;
    }

    private void run() {
        while (!closing) {
            try {
                news.acquire();
                news.drainPermits();
                if (!closing) read();
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException fault) {
                LOG.warn("What the bot answers is as before: {}", LogText.line(fault));
                retry();
            }
        }
    }

    private void read() {
        long version = database.transaction(Actor.SYSTEM, handle -> versions.current(handle, "faq"));
        var next = new Knowledge(
                version,
                all(desk.faqEntries(), true),
                all(desk.categories(), true),
                all(desk.replyTemplates(), false),
                model);
        if (isActive.getAsBoolean()) next.index();
        current = next;
        ready.countDown();
    }

    private static <T extends Configured> List<T> all(Configuration<T> configuration, boolean activeOnly) {
        Outcome<Slice<T>> found = configuration.list(Actor.SYSTEM, new Listing(null, null, activeOnly, null, ALL));
        return found instanceof Outcome.Done<Slice<T>>(Slice<T> slice) ? slice.items() : List.of();
    }

    private void retry() {
        try {
            if (!news.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS) || !closing) news.release();
        } catch (InterruptedException interrupted) {
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        news.release();
        try {
            if (thread != null) thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        model.close();
    }
}
