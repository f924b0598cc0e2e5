package io.lynceus.vision.engine.tensorrt;

import java.nio.charset.StandardCharsets;

/**
 * What a plan was made of, for what, and where: one that differs in any of it is another plan.
 *
 * @param model the sha256 of the model and its data files
 * @param output that it gives
 * @param card with the libraries' versions
 * @param request what the plan is good for
 */
record PlanKey(String model, String output, Card card, PlanRequest request) {
    /** Lines of {@code name: value}, always the same for the same key. */
    String text() {
        return "model: " + model + "\noutput: " + output + "\ncard: " + card.name() + "\ncapability: "
                + card.capability() + "\ndriver: "
                + card.driver() + "\ncuda: " + card.cuda() + "\ntensorrt: " + card.tensorRt() + "\nsize: "
                + request.width() + "x" + request.height() + "\nbatch: 1 to " + request.largestBatch()
                + ", best at " + request.usualBatch() + "\nworkspace: "
                + request.workspaceMebibytes() + " MiB\n"
                + (request.white() == 1 ? "" : "white: " + request.white() + "\n");
    }

    /** The plan's file name without ending: unlike for unlike keys. */
    String fileStem() {
        return Digests.hex(text().getBytes(StandardCharsets.UTF_8)).substring(0, 24);
    }

    /** File name of what was measured while building: the same for all models on one card. */
    String timingsStem() {
        String where = card.name() + card.capability() + card.driver() + card.cuda() + card.tensorRt();
        return Digests.hex(where.getBytes(StandardCharsets.UTF_8)).substring(0, 24);
    }
}
