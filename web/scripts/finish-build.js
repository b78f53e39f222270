// After `vite build`: takes the build's manifest out of what is served, and puts a .gz and a .br
// beside every file that shrinks, so that the server compresses nothing while people wait.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const compressible = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest']);

await mkdir(new URL('../node_modules/.vite/', import.meta.url), { recursive: true });
await rename(
  new URL('.vite/manifest.json', dist),
  new URL('../node_modules/.vite/manifest.json', import.meta.url),
);
await rm(new URL('.vite', dist), { recursive: true });

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
