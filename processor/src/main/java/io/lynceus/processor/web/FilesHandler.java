package io.lynceus.processor.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The page's files, from the class path. Only those listed here can be had. */
final class FilesHandler implements HttpHandler {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, File> FILES = Map.of(
            "/", new File("/web/index.html", "text/html; charset=utf-8"),
            "/page.css", new File("/web/page.css", "text/css; charset=utf-8"),
            "/page.js", new File("/web/page.js", "text/javascript; charset=utf-8"),
            "/icon.svg", new File("/web/icon.svg", "image/svg+xml"),
            "/uplot.css", new File(UPLOT + "uPlot.min.css", "text/css; charset=utf-8"),
            "/uplot.js", new File(UPLOT + "uPlot.iife.min.js", "text/javascript; charset=utf-8"));

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        File file = FILES.get(exchange.getRequestURI().getPath());
        if (file == null) {
            Reply.notFound(exchange);
            return;
        }
        try (InputStream in = FilesHandler.class.getResourceAsStream(file.resource)) {
            if (in == null) {
                throw new IOException("not on the class path: " + file.resource);
            }
            Reply.send(exchange, 200, file.type, in.readAllBytes());
        }
    }

    private record File(String resource, String type) {}
}
