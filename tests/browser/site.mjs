// What a reader does on the site: looks, clicks, goes back, searches, waits for news; on a desk, on
// a phone, in the dark, with the keyboard, without scripts.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chromium } from "playwright-core";

const patience = 30_000;
const flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const server = spawn(process.env.SERVE, ["--demo", "--port", "0", "-q"], { stdio: ["ignore", "pipe", "inherit"] });
const url = await new Promise((resolve, reject) => {
  server.stdout.once("data", (data) => resolve(String(data).trim().replace(/\/$/, "")));
  server.once("exit", () => reject(new Error("newsloom_serve did not start")));
});
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: flags });

let passed = 0;
let failed = 0;
const test = async (name, options, body) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const foreign = [];
  const complaints = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) foreign.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  try {
    await body(page);
    assert.deepEqual(foreign, [], "nothing comes from elsewhere");
    assert.deepEqual(complaints, [], "the browser has nothing to complain about");
    console.log("passed: " + name);
    ++passed;
  } catch (error) {
    console.log("FAILED: " + name + "\n" + error.stack);
    await page.screenshot({ path: "failed-" + name.replaceAll(/\W+/g, "-") + ".png" }).catch(() => {});
    ++failed;
  }
  await context.close();
};
const desk = { viewport: { width: 1200, height: 900 } };
// waitForFunction evaluates strings, which the site's own policy forbids.
const until = async (condition) => {
  const end = Date.now() + patience;
  while (!(await condition())) {
    assert.ok(Date.now() < end, "too late");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const no_wider_than_screen = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

await test("front page, event, outlet and back", desk, async (page) => {
  await page.goto(url + "/");
  await until(async () => (await page.locator("article.card").count()) >= 12);
  await page.screenshot({ path: "front.png", fullPage: true });
  const first = page.locator("article.card h2 a").first();
  const title = (await first.innerText()).trim();
  await first.click();
  await page.waitForURL(/\/events\/e\d+\.html$/);
  assert.equal((await page.locator("h1").innerText()).trim(), title);
  for (const section of ["What’s happened", "What the papers say", "Who covered it"]) {
    assert.equal(await page.getByRole("heading", { name: section }).count(), 1, section);
  }
  await page.screenshot({ path: "event.png", fullPage: true });
  const outlet = page.locator("table a[href^='/outlets/']").first();
  const name = (await outlet.innerText()).trim();
  await outlet.click();
  await page.waitForURL(/\/outlets\//);
  assert.ok((await page.locator("h1").innerText()).includes(name));
  assert.ok((await page.locator("article.card").count()) > 0);
  await page.goBack();
  await page.waitForURL(/\/events\//);
  await page.locator("header a[href='/']").click();
  await page.waitForURL(url + "/");
});

await test("coverage and topic pages", desk, async (page) => {
  await page.goto(url + "/");
  await page.locator("article.card.top h2 a").click();
  await page.locator("a[href$='/coverage']").click();
  await page.getByRole("heading", { name: "Outlet by outlet" }).waitFor();
  await page.screenshot({ path: "coverage.png", fullPage: true });
  await page.goto(url + "/topics/Calderra");
  assert.equal((await page.locator("h1").innerText()).trim(), "Calderra");
  await page.screenshot({ path: "topic.png", fullPage: true });
});

await test("search and filters", desk, async (page) => {
  await page.goto(url + "/");
  await page.getByLabel("Search headlines").fill("ferry");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?q=ferry/);
  assert.ok((await page.locator("article.card").count()) > 0);
  await page.goto(url + "/");
  await page.locator("nav.filters a", { hasText: /^de\b/ }).click();
  await page.waitForURL(/language=de/);
  assert.equal(await page.locator("nav.filters a[aria-current]", { hasText: /^de\b/ }).count(), 1);
});

await test("an update arrives without a reload", desk, async (page) => {
  await page.goto(url + "/");
  await page.evaluate(() => { window.is_same_page = true; });
  const before = await page.locator("#main").innerHTML();
  await until(async () => (await page.locator("#main").innerHTML()) !== before);
  assert.ok(await page.evaluate(() => window.is_same_page));
  assert.match(await page.locator("#fresh").innerText(), /Up to date/);
});

await test("with the keyboard alone", desk, async (page) => {
  await page.goto(url + "/");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
  await page.keyboard.press("Enter");
  await page.locator("article.card h2 a").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/events\//);
});

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
await test("on a phone nothing is wider than the screen", phone, async (page) => {
  for (const path of ["/", "/outlets", "/topics/Calderra"]) {
    await page.goto(url + path);
    assert.ok(await no_wider_than_screen(page), path);
  }
  await page.goto(url + "/");
  await page.screenshot({ path: "phone.png" });
  await page.locator("article.card h2 a").first().tap();
  await page.waitForURL(/\/events\//);
  assert.ok(await no_wider_than_screen(page));
  await page.screenshot({ path: "phone-event.png" });
});

await test("in the dark", { ...desk, colorScheme: "dark" }, async (page) => {
  await page.goto(url + "/");
  const shades = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    const light = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    return [light(style.backgroundColor), light(style.color)];
  });
  assert.ok(shades[0] < 200 && shades[1] > 500, "light on dark: " + shades);
  await page.screenshot({ path: "dark.png" });
});

await test("without scripts it is complete", { ...desk, javaScriptEnabled: false }, async (page) => {
  await page.goto(url + "/");
  assert.ok((await page.locator("article.card").count()) >= 12);
  await page.locator("article.card h2 a").first().click();
  await page.waitForURL(/\/events\//);
});

await browser.close();
server.kill("SIGTERM");
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
