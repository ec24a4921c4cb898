package chat.switchboard.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;

/// Reads a [Target] and then one [Order] a line; answers each with one line of JSON. Ends with its input.
public final class LoadMain {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LoadMain() {}

    public static void main(String[] arguments) throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Target target = JSON.readValue(orders.readLine(), Target.class);
        try (Crowd crowd = new Crowd(target)) {
            for (String line = orders.readLine(); line != null; line = orders.readLine())
                System.out.println(JSON.writeValueAsString(carriedOut(JSON.readValue(line, Order.class), crowd)));
        } catch (CompletionException e) {
            System.err.println(e.getCause());
            System.exit(1);
        }
        System.exit(0);
    }

    private static Object carriedOut(Order order, Crowd crowd) {
        long began = System.nanoTime();
        return switch (order) {
            case Order.Talk talk -> {
                crowd.talk(talk);
                yield connected(crowd, began);
            }
            case Order.WorkAtDesks work -> {
                crowd.workAtDesks(work);
                yield connected(crowd, began);
            }
            case Order.ListChanges _ -> new Order.Count(crowd.listChanges());
            case Order.Wait wait -> {
                crowd.wait(wait);
                yield connected(crowd, began);
            }
            case Order.AsFastAsPossible fast ->
                new ClosedLoop(crowd.chats(), crowd.loop(), fast).start().join();
            case Order.Steadily steadily ->
                new OpenLoop(crowd.chats(), crowd.loop(), steadily).start().join();
            case Order.BecomeCustomer _ -> new Order.Customer(crowd.becomeCustomer());
            case Order.ReadPages pages -> crowd.readPages(pages);
            case Order.Read read -> crowd.read(read);
            case Order.Listen listen -> {
                crowd.listen(listen);
                yield connected(crowd, began);
            }
            case Order.Account _ ->
                new Books(crowd.chats().stream().map(Chat::account).toList());
        };
    }

    private static Order.Connected connected(Crowd crowd, long began) {
        return new Order.Connected(crowd.sockets(), (System.nanoTime() - began) / 1_000_000);
    }
}
