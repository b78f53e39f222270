// Draws public/icons/ from public/favicon.svg with this machine's Chromium. Run after a change of the
// mark: `npm run icons`.
import { mkdir, readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const mark = await readFile(new URL('../public/favicon.svg', import.meta.url), 'utf8');
const folder = new URL('../public/icons/', import.meta.url);

// Platforms cut a maskable icon to their own shape: it fills its square, and leaves a margin inside.
const filling = mark
  .replace(/rx="\d+"/, '')
  .replace(/(<path[^]*)(<\/svg>)/, '<g transform="translate(4.1 4.5) scale(0.72)">$1</g>$2');

const icons = [
  { name: 'icon-192.png', size: 192, svg: mark },
  { name: 'icon-512.png', size: 512, svg: mark },
  { name: 'maskable-512.png', size: 512, svg: filling },
  { name: 'apple-touch-180.png', size: 180, svg: filling },
];

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['MCS_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const { name, size, svg } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
  await page.screenshot({ path: new URL(name, folder).pathname, omitBackground: true });
  await page.close();
}
await browser.close();
