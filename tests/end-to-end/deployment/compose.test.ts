// The distributed form in containers: compose.yaml agrees with the program, with script/cluster and with
// itself. That the containers work together, only containers show.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { binary } from '../support/server-process';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const { services, volumes } = parse(read('deploy/stand/compose.yaml'), { merge: true });
const roles = ['sign-on', 'question-set-loader', 'speed-run', 'reporter'];
const environmentOf = (role: string): Record<string, string> => services[role].environment;

test('every role runs, from the image of the roles, what is around them from the other', () => {
  const ofRoles = Object.keys(services).filter((name) => services[name].image === 'mc-speedrun');
  expect(ofRoles).toEqual(roles);
  for (const role of roles) expect(services[role].command).toEqual([role]);
  const others = Object.keys(services).filter((name) => !roles.includes(name));
  for (const name of others) expect(services[name].image).toBe('mc-speedrun-stand');
});

test('roles are given what script/cluster gives them, and nothing that the program does not know', () => {
  const help = execFileSync(binary(), ['--help']).toString();
  const known = new Set([...help.matchAll(/\(Env:(MC_SPEEDRUN_\w+)\)/g)].map(([, name]) => name));
  const cluster = read('script/cluster');
  const wanted = [...cluster.matchAll(/\b((?:MC_SPEEDRUN|AWS)_[A-Z_]+)=/g)].map(([, name]) => name);
  for (const role of roles) {
    const given = Object.keys(environmentOf(role));
    expect(given.filter((name) => name.startsWith('MC_') && !known.has(name))).toEqual([]);
    // The image listens on every address already.
    expect(new Set([...given, 'MC_SPEEDRUN_BIND'])).toEqual(new Set(wanted));
  }
});

test('addresses name services, and nginx is told all that its template leaves open', () => {
  const addresses = [
    ...Object.values(environmentOf('speed-run')).flatMap(
      (value) => /\/\/(.*):\d+$/.exec(value) ?? [],
    ),
    ...Object.values<string>(services.nginx.environment).flatMap(
      (it) => /^(.*):\d+$/.exec(it) ?? [],
    ),
  ].filter((name) => !name.includes(':'));
  expect(addresses).toHaveLength(6);
  for (const name of addresses) expect(Object.keys(services)).toContain(name);
  const open = [...read('deploy/stand/nginx.conf').matchAll(/@([A-Z_]+)@/g)].map(
    ([, name]) => name,
  );
  const told = [...Object.keys(services.nginx.environment), 'USER'];
  expect(new Set(told)).toEqual(new Set(open));
});

test('no container may do more than it has to, and a role has time to drain', () => {
  for (const service of Object.values<any>(services)) {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    for (const volume of service.volumes ?? [])
      expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
  }
  for (const role of roles) expect(services[role].stop_grace_period).toBe('30s');
  for (const role of ['speed-run', 'reporter'])
    expect(services[role].volumes).toEqual(['question-sets:/data:ro']);
});
