package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.direct;

import chat.switchboard.http.api.Route;
import chat.switchboard.kernel.Outcome;
import chat.switchboard.kernel.Refusal;
import java.util.Map;

/// What the system says to customers.
final class TextTemplateRoutes {
    Map<String, Route> byOperation() {
        Route later = direct(_ -> Outcome.refused(Refusal.notFound()));
        return Map.of("listTextTemplates", later, "setTextTemplate", later, "resetTextTemplate", later);
    }
}
