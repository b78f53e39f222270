import { describe, expect, it } from 'vitest';
import { credentialIn, ownLink } from './own-link';

const tokenOf = (claims: object) =>
  `h.${btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_')}.s`;

const token = tokenOf({ quizId: 'FH7K29CX', isHost: false, exp: 2_000 });
const hash = `#seat=${token}`;

describe('a link of one’s own', () => {
  it('brings its token to another device, in the fragment', () => {
    const link = new URL(ownLink('https://quiz.test', '/join/FH7K29CX', token));
    expect(link.pathname + link.search).toBe('/join/FH7K29CX');
    expect(credentialIn(link.hash, 'FH7K29CX', false)).toEqual({ token, expiresAt: 2_000_000 });
  });

  it('is for one speedrun and one role', () => {
    expect(credentialIn(hash, 'CDFHJKMN', false)).toBeNull();
    expect(credentialIn(hash, 'FH7K29CX', true)).toBeNull();
    expect(credentialIn(hash, 'FH7K29CX', null)?.token).toBe(token);
  });

  it.each([
    '',
    '#',
    '#seat=',
    '#seat=a.b.c',
    '#seat=<script>',
    '#other=1',
    `#seat=${tokenOf({})}`,
    `#seat=${tokenOf([])}`,
    `#seat=${tokenOf({ quizId: 'FH7K29CX', isHost: false, exp: 'soon' })}`,
    `#seat=h.${btoa('null')}.s`,
  ])('is nothing where it says %s', (fragment) => {
    expect(credentialIn(fragment, 'FH7K29CX', false)).toBeNull();
  });
});
