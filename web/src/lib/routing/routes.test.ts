import { describe, expect, it } from 'vitest';
import { canonicalCode, routeOf, spacedCode } from './routes';

describe('routeOf', () => {
  it.each([
    ['/', { screen: 'home' }],
    ['/join/FH7K29CX', { screen: 'join', code: 'FH7K29CX' }],
    ['/join/fh7k-29cx/', { screen: 'join', code: 'FH7K29CX' }],
    ['/join/fh7k%2029cx', { screen: 'join', code: 'FH7K29CX' }],
    ['/host/FH7K29CX', { screen: 'host', code: 'FH7K29CX' }],
    ['/present/FH7K29CX', { screen: 'present', code: 'FH7K29CX' }],
    ['/results/FH7K29CX', { screen: 'results', code: 'FH7K29CX' }],
    ['/join', { screen: 'not-found' }],
    ['/join/---', { screen: 'not-found' }],
    ['/join/%E0%A4%A', { screen: 'not-found' }],
    ['/join/FH7K29CX/more', { screen: 'not-found' }],
    ['/elsewhere', { screen: 'not-found' }],
  ])('%s', (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });
});

describe('access codes', () => {
  it('are read however they are typed', () => {
    expect(canonicalCode(' fh7k - 29cx\n')).toBe('FH7K29CX');
  });

  it('are shown in two groups', () => {
    expect(spacedCode('FH7K29CX')).toBe('FH7K 29CX');
    expect(spacedCode('ODD')).toBe('ODD');
  });
});
