import { describe, expect, it } from 'vitest';
import { decode, encode } from './codec';

describe('decode', () => {
  it('reads a packet of a known type', () => {
    expect(decode('{"payload":{"available":false},"type":"SERVICE-STATE"}')).toEqual({
      type: 'SERVICE-STATE',
      payload: { available: false },
    });
  });

  it('keeps members it does not know', () => {
    const packet = decode('{"type":"BROADCAST-QUIZ-FINISHED","payload":{"later":1},"more":2}');
    expect(packet?.type).toBe('BROADCAST-QUIZ-FINISHED');
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['null', 'null'],
    ['an unknown type', '{"type":"SOMETHING-NEW","payload":{}}'],
    ['a type from Object.prototype', '{"type":"constructor","payload":{}}'],
    ['no payload', '{"type":"BROADCAST-QUIZ-FINISHED"}'],
    ['a payload that is an array', '{"type":"BROADCAST-QUIZ-FINISHED","payload":[]}'],
    ['a missing member', '{"type":"SERVICE-STATE","payload":{}}'],
    ['a member of another type', '{"type":"SERVICE-STATE","payload":{"available":"no"}}'],
    [
      'a fraction for an integer',
      '{"type":"BROADCAST-PARTICIPANT-FINISHED","payload":{"totalFinishedParticipants":1.5}}',
    ],
  ])('refuses %s', (_, frame) => {
    expect(decode(frame)).toBeNull();
  });
});

describe('encode', () => {
  it('writes type and payload', () => {
    expect(encode({ type: 'HOST-LOCK-LOBBY', payload: { locked: true } })).toBe(
      '{"type":"HOST-LOCK-LOBBY","payload":{"locked":true}}',
    );
  });
});
