// Networks that break and servers that go: what people see, and that they get over it.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { questionSet } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import { connectionTrouble } from './browser-window';
import { eventually } from './eventually';
import { test } from './stage';

const set = questionSet(3);
const key = new AnswerKey(set);

describe.concurrent('a network that is cut', () => {
  test('keeps an answer, with its time, until it is back', async ({ stage, line }) => {
    const host = await stage.race(set);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone', server: line.url });
    ada.window.tolerate(connectionTrouble);
    await ada.play(1, key.right);
    const question = await ada.openQuestion();
    line.cut();
    await ada.window.shows('connection-notice', /Connection lost.*kept and sent/);
    await ada.choose(key.right(question));
    await ada.window.shows('pending', /No connection. Your answer is kept/);
    await eventually(async () =>
      expect(await host.standings()).toMatchObject([{ name: 'Ada', at: '1 / 3' }]),
    );

    line.restore();
    await ada.reconnectNow();
    expect(await ada.result()).toMatchObject({ outcome: 'correct' });
    await ada.connected();
    await eventually(async () =>
      expect(await ada.window.get('connection-notice').innerText()).toBe(''),
    );
    await ada.goOn();
    await ada.play(1, key.right);
    await host.summary.waitFor();
  });

  test('keeps an answer over a reload', async ({ stage, line }) => {
    const host = await stage.race(set);
    const ada = await stage.participant(host.code, 'Ada', { server: line.url });
    ada.window.tolerate(connectionTrouble);
    const question = await ada.openQuestion();
    line.cut();
    await ada.window.shows('connection-notice', /Connection lost/);
    await ada.choose(key.right(question));
    await ada.window.shows('pending');
    line.restore();
    await ada.window.reload();
    await ada.window.shows('question', /Question 1/);
    expect(await ada.score()).toBeGreaterThan(0);
    await host.end();
  });

  test('tells a host, who goes on where he was', async ({ stage, line }) => {
    const host = await stage.host({ server: line.url });
    host.window.tolerate(connectionTrouble);
    await host.upload(set);
    await host.setDuration(120);
    await host.selectAll();
    line.cut();
    await host.window.shows('connection-notice', /Connection lost/);
    await host.window.shows('start-hint', /Wait for the connection/);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    line.restore();
    await host.hasInLobby(1);
    await host.window.shows('start-hint', /Ready. 1 in the lobby/);
    await host.start();

    line.cut();
    await host.window.shows('connection-notice', /Connection lost/);
    await ada.play(3, key.right);
    line.restore();
    await host.summary.waitFor();
    await ada.summary.waitFor();
  });

  test('that says nothing is noticed when an answer stays away', async ({ stage, line }) => {
    const host = await stage.race(set);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone', server: line.url });
    ada.window.tolerate(connectionTrouble);
    const question = await ada.openQuestion();
    line.silence();
    await ada.choose(key.right(question));
    await ada.window.shows('pending', /Sending/);
    line.restore();
    expect(await ada.result()).toMatchObject({ outcome: 'correct' });
    await host.end();
  });

  test('while the page itself is loading', async ({ stage, line }) => {
    const window = await stage.window({ size: 'phone', server: line.url });
    window.tolerate(connectionTrouble, /Failed to fetch dynamically imported module/);
    await window.goTo('/');
    await window.get('host').waitFor();
    line.cut();
    await window.get('host').click();
    await window.shows('host-problem', /server cannot be reached/);
    await window.get('code-input').fill('CDFHJKMN');
    await window.get('join').click();
    await window.shows('join-problem', /server cannot be reached/);
    line.restore();
    await window.get('host').click();
    await window.shows('setup');
  });

  test('before a part of the app has come', async ({ stage }) => {
    const window = await stage.window({ size: 'phone' });
    window.tolerate(connectionTrouble, /net::ERR_FAILED/);
    await window.goTo('/');
    await window.get('host').waitFor();
    await window.page.route(/HostScreen.*\.js/, (route) => route.abort());
    await window.get('host').click();
    await window.shows('loading-failed');
    await window.page.unroute(/HostScreen.*\.js/);
    await window.page.getByRole('button', { name: 'Reload' }).click();
    await window.shows('setup');
  });
});

describe.concurrent('a server', () => {
  test('that restarts in order takes nobody out of the lobby', async ({ stage, startServer }) => {
    const server = await startServer();
    const host = await stage.host({ server: server.url });
    await host.upload(set);
    await host.setDuration(120);
    const ada = await stage.participant(host.code, 'Ada', { server: server.url, size: 'phone' });
    for (const { window } of [host, ada]) window.tolerate(connectionTrouble);
    await server.stop();
    await ada.window.shows('connection-notice', /Connection lost/);
    await host.window.shows('connection-notice', /Connection lost/);
    await server.startAgain();
    await ada.connected();
    await host.connected();
    await ada.seesLobbyOf('Ada');
    await host.hasInLobby(1);
    await host.window.shows('set-size', /3 questions/);
    await host.start();
    await ada.play(3, key.right);
    await host.summary.waitFor();
  });

  test('that has lost everything says so', async ({ stage, startServer }) => {
    const tokenKey = 'a-key-that-outlives-the-data-directory';
    const server = await startServer({ args: ['--token-key', tokenKey] });
    const host = await stage.host({ server: server.url });
    const ada = await stage.participant(host.code, 'Ada', { server: server.url, size: 'phone' });
    for (const { window } of [host, ada]) window.tolerate(connectionTrouble, /status of 404/);
    await server.kill();
    for (const file of readdirSync(server.dataDirectory))
      rmSync(join(server.dataDirectory, file), { recursive: true });
    await server.startAgain();
    await ada.window.shows('ended-gone');
    await host.window.shows('ended-gone');
    await ada.window.reload();
    await ada.window.shows('join-refused', /No speedrun has this access code/);
  });

  test('that no longer knows the token asks to sign on again', async ({ stage }) => {
    const host = await stage.host();
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    await ada.window.page.evaluate(() => {
      for (const key of Object.keys(sessionStorage))
        sessionStorage[key] = sessionStorage[key].replace(/"token":"[^"]*"/, '"token":"a.b.c"');
    });
    await ada.window.reload();
    await ada.window.shows('ended-unauthorized');
    await ada.window.get('sign-on-again').click();
    await ada.takeSeat('Ada again');
    await ada.seesLobbyOf('Ada again');
  });

  test('that does not understand the app', async ({ stage }) => {
    const host = await stage.host();
    const ada = await stage.stranger({ size: 'phone' });
    await ada.window.page.routeWebSocket(/\/speedrun/, (socket) => socket.close({ code: 1003 }));
    await ada.followLink(host.code);
    await ada.window.shows('ended-misunderstood');
  });
});
