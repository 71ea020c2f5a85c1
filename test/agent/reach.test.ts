import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { tools } from '../../source/agent/tools/index.ts';

const root = join(import.meta.dirname, '..', '..');
const applying = [
  'source/changes/apply.ts',
  'source/changes/undo.ts',
  'source/changes/retry/direct/retry-directly.ts',
  'source/services/postgres/writer.ts',
  'source/world/open-changes.ts',
];

/** What a module loads when it runs, however deep; types are not loaded. */
const reachedFrom = (file: string, reached = new Set<string>()): ReadonlySet<string> => {
  const name = relative(root, file);
  if (reached.has(name)) return reached;
  reached.add(name);
  const imports = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)(?! type)[^;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/gm,
  );
  for (const [, whole, lazy] of imports) {
    const path = whole ?? lazy ?? '';
    if (/\.tsx?$/.test(path)) reachedFrom(join(dirname(file), path), reached);
  }
  return reached;
};

test('nothing that an agent can ask reaches what applies a change, writes, or has Odoo send', () => {
  const reached = reachedFrom(join(root, 'source/agent/serve.ts'));
  expect(reached).toContain('source/changes/retry/plan-retry.ts');
  expect([...reached].filter((file) => applying.includes(file))).toEqual([]);
});

test('the same walk finds them from the verbs that do', () => {
  expect(reachedFrom(join(root, 'source/cli/verbs/fix.ts'))).toContain('source/changes/apply.ts');
  expect(reachedFrom(join(root, 'source/cli/verbs/retry.ts'))).toContain('source/services/postgres/writer.ts');
});

test('each question has one name and says what it takes', () => {
  expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
  for (const { takes } of tools) for (const { words } of Object.values(takes)) expect(words).not.toBe('');
});
