// What is uploaded of the web app, looked at in the assets that the deployment would copy.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../lib/artifacts.js';
import { appShellCode } from '../lib/web-app-distribution.js';
import { uploads } from '../lib/web-app-files.js';
import { synthesizeWebApp, type SynthesizedWebApp } from './synthesized.js';

interface Uploaded {
  readonly cacheControl: string;
  readonly contentType: string | undefined;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
}

// By file name; a name that comes twice is an error.
function uploaded({ directory, template }: SynthesizedWebApp): Map<string, Uploaded> {
  const all = new Map<string, Uploaded>();
  const deployments = template.findResources('Custom::CDKBucketDeployment');
  expect(Object.keys(deployments)).toHaveLength(uploads.length);
  for (const { Properties } of Object.values(deployments)) {
    const [archive] = Properties.SourceObjectKeys;
    const metadata = Properties.SystemMetadata;
    for (const name of filesIn(join(directory, `asset.${archive.replace('.zip', '')}`))) {
      expect(all.has(name), name).toBe(false);
      all.set(name, {
        cacheControl: metadata['cache-control'],
        contentType: metadata['content-type'],
      });
    }
  }
  return all;
}

const realBuild = join(repositoryRoot, 'web/dist');
const builds: [string, string | undefined][] = [['a made-up build', undefined]];
if (existsSync(realBuild)) builds.push(['the real build', realBuild]);

describe.each(builds)('%s of the web app', (_name, realWebApp) => {
  let synthesized: SynthesizedWebApp;
  let files: Map<string, Uploaded>;
  beforeAll(() => {
    synthesized = synthesizeWebApp(realWebApp);
    files = uploaded(synthesized);
  });

  it('is uploaded whole, but for what CloudFront compresses itself', () => {
    const built = filesIn(synthesized.webApp).filter((name) => !/\.(gz|br)$/.test(name));
    expect([...files.keys()].sort()).toEqual(built.sort());
  });

  it('has pages that are never kept and assets that are kept for good', () => {
    for (const [name, { cacheControl }] of files) {
      if (name.endsWith('.html') || name === 'sw.js') expect(cacheControl).toBe('no-cache');
      else if (name.startsWith('assets/'))
        expect(cacheControl).toBe('public, max-age=31536000, immutable');
      else expect(cacheControl).toBe('public, max-age=3600');
    }
    expect(files.has('index.html')).toBe(true);
  });

  it('names the type that the uploader does not know', () => {
    expect(files.get('manifest.webmanifest')?.contentType).toBe('application/manifest+json');
  });

  it('keeps the files of earlier versions', () => {
    synthesized.template.allResourcesProperties('Custom::CDKBucketDeployment', { Prune: false });
  });
});

describe('the app shell', () => {
  const uriOf = (uri: string) =>
    runInNewContext(`${appShellCode} handler(event)`, { event: { request: { uri } } }).uri;

  it.each([
    ['/', '/index.html'],
    ['/join/FH7K29CX', '/index.html'],
    ['/host/FH7K29CX/', '/index.html'],
    ['/assets/index-BUexuc2p.js', '/assets/index-BUexuc2p.js'],
    ['/robots.txt', '/robots.txt'],
  ])('%s is %s', (uri, served) => {
    expect(uriOf(uri)).toBe(served);
  });

  it('is the page with the security headers of the embedded form', () => {
    const header = readFileSync(join(repositoryRoot, 'src/net/static_files.hpp'), 'utf8');
    const embedded = [...header.matchAll(/^ +"(.*)";?$/gm)].map(([, part]) => part).join('');
    const distribution = readFileSync(
      new URL('../lib/web-app-distribution.ts', import.meta.url),
      'utf8',
    );
    const ours = [...distribution.matchAll(/^ +"(default-src.*)" \+\n +"(.*)",$/gm)][0];
    expect(`${ours?.[1]}${ours?.[2]}`).toBe(embedded);
  });
});
