package chat.switchboard.http.routes;

import chat.switchboard.desk.Department;
import chat.switchboard.desk.Desk;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Route;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/// Departments.
final class DepartmentRoutes {
    private final Desk desk;
    private final Clock clock;
    private final ConfigurationRoutes<Department> departments;

    DepartmentRoutes(Desk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
        this.departments = new ConfigurationRoutes<>(desk.departments(), this::write, Department.Change.class);
    }

    Map<String, Route> byOperation() {
        return Map.of(
                "listDepartments",
                departments.list(null),
                "createDepartment",
                departments.create(),
                "getDepartment",
                departments.get(),
                "editDepartment",
                departments.edit(),
                "deleteDepartment",
                ConfigurationRoutes.write(by ->
                        request -> desk.deleteDepartment(by, request.key()).map(_ -> ApiResponse.nothing())));
    }

    private void write(JsonGenerator json, Department department) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("open", department.isOpen(clock.instant()));
        department.writeParts(json);
        json.writeEndObject();
    }
}
