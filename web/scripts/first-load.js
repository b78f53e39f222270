// What a build loads for some of its parts, as the paths of files: scripts with all that they import,
// and their styles.
import { readFile } from 'node:fs/promises';

/** @typedef {{ file: string, css?: string[], assets?: string[], imports?: string[] }} Chunk */

// The page itself, the home screen (where a code is typed) and all that a participant sees first.
export const firstParts = [
  'index.html',
  'src/screens/home/HomeScreen.svelte',
  'src/screens/join/JoinScreen.svelte',
  'src/lib/text/en/index.ts',
];

// Where finish-build.js keeps the manifest.
export const manifestFile = new URL('../node_modules/.vite/manifest.json', import.meta.url);

/** @type {() => Promise<Record<string, Chunk>>} */
export const readManifest = async () => JSON.parse(await readFile(manifestFile, 'utf8'));

/** @type {(manifest: Record<string, Chunk>, parts: readonly string[]) => Set<string>} */
export function filesOf(manifest, parts) {
  /** @type {Set<string>} */
  const files = new Set();
  /** @type {(key: string) => void} */
  const add = (key) => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`${key} is not in the build: mend first-load.js`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    for (const imported of chunk.imports ?? []) add(imported);
  };
  parts.forEach(add);
  return files;
}
