package chat.switchboard.wire;

import chat.switchboard.kernel.Actor;

/// Who reads: decides which fields a view has.
public enum Audience {
    CUSTOMER,
    STAFF;

    public static Audience of(Actor actor) {
        return switch (actor) {
            case Actor.Requester _ -> CUSTOMER;
            case Actor.Staff _, Actor.Bot _, Actor.System _ -> STAFF;
        };
    }
}
