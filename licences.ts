/** Writes what the licences of bundled packages ask for: their texts go with every copy. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const packageFolder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
/** A licence's text, and what notices a package asks to be kept. */
const licenceFile = /^(?:licen[cs]e|copying|notice|copyright)(?:[._-].*)?$/i;

/** The parts of a package.json that tell its licence; older packages wrote objects. */
interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly license?: string | { readonly type?: string };
  readonly author?: string | { readonly name?: string };
  readonly homepage?: string;
}

interface PackageLicence {
  readonly name: string;
  readonly version: string;
  readonly text: readonly (string | undefined)[];
}

/**
 * The licence of a package as its own files tell it, else its README; without both, its author stands for the copyright.
 */
const describePackage = async (folder: string): Promise<PackageLicence> => {
  const facts: PackageFacts = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license, author, homepage } = facts;
  const files = (await readdir(folder)).filter((file) => licenceFile.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const readme = texts.length > 0 ? undefined : await readLicenceSection(folder);
  const holder = typeof author === 'string' ? author : author?.name;
  const stated = typeof license === 'string' ? license : license?.type;
  const named = `Copyright: ${holder ?? `the authors of ${name}`}.`;
  const own = texts.length > 0 ? texts : [readme ?? `${named} The package holds no licence text.`];
  return { name, version, text: [`${name} ${version} (${stated ?? 'licence not stated'})`, homepage, ...own] };
};

/** What stands under the heading "License" of a package's README. */
const readLicenceSection = async (folder: string): Promise<string | undefined> => {
  const readme = (await readdir(folder)).find((file) => /^readme(?:\.md)?$/i.test(file));
  if (readme === undefined) return undefined;
  const [, section] = (await readFile(join(folder, readme), 'utf8')).split(/^#+ *licen[cs]e.*$/im);
  return section?.split(/^#/m)[0]?.trim() || undefined;
};

/**
 * One file with name, version, licence and copyright of every package that a bundle holds. `inputs` are the paths of
 * bundled files, as esbuild's metafile has them.
 */
export const writeLicences = async (inputs: readonly string[], file: string): Promise<void> => {
  const folders = new Set(inputs.flatMap((input) => packageFolder.exec(input)?.[1] ?? []));
  const packages = await Promise.all([...folders].map(describePackage));
  const sections = new Map(packages.map(({ name, version, text }) => [`${name} ${version}`, text]));
  const lines = [...sections].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
  const intro = `odoo-mail-doctor holds parts of these ${lines.length} packages. What each asks to be told stands here.`;
  const rule = '-'.repeat(79);
  const body = lines.map((text) =>
    text
      .filter((part) => part !== undefined)
      .map((part) => part.trim())
      .join('\n\n'),
  );
  await writeFile(file, `${[intro, ...body].join(`\n\n${rule}\n\n`)}\n`);
};
