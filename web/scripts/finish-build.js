// After `vite build`: takes the build's manifest out of what is served, tells the service worker which
// files there are, and puts a .gz and a .br beside every file that shrinks, so that the server
// compresses nothing while people wait.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { filesOf, firstParts, manifestFile, readManifest } from './first-load.js';

const dist = new URL('../dist/', import.meta.url);
const compressible = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest']);

await mkdir(new URL('../node_modules/.vite/', import.meta.url), { recursive: true });
await rename(new URL('.vite/manifest.json', dist), manifestFile);
await rm(new URL('.vite', dist), { recursive: true });

// Without a network: the way to a seat and to the results, in every language. The rest is kept once it
// has been used.
const manifest = await readManifest();
const languages = Object.keys(manifest).filter((key) =>
  /src\/lib\/text\/\w+\/(index|results)\.ts$/.test(key),
);
const offlineParts = [
  ...firstParts,
  ...languages,
  'src/components/Preferences.svelte',
  'src/screens/not-found/NotFoundScreen.svelte',
  'src/screens/participant/WaitingView.svelte',
  'src/screens/summary/ParticipantSummary.svelte',
];
const fonts = (await readdir(new URL('assets/', dist))).filter((name) =>
  /-latin-\d.*woff2$/.test(name),
);
const files = [...filesOf(manifest, offlineParts), ...fonts.map((name) => `assets/${name}`)];
const page = await readFile(new URL('index.html', dist));
const version = createHash('sha256').update(page).update(files.sort().join()).digest('hex');
const workerFile = new URL('sw.js', dist);
const worker = await readFile(workerFile, 'utf8');
await writeFile(
  workerFile,
  worker
    .replaceAll('__VERSION__', JSON.stringify(version.slice(0, 12)))
    .replaceAll('__FILES__', JSON.stringify(files.map((name) => `/${name}`))),
);

for (const name of await readdir(dist, { recursive: true })) {
  if (!compressible.has(extname(name))) continue;
  const content = await readFile(new URL(name, dist));
  const packed = {
    gz: await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
    br: await promisify(brotliCompress)(content, {
      params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
    }),
  };
  for (const [ending, bytes] of Object.entries(packed)) {
    if (bytes.length < content.length) await writeFile(new URL(`${name}.${ending}`, dist), bytes);
  }
}
