import { pathToFileURL } from 'node:url';
import { bundlePlugins } from '../../packaging/bundle-options.ts';
import { bundleText } from './bundle-text.ts';

type ConsoleModule = typeof import('../../source/ui/open-console.tsx');

/** The console as people run it: Node cannot load .tsx by itself. */
export const bundleConsole = async (): Promise<ConsoleModule & AsyncDisposable> => {
  const { file, ...bundled } = await bundleText("export * from './source/ui/open-console.tsx';", bundlePlugins);
  return { ...((await import(pathToFileURL(file).href)) as ConsoleModule), ...bundled };
};
