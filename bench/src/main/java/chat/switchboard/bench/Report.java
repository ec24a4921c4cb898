package chat.switchboard.bench;

final class Report {
    private Report() {}

    static String table(Results results) throws Exception {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(results);
    }
}
