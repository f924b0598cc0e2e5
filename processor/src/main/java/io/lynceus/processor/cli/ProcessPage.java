package io.lynceus.processor.cli;

import io.lynceus.processor.inference.EngineDetector;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.operator.FramePictures;
import io.lynceus.processor.operator.LiveSettings;
import io.lynceus.processor.operator.ModelFacts;
import io.lynceus.processor.operator.PageFeeds;
import io.lynceus.processor.operator.StoredPlayback;
import io.lynceus.processor.web.Instances;
import io.lynceus.processor.web.LivePage;
import io.lynceus.processor.web.OperatorServer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of process: there where it may be shown, else the reason why it is not. */
final class ProcessPage implements AutoCloseable {
    private final @Nullable LivePage page;
    private final @Nullable PageFeeds feeds;
    private final String where;

    private ProcessPage(@Nullable LivePage page, @Nullable PageFeeds feeds, String where) {
        this.page = page;
        this.feeds = feeds;
        this.where = where;
    }

    /**
     * Where the page is, for the other instances to know, as {@link PageAddress} has it; null when there is none.
     *
     * @param server null when none is wanted
     */
    static @Nullable String address(@Nullable OperatorServer server, @Nullable String token) {
        return server == null || isHidden(server, token) ? null : PageAddress.told(server);
    }

    /** Without a token the page is for this machine alone. */
    private static boolean isHidden(OperatorServer server, @Nullable String token) {
        return token == null && !server.isHere();
    }

    /**
     * @param server null when none is wanted
     * @param instances where the page of the instance is that has a camera
     */
    static ProcessPage open(
            @Nullable OperatorServer server,
            ProcessPlan plan,
            LiveSettings settings,
            @Nullable String token,
            EngineDetector detector,
            FramePictures pictures,
            Instances instances) {
        if (server == null) {
            return new ProcessPage(null, null, "no page; --http 8080 opens one");
        }
        if (isHidden(server, token)) {
            return new ProcessPage(
                    null, null, "no page at " + server.address() + ", which others reach, without --page-token-file");
        }
        Broker broker = plan.service().broker();
        LivePage page = new LivePage(
                server,
                ModelFacts.page(detector.model(), detector.metadata(), List.of(), broker, null),
                settings,
                new StoredPlayback(broker, settings::blurred),
                token);
        String own = address(server, token);
        page.know((camera, partition) -> {
            String there = instances.pageOf(camera, partition);
            return there == null || there.equals(own) ? null : PageAddress.found(there);
        });
        pictures.show(page);
        PageFeeds feeds = new PageFeeds(broker, page, false);
        return new ProcessPage(
                page, feeds, "page at " + page.address() + (token == null ? "" : "?token=... with the token's file"));
    }

    /** For people, where it is or why not. */
    String where() {
        return where;
    }

    @Override
    public void close() {
        if (feeds != null && page != null) {
            page.close();
            feeds.close();
        }
    }
}
