package chat.switchboard.setup;

import chat.switchboard.setup.Setup.State;
import chat.switchboard.setup.Setup.Step;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The SQL of the first-run guide.
final class SetupStore {
    private final Handle handle;

    SetupStore(Handle handle) {
        this.handle = handle;
    }

    List<State> states(UUID adminId) {
        Set<String> skipped = new HashSet<>(handle.createQuery("SELECT step FROM setup_step WHERE skipped")
                .mapTo(String.class)
                .list());
        Map<Step, Boolean> done = done(adminId);
        return Arrays.stream(Step.values())
                .map(step -> new State(step, done.get(step), skipped.contains(step.wireName())))
                .toList();
    }

    /// `Admin` is the name that the first account is made with. A colleague who is invited has an account already.
    private Map<Step, Boolean> done(UUID adminId) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM account a LEFT JOIN account_credential c ON c.account_id = a.id
                                       WHERE a.id = :id AND (a.name <> 'Admin' OR c.password_changed_at IS NOT NULL)) AS profile,
                               EXISTS (SELECT FROM account_credential
                                       WHERE account_id = :id AND totp_secret IS NOT NULL) AS second_factor,
                               EXISTS (SELECT FROM account
                                       WHERE id <> :id AND active AND deleted_at IS NULL AND role <> 'partner') AS invite,
                               EXISTS (SELECT FROM department WHERE business_hours IS NOT NULL) AS hours,
                               EXISTS (SELECT FROM site WHERE seen_at IS NOT NULL) AS snippet""")
                .bind("id", adminId)
                .map((row, _) -> Map.of(
                        Step.PROFILE, row.getBoolean("profile"),
                        Step.SECOND_FACTOR, row.getBoolean("second_factor"),
                        Step.INVITE, row.getBoolean("invite"),
                        Step.HOURS, row.getBoolean("hours"),
                        Step.SNIPPET, row.getBoolean("snippet")))
                .one();
    }

    /// Whether that is new. A step that is not in the table is not skipped.
    boolean skip(Step step, boolean skipped) {
        handle.createUpdate("INSERT INTO setup_step (step, skipped) VALUES (:step, false) ON CONFLICT DO NOTHING")
                .bind("step", step.wireName())
                .execute();
        return handle.createUpdate(
                                "UPDATE setup_step SET skipped = :skipped WHERE step = :step AND skipped <> :skipped")
                        .bind("step", step.wireName())
                        .bind("skipped", skipped)
                        .execute()
                == 1;
    }
}
