package io.lynceus.processor.web;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with one tab, driven by Selenium through the machine's own ChromeDriver. */
final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;

    /** True when browser and driver are there. */
    static boolean isInstalled() {
        return Stream.of(BROWSER, DRIVER).allMatch(Files::isExecutable);
    }

    /** With a window of so many pixels. */
    Chromium(int width, int height) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Returns when the page and what it names have loaded. */
    void open(URI page) {
        driver.get(page.toString());
    }

    /** Makes the window so many pixels large. */
    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Clicks on an element, so many of its hundredths from its left and upper edge. */
    void click(String selector, int across, int down) {
        WebElement element = driver.findElement(By.cssSelector(selector));
        Dimension size = element.getSize();
        new Actions(driver)
                .moveToElement(element, size.getWidth() * (across - 50) / 100, size.getHeight() * (down - 50) / 100)
                .click()
                .perform();
    }

    /** Clicks on an element; on the next of its kind where the page puts another in its place at that moment. */
    void click(String selector) {
        await(selector).ignoreException(StaleElementReferenceException.class).until(() -> {
            driver.findElement(By.cssSelector(selector)).click();
            return true;
        });
    }

    /** Types into whatever has the focus. */
    void type(String text) {
        new Actions(driver).sendKeys(text).perform();
    }

    /** The address that the browser shows. */
    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    /** Keeps what the window shows, to look at. */
    void picture(Path png) throws IOException {
        Files.write(png, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** The value of an expression: a text, a number, a boolean. */
    Object evaluate(String expression) {
        return Objects.requireNonNull(driver.executeScript("return " + expression.strip()));
    }

    /** The value of an expression that is a number. */
    long number(String expression) {
        return ((Number) evaluate(expression)).longValue();
    }

    /** Waits until the expression is true in the page. */
    void awaitTrue(String condition) {
        await(condition)
                .ignoreExceptions()
                .until(() -> Boolean.TRUE.equals(driver.executeScript("return " + condition.strip())));
    }

    /** Errors that the page has thrown or logged so far. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
