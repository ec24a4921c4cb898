package chat.switchboard.http.routes;

import chat.switchboard.desk.Category;
import chat.switchboard.desk.Configuration;
import chat.switchboard.http.api.Route;
import java.util.Map;

/// What conversations can be about.
final class CategoryRoutes {
    private final ConfigurationRoutes<Category> categories;

    CategoryRoutes(Configuration<Category> categories) {
        this.categories =
                new ConfigurationRoutes<>(categories, (json, category) -> category.write(json), Category.Change.class);
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listCategories", categories.publicList(null, (json, category) -> category.writePublic(json)),
                "createCategory", categories.create(),
                "editCategory", categories.edit(),
                "deleteCategory", categories.delete());
    }
}
