// Makes the pictures of the README: the console and the HTML report of fixtures/demo.
//
//   node pictures.mjs CHROMIUM CONSOLE.txt REPORT.html DIR
//
// CONSOLE.txt is what `bulkhead scan fixtures/demo --color always` prints.
import { readFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [chromium, consoleText, report, target] = process.argv.slice(2);
const colours = { 1: "font-weight:bold", 2: "color:#8b949e", 31: "color:#ff7b72",
  32: "color:#7ee787", 33: "color:#e3b341", 36: "color:#79c0ff" };
const profile = mkdtempSync(join(tmpdir(), "bulkhead-browser-"));
const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  userDataDir: profile,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 760, height: 100 });
  await page.setContent(terminal(readFileSync(consoleText, "utf8")));
  const box = await (await page.$("pre")).boundingBox();
  await page.screenshot({ path: join(target, "console.png"), clip: box });

  await page.setViewport({ width: 1100, height: 1000 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  await page.goto(pathToFileURL(resolve(report)).href);
  await page.screenshot({ path: join(target, "report.png") });
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}

function terminal(text) {
  const shown = text.split("\n").slice(0, 46).join("\n");
  const escaped = shown.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const html = escaped.replace(/\u001b\[([0-9;]*)m/g, (all, codes) => codes === "0" || codes === ""
    ? "</span>"
    : `<span style="${codes.split(";").map((c) => colours[c] ?? "").join(";")}">`);
  return `<body style="margin:0"><pre style="display:inline-block;margin:0;padding:16px 20px;`
    + `background:#0d1117;color:#e6edf3;font:14px/1.35 'DejaVu Sans Mono',monospace">${html}</pre>`;
}
