package io.lynceus.processor.web;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Its main takes pictures of a page for people to look at: {@code URL FOLDER SECONDS}. */
final class Screenshots {
    private Screenshots() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[1]);
        try (Chromium chromium = new Chromium(Chromium.program().orElseThrow())) {
            chromium.window(1280, 800);
            chromium.colours("light");
            chromium.open(URI.create(args[0]));
            Thread.sleep(Long.parseLong(args[2]) * 1000);
            chromium.screenshot(folder.resolve("desktop-light.png"));
            chromium.colours("dark");
            Thread.sleep(1500);
            chromium.screenshot(folder.resolve("desktop-dark.png"));
            chromium.window(390, 844);
            Thread.sleep(1500);
            chromium.screenshot(folder.resolve("phone-dark.png"));
            chromium.colours("light");
            Thread.sleep(1500);
            chromium.screenshot(folder.resolve("phone-light.png"));
            chromium.complaints().forEach(System.out::println);
        }
    }
}
