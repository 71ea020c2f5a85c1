import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Architecture } from './architectures.ts';
import { fetchPackage } from './fetch-package.ts';
import { stripSymbols } from './strip-symbols.ts';

/** The Node that is carried, a long-term release. `--build-sea` came with 25.5, so the Node of our scripts cannot do it. */
const version = '26.12.1';

const integrity: Readonly<Record<Architecture, string>> = {
  x64: 'sha512-jk5LMAmgHlPlPMWpsUrSOqNaEZG+11UNd35hWQ+p5/XGaelWuTqJ69IcAy/5xtPPN4d5ZRBNOGB6gLMCh2kL9A==',
  arm64: 'sha512-8Oxs6Y7rDcKufVIM/zYRSwytj46WOrZk7yFCLTKDcs17bBjAeD9HMAqo97hMfMyxozIud0S4vZCs5WB/3iavNQ==',
};

export interface NodeRuntime {
  /** A Node without symbols: it has to be stripped before anything is put into it, never afterwards. */
  readonly program: string;
  readonly licence: string;
}

/** The Node for `architecture`, fetched from npm's family of `node` packages. */
export const fetchNode = async (architecture: Architecture, folder: string): Promise<NodeRuntime> => {
  const name = `node-linux-${architecture}`;
  const from = await fetchPackage({ name, version, integrity: integrity[architecture] });
  const program = join(folder, `node-${architecture}`);
  await writeFile(program, stripSymbols(await readFile(join(from, 'bin', 'node'))));
  await chmod(program, 0o755);
  return { program, licence: join(from, 'LICENSE') };
};
