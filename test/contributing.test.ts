import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const quoted = [...guide.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);

const isPath = (text: string): boolean => /^\.?[\w-]+(?:\/[\w.-]+)*(?:\/|\.(?:ts|tsx|js|json|md|sh))$/.test(text);

test('every file and folder that the guide names is there', () => {
  const places = ['', 'source', 'source/changes', 'test', 'source/cli', 'source/checks'];
  const missing = quoted.filter(isPath).filter((path) => !places.some((place) => existsSync(join(root, place, path))));
  // Named by its last part, where the sentence says in which folder it is.
  const known = globSync('{source,test}/**/*.{ts,tsx}', { cwd: root });
  expect(missing.filter((path) => !known.some((file) => file.endsWith(`/${path}`)))).toEqual([]);
});

test('every folder of the source has its sentence', () => {
  const folders = globSync('source/*/', { cwd: root }).map((folder) => `${folder.replace(/\/$/, '')}/`);
  expect(folders.length).toBeGreaterThan(10);
  expect(folders.filter((folder) => !guide.includes(`| \`${folder}\``))).toEqual([]);
});

test('every script that the guide names is one of the package, and none is left out', () => {
  const named = [...guide.matchAll(/npm (?:run )?([\w:]+)/g)].map(([, name = '']) => name);
  const scripts = Object.keys(packageJson.scripts);
  const ofNpm = ['install'];
  expect(named.filter((name) => !scripts.includes(name) && !ofNpm.includes(name))).toEqual([]);
  const partsOfOthers = [
    'prepare',
    'types',
    'lint',
    'lint:code',
    'lint:imports',
    'lint:dead',
    'lint:dead-in-production',
  ];
  expect(scripts.filter((name) => !named.includes(name) && !partsOfOthers.includes(name))).toEqual([]);
});

test('every environment variable that the tests read is in the guide', () => {
  const files = globSync('test/**/*.{ts,tsx}', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
  const read = files.flatMap((text) => [...text.matchAll(/process\.env\['(\w+)'\]/g)].map(([, name = '']) => name));
  const ofTheSystem = ['PATH', 'HOME', 'XDG_STATE_HOME', 'TZ', 'FORCE_COLOR'];
  const unnamed = [...new Set(read)].filter((name) => !quoted.some((text) => text.startsWith(name)));
  expect(unnamed.filter((name) => !ofTheSystem.includes(name))).toEqual([]);
});
