// What a participant's browser loads before the first question, gzipped: fails over the bound.
// Reads the last build.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { filesOf, firstParts, readManifest } from './first-load.js';

const bound = 60 * 1_024;
const dist = new URL('../dist/', import.meta.url);

const files = filesOf(await readManifest(), firstParts);

let total = 0;
for (const file of [...files].sort()) {
  const bytes = gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length;
  total += bytes;
  console.log(`${String(bytes).padStart(8)}  ${file}`);
}
console.log(`${String(total).padStart(8)}  of ${bound} bytes allowed`);
if (total > bound) {
  console.error('The first load is too large: load later what a first question does not need.');
  process.exitCode = 1;
}
