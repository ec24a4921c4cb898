package chat.switchboard.http.routes;

import static chat.switchboard.http.api.Route.stepUp;

import chat.switchboard.contract.FieldError;
import chat.switchboard.contract.ValidationMessages;
import chat.switchboard.desk.Configured;
import chat.switchboard.desk.FileTransfer;
import chat.switchboard.desk.ImportResult;
import chat.switchboard.http.api.ApiRequest;
import chat.switchboard.http.api.ApiResponse;
import chat.switchboard.http.api.Problem;
import chat.switchboard.http.api.Route;
import chat.switchboard.texts.RefusalTexts;
import chat.switchboard.texts.Texts;
import chat.switchboard.wire.Views;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/// The routes by which objects are taken along as files, and come from them.
///
/// @param name of the file, without its ending
record FileRoutes<T extends Configured>(FileTransfer<T> files, String name) {
    private record Import(String format, String content, Boolean dryRun) {
        FileTransfer.Import asImport() {
            return new FileTransfer.Import(format, content, isDry());
        }

        boolean isDry() {
            return Boolean.TRUE.equals(dryRun);
        }
    }

    Route export() {
        return stepUp(ConfigurationRoutes.write(by -> request -> {
            String format = request.text("format");
            String type = format.equals("csv") ? "text/csv; charset=utf-8" : "application/json";
            return files.export(by, format).map(bytes -> ApiResponse.file(type, name + "." + format, bytes));
        }));
    }

    Route importAll() {
        return ConfigurationRoutes.write(by -> request -> {
            var file = request.body(Import.class);
            return files.importAll(by, file.asImport()).map(result -> answer(result, file.isDry(), language(request)));
        });
    }

    private static String language(ApiRequest request) {
        return Texts.firstKnown(request.http().getHeader("Accept-Language"));
    }

    private static ApiResponse answer(ImportResult result, boolean isDry, String language) {
        if (isDry || result.errors().isEmpty()) return ApiResponse.ok(json -> write(json, result, language));
        List<FieldError> errors = result.errors().stream()
                .limit(ValidationMessages.MOST)
                .map(ImportResult.RowError::asFieldError)
                .toList();
        return ApiResponse.problem(Problem.invalid(errors));
    }

    private static void write(JsonGenerator json, ImportResult result, String language) throws IOException {
        json.writeStartObject();
        json.writeNumberField("created", result.created());
        json.writeNumberField("updated", result.updated());
        json.writeNumberField("unchanged", result.unchanged());
        json.writeArrayFieldStart("errors");
        for (ImportResult.RowError error : result.errors()) {
            json.writeStartObject();
            json.writeNumberField("row", error.row());
            json.writeStringField("field", error.field());
            json.writeStringField("message", RefusalTexts.of(error.because(), language));
            Views.becauseFields(json, error.because());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
