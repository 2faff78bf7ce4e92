// Opens HTML reports in Chromium and fails where a reader would: accessibility (axe-core) in light
// and dark, layout at 320 pixels, keyboard, print, anything loaded from elsewhere, slowness.
//
//   node check.mjs CHROMIUM REPORT.html... [--pictures DIR]
import { readFileSync, mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const args = process.argv.slice(2);
const at = args.indexOf("--pictures");
const pictures = at < 0 ? null : resolve(args.splice(at, 2)[1]);
const [chromium, ...reports] = args;
const profile = mkdtempSync(join(tmpdir(), "bulkhead-browser-"));
const problems = [];

const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  userDataDir: profile,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  for (const report of reports) {
    await check(resolve(report));
  }
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
problems.forEach((p) => console.error(p));
process.exit(problems.length === 0 ? 0 : 1);

async function check(file) {
  const name = basename(file);
  const fail = (what) => problems.push(`${name}: ${what}`);
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.on("console", (m) => { if (m.type() === "error") fail(`console: ${m.text()}`); });
  page.on("pageerror", (e) => fail(`script: ${e.message}`));
  page.on("request", (r) => {
    if (r.url() !== pathToFileURL(file).href && !r.url().startsWith("data:")) {
      fail(`loads ${r.url()}`);
    }
  });
  const began = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: "load", timeout: 60_000 });
  const timing = await page.evaluate(() => {
    const t = performance.getEntriesByType("navigation")[0];
    return { interactive: t.domInteractive, loaded: t.loadEventEnd };
  });
  const findings = await page.$$eval("article", (all) => all.length);
  const filterMillis = findings > 0 ? await keyboard(page, findings, fail) : 0;
  await layout(page, fail);
  const serious = await accessibility(page, findings, fail);
  const pdf = findings <= 1000 ? (await page.pdf({ format: "A4" })).length : 0;
  console.log(`${name}: ${findings} findings, interactive after ${Math.round(timing.interactive)} ms, `
    + `loaded after ${Math.round(timing.loaded)} ms (${Math.round(performance.now() - began)} ms in all), `
    + `filtered in ${Math.round(filterMillis)} ms, ${serious} serious accessibility issues`
    + (pdf > 0 ? `, prints ${Math.round(pdf / 1024)} KiB` : ""));
  if (timing.loaded > 10_000) fail(`takes ${Math.round(timing.loaded)} ms to load`);
  if (filterMillis > 2_000) fail(`takes ${Math.round(filterMillis)} ms to filter`);
  if (pictures) await take(page, name);
  await page.close();
}

/** Tab reaches the skip link first and the search field; typing there filters. */
async function keyboard(page, findings, fail) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.className);
  if (first !== "skip") fail(`the first Tab reaches ${first}, not the skip link`);
  await page.keyboard.press("Enter");
  let reached = false;
  for (let i = 0; i < 5 && !reached; i++) {
    await page.keyboard.press("Tab");
    reached = await page.evaluate(() => document.activeElement.id === "q");
  }
  if (!reached) {
    fail("the skip link and Tab do not reach the search field");
    await page.focus("#q");
  }
  await page.keyboard.type("no finding says this");
  await page.waitForFunction(() => document.querySelectorAll("article:not([hidden])").length === 0,
    { timeout: 5_000 }).catch(() => fail("a search that fits nothing hides nothing"));
  const millis = await page.evaluate(() => new Promise((done) => {
    const q = document.getElementById("q");
    const start = performance.now();
    q.value = "";
    q.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  }));
  const back = await page.evaluate(() => document.querySelectorAll("article:not([hidden])").length);
  if (back !== findings) fail(`an empty search shows ${back} of ${findings} findings`);
  return millis;
}

/** WCAG 2.2, 1.4.10: nothing needs scrolling in two directions at 320 pixels. */
async function layout(page, fail) {
  await page.setViewport({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
  if (width > 320) fail(`is ${width} pixels wide on a screen of 320`);
  await page.setViewport({ width: 1280, height: 900 });
}

async function accessibility(page, findings, fail) {
  let serious = 0;
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.evaluate(axe);
    // articles are alike: a sample of them keeps large reports quick to check
    const violations = await page.evaluate((many) => {
      if (many) {
        [...document.querySelectorAll("article")].slice(60).forEach((a) => { a.hidden = true; });
      }
      return axe.run(document, { resultTypes: ["violations"] }).then((r) => r.violations);
    }, findings > 60);
    for (const v of violations) {
      const grave = v.impact === "serious" || v.impact === "critical";
      serious += grave ? 1 : 0;
      const where = v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ");
      const text = `${v.impact} in ${scheme}: ${v.id} (${v.help}) at ${where}`;
      if (grave) fail(text); else console.log(`  ${text}`);
    }
  }
  await page.emulateMediaFeatures([]);
  return serious;
}

async function take(page, name) {
  mkdirSync(pictures, { recursive: true });
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.setViewport({ width: 1280, height: 900 });
    await page.screenshot({ path: join(pictures, `${name}-${scheme}.png`) });
  }
  await page.setViewport({ width: 320, height: 640 });
  await page.screenshot({ path: join(pictures, `${name}-narrow.png`) });
}
