package io.lynceus.processor.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page's files, from the class path. Only those listed here can be had. */
final class FilesHandler implements HttpHandler {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
    private static final Map<String, File> FILES = files();

    private static Map<String, File> files() {
        Map<String, File> files = new HashMap<>();
        files.put("/", new File("/web/index.html", "text/html; charset=utf-8"));
        files.put("/icon.svg", new File("/web/icon.svg", "image/svg+xml"));
        files.put("/uplot.css", new File(UPLOT + "uPlot.min.css", "text/css; charset=utf-8"));
        files.put("/uplot.js", new File(UPLOT + "uPlot.iife.min.js", "text/javascript; charset=utf-8"));
        for (String name : List.of("page", "dialogs")) {
            files.put("/" + name + ".css", new File("/web/" + name + ".css", "text/css; charset=utf-8"));
        }
        for (String name : List.of("page", "dom", "tiles", "overlay", "zones", "events")) {
            files.put("/" + name + ".js", new File("/web/" + name + ".js", "text/javascript; charset=utf-8"));
        }
        return Map.copyOf(files);
    }

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
