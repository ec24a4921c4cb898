package chat.switchboard.kernel;

import java.util.Set;
import java.util.UUID;

/// Who is acting. Every look-up and every command starts from one.
///
/// The bot and the system are the server itself; everybody else was authenticated at an edge.
public sealed interface Actor {
    Actor BOT = new Bot();
    Actor SYSTEM = new System();

    /// A visitor with a signed session and no login.
    record Customer(UUID id, String name) implements Actor, Requester {}

    /// A restaurant or merchant with an account; sees what a customer sees.
    record Partner(UUID id, String name) implements Actor, Requester {}

    record Agent(UUID id, String name, Set<UUID> departmentIds) implements Actor, Staff {
        public Agent {
            departmentIds = Set.copyOf(departmentIds);
        }
    }

    record Admin(UUID id, String name) implements Actor, Staff {}

    record Bot() implements Actor {}

    record System() implements Actor {}

    /// Somebody who asks for help: gets the customer view.
    sealed interface Requester extends Actor permits Customer, Partner {
        UUID id();

        String name();
    }

    /// Somebody who gives it: gets the staff view.
    sealed interface Staff extends Actor permits Agent, Admin {
        UUID id();

        String name();
    }

    /// The word for this actor in row-level security policies and logs.
    default String type() {
        return switch (this) {
            case Customer _ -> "customer";
            case Partner _ -> "partner";
            case Agent _ -> "agent";
            case Admin _ -> "admin";
            case Bot _ -> "bot";
            case System _ -> "system";
        };
    }
}
