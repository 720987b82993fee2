package org.pawn.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** {@code openapi.yaml}: judges what was asked and answered, and remembers which operations were seen. */
final class Specification {
    private final OpenAPI api;
    private final OpenApiInteractionValidator validator;
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    Specification() {
        String text = text();
        api = new OpenAPIV3Parser().readContents(text).getOpenAPI();
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(text)
                .withLevelResolver(LevelResolver.create()
                        // a caller without a token is refused by the server, which the tests ask for
                        .withLevel("validation.request.security.missing", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    private static String text() {
        try (var in = Specification.class.getResourceAsStream("/openapi/openapi.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** All operations, as {@code GET /v1/me}. */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> all.add(method + " " + path)));
        return all;
    }

    Set<String> seen() {
        return seen;
    }

    /** Fails when the specification does not allow that request or that answer. */
    void judge(String method, String url, @Nullable String body, String type, Answer answer, String... headers) {
        HttpUrl address = HttpUrl.get(url);
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(method, address.encodedPath()).withHeader("Authorization", "Bearer x");
        address.queryParameterNames()
                .forEach(name -> request.withQueryParam(
                        name, address.queryParameterValues(name).toArray(String[]::new)));
        for (int i = 0; i < headers.length; i += 2) {
            request.withHeader(headers[i], headers[i + 1]);
        }
        if (body != null) {
            request.withContentType(type).withBody(body);
        }
        SimpleResponse.Builder response = new SimpleResponse.Builder(answer.status());
        answer.headers().forEach(header -> response.withHeader(header.getFirst(), header.getSecond()));
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        ValidationReport report = answer.status() < 400
                ? validator.validate(request.build(), response.build())
                : validator.validateResponse(
                        address.encodedPath(),
                        com.atlassian.oai.validator.model.Request.Method.valueOf(method),
                        response.build());
        assertThat(report.getMessages()).as("%s %s -> %s", method, url, answer).isEmpty();
        seen.add(method + " " + operation(method, address.encodedPath()));
    }

    private String operation(String method, String path) {
        String best = "";
        for (String operation : operations()) {
            String template = operation.substring(operation.indexOf(' ') + 1);
            String pattern = template.replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\.");
            boolean closer = literals(template) > literals(best);
            if (operation.startsWith(method + " ") && path.matches(pattern) && closer) {
                best = template;
            }
        }
        return best;
    }

    private static int literals(String template) {
        return template.replaceAll("\\{[^}]+}", "").length();
    }
}
