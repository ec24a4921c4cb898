package chat.switchboard.bench.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;

/// One line on the standard input of the load process; each is answered with one line.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "order")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Order.Talk.class, name = "talk"),
    @JsonSubTypes.Type(value = Order.WorkAtDesks.class, name = "workAtDesks"),
    @JsonSubTypes.Type(value = Order.ListChanges.class, name = "listChanges"),
    @JsonSubTypes.Type(value = Order.Wait.class, name = "wait"),
    @JsonSubTypes.Type(value = Order.AsFastAsPossible.class, name = "asFastAsPossible"),
    @JsonSubTypes.Type(value = Order.Steadily.class, name = "steadily"),
    @JsonSubTypes.Type(value = Order.Account.class, name = "account"),
    @JsonSubTypes.Type(value = Order.BecomeCustomer.class, name = "becomeCustomer"),
    @JsonSubTypes.Type(value = Order.ReadPages.class, name = "readPages"),
    @JsonSubTypes.Type(value = Order.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Order.Listen.class, name = "listen")
})
public sealed interface Order {

    /// Opens conversations, each with a socket of its customer and one of staff. Answer: [Connected].
    ///
    /// @param payload bytes of each message's content
    record Talk(int conversations, int payload) implements Order {}

    /// Brings agents to their desks: each with one socket and so many conversations, whose customers
    /// have a socket each. Answer: [Connected].
    ///
    /// @param agents by e-mail; the password is the target's
    /// @param conversations of each agent
    /// @param live whether the agents' lists are open, and both sides show that they type and have read
    record WorkAtDesks(List<String> agents, int conversations, int payload, boolean live) implements Order {}

    /// More sockets of staff join the first conversation and say nothing. Answer: [Connected].
    record Listen(int sockets) implements Order {}

    /// How often the agents' lists changed since they were opened. Answer: [Count].
    record ListChanges() implements Order {}

    /// Connects customers who say nothing. Answer: [Connected].
    ///
    /// @param host of the loopback network, from 1: each has ports for some 28,000 sockets
    record Wait(int customers, int host) implements Order {}

    /// Closed loop: the next message leaves when one was acknowledged and delivered. Answer: [Measured].
    ///
    /// @param window messages on their way in each conversation
    record AsFastAsPossible(int window, long millis) implements Order {}

    /// Open loop: messages leave at a constant rate, whatever comes back. Answer: [Measured].
    record Steadily(int perSecond, long millis) implements Order {}

    /// What was sent and seen so far. Answer: [Books].
    record Account() implements Order {}

    /// Makes one customer, whose history will be read. Answer: [Customer].
    record BecomeCustomer() implements Order {}

    /// Reads pages of that customer's conversations, each connection one after the other. Answer: [Measured].
    ///
    /// @param conversations stored under [StoredPages#conversation] of 1 to this
    record ReadPages(int connections, int conversations, long millis) implements Order {}

    /// Reads by REST as somebody of staff, over one connection, one after the other, chosen at random.
    /// Answer: [Measured].
    ///
    /// @param email null for the first of staff
    /// @param paths under `/api/v1`
    record Read(String email, List<String> paths, long millis) implements Order {}

    record Connected(int sockets, long millis) {}

    record Customer(UUID id) {}

    record Count(long count) {}
}
