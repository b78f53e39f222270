// Names: what may be one, whose it is, and how long it may change.
import { describe, expect } from 'vitest';
import { expectUndisturbed } from '../support/bystander';
import type { ParticipantClient } from '../support/clients';
import { expectRefused, packet } from '../support/refusals';
import { test } from '../support/test';

const name = (text: unknown) => packet('PARTICIPANT-CONFIG', { name: text });

describe('a name', () => {
  const invalid = [
    '',
    ' \t\u00a0\u3000',
    'x'.repeat(33),
    '😀'.repeat(33),
    'A\u0000da',
    'A\nda',
    'A\u0085da',
    'A\u200bda',
    'A\u202eda',
    'x'.repeat(5_00),
    7,
    null,
    ['Ada'],
  ];
  test('that nobody can read is refused', async ({ clients }) => {
    const host = await clients.host();
    const ada = await clients.participant(host);
    await expectRefused(ada, 'invalid_name', invalid.map(name));
    expect(await ada.takeSeat('  Ada \u3000')).toMatchObject({ name: 'Ada' });
    expect(await ada.takeSeat('😀'.repeat(32))).toMatchObject({ name: '😀'.repeat(32) });
  });

  test('belongs to one participant, whatever its letter case', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada']);
    const bob = await clients.participant(host);
    await expectRefused(bob, 'name_taken', [name('Ada'), name(' ada'), name('ADA ')]);
    await bob.takeSeat('Ada 2');
    await expectRefused(bob, 'name_taken', [name('Ada')]);
    await participants[0]!.takeSeat('Adele');
    expect(await bob.takeSeat('Ada')).toMatchObject({ name: 'Ada' });
  });

  test('stays after the first answer', async ({ clients }) => {
    const { participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.ask(0);
    await ada.takeSeat('Adele');
    await ada.answer(0, [0]);
    await expectRefused(ada, 'name_fixed', [name('Ada')]);
    await expectUndisturbed(bob);
    expect(await ada.connect()).toMatchObject({ name: 'Adele' });
  });
});
