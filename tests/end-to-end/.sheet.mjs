import { chromium } from 'playwright-core';
import { readdirSync, readFileSync } from 'node:fs';
const [dir, out, width, height, columns, filter] = process.argv.slice(2);
const files = readdirSync(dir)
  .filter((f) => f.endsWith('.png') && new RegExp(filter ?? '.').test(f))
  .sort();
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({
  viewport: { width: Number(width) * Number(columns) + 8 * Number(columns), height: 400 },
});
await page.setContent(
  '<style>body{margin:0;background:#888;display:grid;gap:8px;grid-template-columns:repeat(' +
    columns +
    ',1fr);font:11px sans-serif}img{width:100%;max-height:' +
    height +
    'px;object-fit:contain;object-position:top left;display:block}</style>' +
    files
      .map(
        (f) =>
          `<div>${f}<img src="data:image/png;base64,${readFileSync(dir + '/' + f).toString('base64')}"></div>`,
      )
      .join(''),
);
await page.screenshot({ path: out, fullPage: true });
await browser.close();
