// Tokens as a forger would make them, with or without the server's key.
import { createHmac } from 'node:crypto';

type Claims = Readonly<Record<string, unknown>>;

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

export function claimsOf(token: string): Claims {
  return decode(token.split('.')[1]);
}

export function sign(claims: Claims, key: string, alg = 'HS256'): string {
  const signed = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
  const hash = `sha${alg.slice(2)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
}

export function unsigned(claims: Claims, alg = 'none'): string {
  return `${encode({ alg, typ: 'JWT' })}.${encode(claims)}.`;
}

// The token's own header and signature around other claims.
export function withClaims(token: string, claims: Claims): string {
  const [header, , signature] = token.split('.');
  return [header, encode({ ...claimsOf(token), ...claims }), signature].join('.');
}
