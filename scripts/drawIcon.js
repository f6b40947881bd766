'use strict';
/**
 * `node scripts/drawIcon.js`: creates media/icon.png from media/icon.svg, and shows it and the view's icon in their
 * actual sizes and on their actual backgrounds, in out/screenshots/icons.png. Look at them before you commit.
 */
const { mkdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { installBrowser } = require('./vscodeHost/browser');

const root = path.join(__dirname, '..');
const media = path.join(root, 'media');
const size = 256;

async function main() {
  const { chromium } = require('playwright-core');
  const icon = readFileSync(path.join(media, 'icon.svg'), 'utf8');
  const browser = await chromium.launch(installBrowser());
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${icon}`);
    await page.screenshot({ path: path.join(media, 'icon.png'), omitBackground: true });
    const shown = await browser.newPage({ viewport: { width: 760, height: 360 }, deviceScaleFactor: 1 });
    await shown.setContent(specimen(icon, readFileSync(path.join(media, 'searchView.svg'), 'utf8')));
    const directory = path.join(root, 'out', 'screenshots');
    mkdirSync(directory, { recursive: true });
    await shown.screenshot({ path: path.join(directory, 'icons.png') });
  } finally {
    await browser.close();
  }
}

/** Each background is one of VS Code's, with the icon colour of its activity bar. */
function specimen(icon, viewIcon) {
  const grounds = [
    ['#181818', '#d7d7d7'],
    ['#f8f8f8', '#1f1f1f'],
    ['#000000', '#ffffff'],
    ['#ffffff', '#292929'],
  ];
  const picture = (svg, pixels) =>
    `<img width="${pixels}" height="${pixels}" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`;
  const rows = grounds.map(([ground, ink]) => {
    const inked = viewIcon.replaceAll('currentColor', ink);
    const all = [
      ...[16, 24, 32, 64].map((pixels) => picture(icon, pixels)),
      ...[16, 24, 32, 64].map((pixels) => picture(inked, pixels)),
    ];
    return `<div style="background:${ground}">${all.join('')}</div>`;
  });
  return `<style>body { margin: 0 } div { height: 90px; display: flex; gap: 24px; align-items: center; padding: 0 24px }</style>${rows.join('')}`;
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
