// The Chromium of this machine, started once per test file.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function executable(): string {
  const given = process.env['MCS_CHROMIUM'];
  const path = given ?? candidates.find((candidate) => existsSync(candidate));
  if (path === undefined || !existsSync(path))
    throw new Error('no Chromium found: install the package chromium, or set MCS_CHROMIUM');
  return path;
}

export function startChromium(further: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: executable(),
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
