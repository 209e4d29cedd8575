package dev.sluice.app;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a request was answered with. */
record Answer(int status, HttpHeaders headers, String body) {
    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** A field, named by a JSON pointer, as text; null if it is not there. */
    String text(String pointer) {
        JsonNode found = json().at(pointer);
        return found.isMissingNode() ? null : found.asString();
    }

    long number(String pointer) {
        return json().at(pointer).requiredAt("").longValue();
    }

    String reason() {
        return text("/reason");
    }

    String id() {
        return text("/id");
    }

    /** A header's value, or an empty text. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
