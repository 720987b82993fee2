package org.pawn.rest.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/**
 * Runs HEAD as the GET it asks about; Jetty leaves the body out. Without it Javalin answers 200 to HEAD for any GET
 * route, before authentication.
 */
public final class HeadAsGet implements Filter {
    private static final String HEAD = "pawn.head";

    /** The method that the client sent, and a digest signs. */
    static String sent(HttpServletRequest request) {
        return request.getAttribute(HEAD) == null ? request.getMethod() : "HEAD";
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        chain.doFilter("HEAD".equals(http.getMethod()) ? new AsGet(http) : request, response);
    }

    private static final class AsGet extends HttpServletRequestWrapper {
        AsGet(HttpServletRequest head) {
            super(head);
            head.setAttribute(HEAD, true);
        }

        @Override
        public String getMethod() {
            return "GET";
        }
    }
}
