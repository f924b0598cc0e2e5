package io.lynceus.processor.web;

/** Where a camera, or all of them together, stand. */
enum PageState {
    /** No event yet. */
    WAITING,
    /** Events are coming. */
    LIVE,
    /** Events are coming, but of frames that were read from their cameras some seconds ago. */
    LAGGING,
    /** There were events, but none for some seconds. */
    QUIET,
    /** The stream came to its end. */
    ENDED
}
