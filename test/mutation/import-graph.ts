import { readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path';
import ts from 'typescript';

const importsOf = (path: string): readonly string[] => {
  const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') && /\.tsx?$/.test(name))
    .map((name) => normalize(`${dirname(path)}/${name}`));
};

const direct = new Map<string, readonly string[]>();

/** Every file of the project that comes into memory with this one, itself included. */
export const reachedFrom = (path: string): ReadonlySet<string> => {
  const reached = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    const imports = direct.get(next) ?? importsOf(next);
    direct.set(next, imports);
    open.push(...imports);
  }
  return reached;
};
