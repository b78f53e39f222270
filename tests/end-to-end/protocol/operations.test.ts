// What those who run the service rely on, and the web app's files.
import { describe, expect } from 'vitest';
import { call } from '../support/http';
import { RawConnection } from '../support/raw-connection';
import { test } from '../support/test';

const page = { Accept: 'text/html' };

async function assetPath(server: string): Promise<string> {
  const { text } = await call(server, '/', { headers: page });
  return /\/assets\/[^"]+\.js/.exec(text)![0];
}

describe('health', () => {
  test('the process is alive and ready', async ({ clients }) => {
    expect((await call(clients.server, '/healthz')).json()).toMatchObject({ status: 'ok' });
    expect((await call(clients.server, '/readyz')).json()).toMatchObject({
      status: 'ok',
      dependencies: { log: 'ok', completion_queue: 'ok' },
    });
  });

  test('metrics tell what happened', async ({ clients, startServer }) => {
    const { url: server } = await startServer();
    const metric = async (pattern: RegExp) =>
      Number(pattern.exec((await call(server, '/metrics')).text)?.[1]);
    const { host, participants } = await clients.race(['Ada'], { server });
    expect(await metric(/^mcs_websocket_sessions (\d+)/m)).toBe(2);
    expect(await metric(/^mcs_rooms (\d+)/m)).toBe(1);
    await participants[0]!.refusal('{');
    expect(await metric(/^mcs_refused_total\{reason="invalid_packet"\} (\d+)/m)).toBe(1);
    await participants[0]!.playOn();
    await host.next('BROADCAST-QUIZ-FINISHED');
    await host.finalResults();
    expect(await metric(/^mcs_speedruns_finished_total (\d+)/m)).toBe(1);
    expect(await metric(/^mcs_inputs_total (\d+)/m)).toBeGreaterThan(7);
    expect(await metric(/^mcs_append_seconds_count (\d+)/m)).toBeGreaterThan(7);
    expect(await metric(/^mcs_report_seconds_count (\d+)/m)).toBe(1);
  });
});

describe('connections', () => {
  test('may be more than a shell lets a program have', async ({ clients, startServer }) => {
    const { url: server } = await startServer({
      openFiles: '64:100',
      args: ['--threads', '4', '--own-descriptor-tables'],
    });
    const host = await clients.host(server);
    const names = Array.from({ length: 150 }, (_, i) => `P${i}`);
    await Promise.all(names.map((name) => clients.participant(host, name)));
  });

  test('reach what is stored from every table of descriptors', async ({ startServer }) => {
    const { url: server } = await startServer({
      args: ['--threads', '4', '--own-descriptor-tables'],
    });
    // Whichever thread answers has to wake another, which by itself wakes every ten seconds.
    const asked = performance.now();
    for (let i = 0; i < 20; ++i) {
      const headers = { Connection: 'close' };
      expect((await call(server, '/readyz', { headers })).status).toBe(200);
    }
    expect(performance.now() - asked).toBeLessThan(9_000);
  });
});

describe('HEAD', () => {
  test('is GET without the body', async ({ clients }) => {
    for (const path of ['/', '/healthz', '/readyz', '/robots.txt']) {
      const head = await call(clients.server, path, { method: 'HEAD', headers: page });
      const get = await call(clients.server, path, { headers: page });
      expect([path, head.status, head.text]).toEqual([path, 200, '']);
      for (const name of ['content-type', 'content-length', 'etag', 'cache-control'])
        expect([path, name, head.headers[name]]).toEqual([path, name, get.headers[name]]);
    }
  });
});

describe('the web app', () => {
  test('is one page at every address of its own', async ({ clients }) => {
    const root = await call(clients.server, '/', { headers: page });
    expect(root.headers['content-type']).toMatch(/^text\/html/);
    const join = await call(clients.server, '/join/CDFH2345', { headers: page });
    expect([join.status, join.text]).toEqual([200, root.text]);
    const missing = await call(clients.server, '/assets/none.js', { headers: page });
    expect(missing.problem).toEqual([404, 'not_found']);
  });

  test('comes with a strict policy', async ({ clients }) => {
    const { headers, text } = await call(clients.server, '/', { headers: page });
    const policy = String(headers['content-security-policy']);
    const directives = policy.split('; ');
    for (const none of ['object-src', 'base-uri', 'frame-ancestors'])
      expect(directives).toContain(`${none} 'none'`);
    expect(directives).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(text).not.toMatch(/<script(?![^>]*src=)[^>]*>/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
  });

  test('is asked for again only when it has changed', async ({ clients }) => {
    const { headers } = await call(clients.server, '/', { headers: page });
    expect(headers['cache-control']).toBe('no-cache');
    for (const tag of [headers.etag!, `W/${headers.etag}`, `"other", ${headers.etag}`, '*']) {
      const again = await call(clients.server, '/', {
        headers: { ...page, 'If-None-Match': tag },
      });
      expect([tag, again.status, again.text]).toEqual([tag, 304, '']);
    }
    const other = { ...page, 'If-None-Match': '"other"' };
    expect((await call(clients.server, '/', { headers: other })).status).toBe(200);
  });

  test('can be installed, and its worker is asked for each time', async ({ clients }) => {
    const worker = await call(clients.server, '/sw.js');
    expect(worker.headers['content-type']).toMatch(/^text\/javascript/);
    expect(worker.headers['cache-control']).toBe('no-cache');
    expect(worker.headers['content-security-policy']).toMatch(/^default-src 'self'; /);
    const manifest = await call(clients.server, '/manifest.webmanifest');
    expect(manifest.headers['content-type']).toBe('application/manifest+json');
    expect(manifest.headers['cache-control']).toBe('no-cache');
    for (const { src, type } of JSON.parse(manifest.text).icons) {
      const icon = await call(clients.server, src);
      expect([src, icon.status, icon.headers['content-type']]).toEqual([src, 200, type]);
    }
  });

  test('has files that never change, compressed for who can read that', async ({ clients }) => {
    const path = await assetPath(clients.server);
    const encoded = async (encoding: string) =>
      call(clients.server, path, { headers: { 'Accept-Encoding': encoding } });
    const plain = await encoded('identity');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const encoding of ['gzip', 'br']) {
      const small = await encoded(encoding);
      expect(small.headers['content-encoding']).toBe(encoding);
      expect(small.headers['vary']).toContain('Accept-Encoding');
      expect(small.headers.etag).not.toBe(plain.headers.etag);
      expect(small.body.length).toBeLessThan(plain.body.length);
    }
  });

  test('keeps to its own files', async ({ clients }) => {
    const hostile = [
      '/../../etc/passwd',
      '/..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/assets/..%5c..%5cetc',
      '//etc/passwd',
      '/%00',
    ];
    for (const path of hostile) {
      const { status, text } = await call(clients.server, path);
      expect([path, status]).toBeOneOf([
        [path, 400],
        [path, 404],
      ]);
      expect(text).not.toContain('root:');
    }
  });
});

describe('requests that no client should send', () => {
  test('are refused with a problem', async ({ clients }) => {
    const requests = [
      ['GARBAGE\r\n\r\n', 400],
      ['GET / HTTP/1.1\r\n\r\n', 400], // Without Host.
      ['GET / HTTP/2.0\r\nHost: x\r\n\r\n', 505],
      [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
      ['POST /signon/host HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
      [
        'POST /signon/host HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n' +
          'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        400,
      ],
    ] as const;
    for (const [request, status] of requests) {
      const raw = await RawConnection.open(clients.server);
      raw.send(request);
      const answer = await raw.end();
      const told = /^HTTP\/1\.1 (\d+) /.exec(answer)?.[1];
      expect([request.slice(0, 60), told]).toEqual([request.slice(0, 60), `${status}`]);
      expect(answer).toContain('application/problem+json');
    }
  });

  test('several on one connection are answered in order', async ({ clients }) => {
    const raw = await RawConnection.open(clients.server);
    const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
    raw.send(get('/healthz') + get('/none') + get('/readyz', 'Connection: close\r\n'));
    const statuses = [...(await raw.end()).matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, it]) => it);
    expect(statuses).toEqual(['200', '404', '200']);
  });

  test('sent a byte now and then, time out', async ({ clients }) => {
    const raw = await RawConnection.open(clients.server);
    raw.send('GET /healthz HTTP/1.1\r\n');
    const drip = setInterval(() => raw.send('X-Slow: loris\r\n'), 500);
    const answer = await raw.end();
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"timeout"');
  });
});
