// Frames and handshakes that no client should send; who shares the speedrun notices nothing.
import { randomBytes } from 'node:crypto';
import { describe, expect } from 'vitest';
import { expectUndisturbed } from '../support/bystander';
import type { Clients, ParticipantClient } from '../support/clients';
import { Connection } from '../support/connection';
import { RawConnection } from '../support/raw-connection';
import { test } from '../support/test';

// Ada misbehaves, Bob plays on, and Ada is welcome again.
async function misbehave(
  clients: Clients,
  send: (ada: ParticipantClient) => void,
): Promise<{ code: number; reason: string }> {
  const { participants } = await clients.race(['Ada', 'Bob']);
  const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
  send(ada);
  const closed = await ada.connection.closed();
  await ada.connect();
  expect(await ada.playOn()).toHaveLength(3);
  await expectUndisturbed(bob);
  return closed;
}

const padded = (bytes: number) => '{"type":"NO-SUCH-PACKET"}'.padEnd(bytes);

describe('a frame', () => {
  test('has at most 4 KiB from a participant', async ({ clients }) => {
    const closed = await misbehave(clients, (ada) => ada.connection.sendText(padded(4_097)));
    expect(closed.code).toBe(1009);
  });

  test('has at most 4 KiB, also in fragments', async ({ clients }) => {
    const closed = await misbehave(clients, ({ connection: { socket } }) => {
      socket.send(padded(2_000), { fin: false });
      socket.send(' '.repeat(2_000), { fin: false });
      socket.send(' '.repeat(97), { fin: true });
    });
    expect(closed.code).toBe(1009);
  });

  test('that announces gigabytes is not waited for', async ({ clients }) => {
    const { server, token } = await clients.host();
    const raw = await RawConnection.open(server);
    raw.send(handshake(token));
    await raw.until('\r\n\r\n');
    raw.send(Buffer.from([0x81, 0xff, 0, 0, 0, 0x10, 0, 0, 0, 0, 1, 2, 3, 4]));
    await raw.until('\x03\xf1');
    raw.close();
  });

  test('may have 4 KiB, from a host 16 KiB', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada']);
    const [ada] = participants as [ParticipantClient];
    expect((await ada.refusal(padded(4_096))).code).toBe('invalid_packet');
    expect((await host.refusal(padded(16_384))).code).toBe('invalid_packet');
    host.connection.sendText(padded(16_385));
    expect((await host.connection.closed()).code).toBe(1009);
  });

  test('is text', async ({ clients }) => {
    const closed = await misbehave(clients, ({ connection: { socket } }) => {
      socket.send(Buffer.from('{"type":"PARTICIPANT-CONFIG","payload":{"name":"Ada"}}'));
    });
    expect(closed.code).toBe(1003);
  });

  test('is text in UTF-8', async ({ clients }) => {
    const closed = await misbehave(clients, ({ connection: { socket } }) => {
      socket.send(Buffer.from([0x7b, 0xc3, 0x28, 0x7d]), { binary: false });
    });
    expect(closed.code).toBe(1007);
  });

  test('keeps to RFC 6455', async ({ clients }) => {
    const { token, server } = await clients.host();
    const violations = [
      [0x81, 0x02, 0x7b, 0x7d], // Not masked.
      [0xc1, 0x80, 1, 2, 3, 4], // A reserved bit.
      [0x83, 0x80, 1, 2, 3, 4], // A reserved opcode.
      [0x80, 0x80, 1, 2, 3, 4], // Continues nothing.
      [0x09, 0x80, 1, 2, 3, 4], // A fragmented ping.
      [0x88, 0x81, 1, 2, 3, 4, 0], // Half a close code.
    ];
    for (const violation of violations) {
      const raw = await RawConnection.open(server);
      raw.send(handshake(token));
      await raw.until('\r\n\r\n');
      raw.send(Buffer.from(violation));
      await raw.until('\x03\xea');
      raw.close();
    }
  });

  test('may be followed by nothing at all', async ({ clients }) => {
    const { participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.connection.drop();
    await expectUndisturbed(bob);
  });
});

describe('a flood', () => {
  test('ends with 4429; who comes back slower is welcome', async ({ clients }) => {
    const closed = await misbehave(clients, (ada) => {
      for (let i = 0; i < 200; ++i) ada.connection.sendText('{"type":"NO-SUCH-PACKET"}');
    });
    expect(closed.code).toBe(4429);
  });

  test('of pings ends with 4429 too', async ({ clients }) => {
    const closed = await misbehave(clients, ({ connection: { socket } }) => {
      for (let i = 0; i < 200; ++i) socket.ping();
    });
    expect(closed.code).toBe(4429);
  });

  test('of valid packets ends like any', async ({ clients }) => {
    const closed = await misbehave(clients, (ada) => {
      for (let i = 0; i < 200; ++i)
        ada.send({ type: 'REQUEST-PARTICIPANT-QUESTION', payload: { questionIndex: 0 } });
    });
    expect(closed.code).toBe(4429);
  });

  test('of less than forty packets is a burst that a client may send', async ({ clients }) => {
    const host = await clients.host();
    // Pongs count too.
    for (let i = 0; i < 38; ++i) host.connection.sendText('{"type":"NO-SUCH-PACKET"}');
    for (let i = 0; i < 38; ++i) await host.next('ERROR');
    expect(host.connection.isOpen).toBe(true);
  });
});

const handshake = (token: string, changes: Record<string, string> = {}) => {
  const headers = {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...changes,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET /speedrun?token=${token} HTTP/1.1\r\n${lines.join('')}\r\n`;
};

test('a handshake that is none is refused', async ({ clients, directServer }) => {
  const { token } = await clients.host();
  const refusals = [
    [{ Connection: 'keep-alive' }, 426],
    [{ Upgrade: 'h2c' }, 426],
    [{ 'Sec-WebSocket-Version': '12' }, 426],
    [{ 'Sec-WebSocket-Key': 'short' }, 400],
  ] as const;
  for (const [changes, status] of refusals) {
    const raw = await RawConnection.open(directServer);
    raw.send(handshake(token, changes));
    await raw.until('\r\n\r\n');
    expect(raw.received).toContain(`HTTP/1.1 ${status} `);
    raw.close();
  }
});

test('who is turned away is told by the close code, however much it sends', async ({ clients }) => {
  const connection = await Connection.open(clients.server, 'forged');
  for (let i = 0; i < 10; ++i) connection.sendText(padded(4_000));
  expect((await connection.closed()).code).toBe(4401);
});
