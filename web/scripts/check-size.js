// What a participant's browser loads before the first question, gzipped: fails over the bound.
// Reads the last build.
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const bound = 60 * 1_024;
const dist = new URL('../dist/', import.meta.url);
const manifestFile = new URL('../node_modules/.vite/manifest.json', import.meta.url);

/** @type {Record<string, { file: string, css?: string[], imports?: string[] }>} */
const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));

// The page itself, the home screen (where a code is typed) and all that a participant sees first.
const roots = [
  'index.html',
  'src/screens/home/HomeScreen.svelte',
  'src/screens/join/JoinScreen.svelte',
  'src/lib/text/en/index.ts',
];

/** @type {Set<string>} */
const files = new Set();
/** @type {(key: string) => void} */
const add = (key) => {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`${key} is not in the build: mend check-size.js`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const style of chunk.css ?? []) files.add(style);
  for (const imported of chunk.imports ?? []) add(imported);
};
roots.forEach(add);

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
