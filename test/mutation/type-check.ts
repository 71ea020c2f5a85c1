import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

/**
 * Whether the compiler refuses a file with this text. Nobody could commit such a mutant, so that no test need notice it.
 */
export const createTypeCheck = (): ((path: string, text: string) => boolean) => {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const changed = new Map<string, { readonly version: number; readonly text: string | undefined }>();
  const service = ts.createLanguageService({
    // Whoever drops a branch drops what only it used.
    getCompilationSettings: () => ({ ...options, allowUnreachableCode: true, noUnusedLocals: false }),
    getScriptFileNames: () => fileNames.filter((name) => name.includes('/source/')),
    getScriptVersion: (path) => String(changed.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      if (!ts.sys.fileExists(path)) return undefined;
      return ts.ScriptSnapshot.fromString(changed.get(path)?.text ?? readFileSync(path, 'utf8'));
    },
    getCurrentDirectory: () => process.cwd(),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
  });
  const change = (path: string, text: string | undefined): void => {
    changed.set(path, { version: (changed.get(path)?.version ?? 0) + 1, text });
  };
  return (path, text) => {
    const full = resolve(path);
    change(full, text);
    const isRefused = service.getSemanticDiagnostics(full).length > 0;
    change(full, undefined);
    return isRefused;
  };
};
