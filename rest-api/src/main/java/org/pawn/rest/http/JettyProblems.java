package org.pawn.rest.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP parser itself refuses is a problem like any other, and says nothing about the server. */
public final class JettyProblems extends ErrorHandler {
    private static final String TYPE = "application/problem+json";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, utf8(response.getStatus()), callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(new HttpField(HttpHeader.CONTENT_TYPE, TYPE));
        fields.put(HttpHeader.CONNECTION, "close");
        return ByteBuffer.wrap(WireJson.write(Problems.of(status)));
    }

    private static String utf8(int status) {
        return new String(WireJson.write(Problems.of(status)), java.nio.charset.StandardCharsets.UTF_8);
    }
}
