// The Chromium of this machine, or its headless shell: the same engine without the browser around it,
// which takes half the processor's time. Started once per test file.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const chromiums = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const headlessShells = ['/usr/bin/chromium-headless-shell'];

function executable(candidates: readonly string[]): string {
  const given = process.env['MCS_CHROMIUM'];
  const path = given ?? candidates.find((candidate) => existsSync(candidate));
  if (path === undefined || !existsSync(path))
    throw new Error('no Chromium found: install the package chromium, or set MCS_CHROMIUM');
  return path;
}

// As people have it.
export function startChromium(further: readonly string[] = []): Promise<Browser> {
  return start(chromiums, further);
}

export function startHeadlessShell(): Promise<Browser> {
  return start([...headlessShells, ...chromiums]);
}

function start(candidates: readonly string[], further: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: executable(candidates),
    // As root, as in CI, Chromium's sandbox does not start.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      ...further,
    ],
  });
}
