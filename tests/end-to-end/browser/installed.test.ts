// The app as something installed: what makes it so, how it starts without a network, what it keeps,
// and that a new version waits for the end of a race.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { questionSet } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import { connectionTrouble, type BrowserWindow } from './browser-window';
import { eventually } from './eventually';
import { testInChromium as test } from './stage';

const set = questionSet(2);
const key = new AnswerKey(set);
const webApp =
  process.env['MC_SPEEDRUN_WEB_ROOT'] ?? new URL('../../../web/dist', import.meta.url).pathname;

// The service worker's state; it comes a little after the page.
async function workerIs(window: BrowserWindow, state: 'active' | 'waiting'): Promise<void> {
  await eventually(async () => {
    const states = await window.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return { active: registration?.active?.state, waiting: registration?.waiting?.state };
    });
    expect(states[state]).toBe(state === 'active' ? 'activated' : 'installed');
  });
}

function kept({ page }: BrowserWindow): Promise<string[]> {
  return page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}

describe.concurrent('the installed app', () => {
  test('may be installed', async ({ stage }) => {
    const window = await stage.window({ size: 'phone' });
    await window.goTo('/');
    const debuggee = await window.context.newCDPSession(window.page);
    const { errors, data } = await debuggee.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { icons } = JSON.parse(data ?? '{}') as { icons: { sizes: string; purpose?: string }[] };
    expect(icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
    const { installabilityErrors } = await debuggee.send('Page.getInstallabilityErrors');
    // Every window of a test is a private one.
    const others = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
    expect(others).toEqual([]);
  });

  test('starts without a network, and says what needs one', async ({ stage, line }) => {
    const window = await stage.window({ size: 'phone', server: line.url, locale: 'de' });
    window.tolerate(connectionTrouble);
    await window.goTo('/');
    await workerIs(window, 'active');
    line.cut();
    await window.context.setOffline(true);
    await window.goTo('/');
    await window.shows('connection-notice', /Du bist offline/);
    await window.goTo('/join/CDFHJKMN');
    await window.shows('join-refused', /Server ist nicht erreichbar/);
    await window.context.setOffline(false);
    line.restore();
    window.tolerate(/status of 404/);
    await window.get('join-retry').click();
    await window.shows('join-refused', /Kein Speedrun/);
  });

  test('keeps its own files and nothing of the server', async ({ stage }) => {
    const host = await stage.race(set);
    await workerIs(host.window, 'active');
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    await ada.play(2, key.right);
    await host.summary.waitFor();
    await host.window.reload();
    await host.summary.waitFor();
    await host.results();
    const paths = await kept(host.window);
    expect(paths).toContain('/');
    expect(paths.filter((path) => path !== '/' && !path.startsWith('/assets/'))).toEqual([]);
    expect(await kept(ada.window)).toEqual([]);
  });

  test('gets a new version after the race, not under it', async ({ stage, startServer }) => {
    const webRoot = mkdtempSync(join(tmpdir(), 'mcs-web-'));
    cpSync(webApp, webRoot, { recursive: true });
    const server = await startServer({ args: ['--web-root', webRoot] });
    const host = await stage.race(set, { server: server.url });
    const { window } = host;
    window.tolerate(connectionTrouble);
    await workerIs(window, 'active');
    await window.reload();
    await window.shows('dashboard');
    await window.page.evaluate(() => (document.title = 'not reloaded'));

    for (const name of readdirSync(webRoot))
      if (/^sw\.js\.\w+$/.test(name)) rmSync(join(webRoot, name));
    const worker = readFileSync(join(webRoot, 'sw.js'), 'utf8');
    writeFileSync(join(webRoot, 'sw.js'), worker.replaceAll(/mcs-/g, 'mcs-new-'));
    await server.stop();
    await server.startAgain();
    await window.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await workerIs(window, 'waiting');
    const ada = await stage.participant(host.code, 'Ada', { server: server.url });
    await ada.play(2, key.right);
    await host.summary.waitFor();

    await window.page.close();
    const again = await stage.secondHostTab(host);
    await again.window.goTo(`/host/${host.code}`);
    await again.summary.waitFor();
    await eventually(async () =>
      expect(await again.window.page.evaluate(() => caches.keys())).toEqual([
        expect.stringMatching(/^mcs-new-/),
      ]),
    );
    rmSync(webRoot, { recursive: true });
  });
});
