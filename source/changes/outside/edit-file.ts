import type { FileEdit, OutsideStep } from '../../domain/change/plan.ts';
import { Secret } from '../../domain/secret.ts';
import { readBytes, replaceFile } from '../../services/host/replace-file.ts';
import { Interruption } from '../interruption.ts';
import type { Journal } from '../journal/journal.ts';
import type { OutsideUndo } from '../journal/journal-events.ts';
import { sha256Of } from '../journal/state-folder.ts';
import { editIni, readIniKey } from './ini-edit.ts';

type EditFile = Extract<OutsideStep, { readonly kind: 'edit-file' }>;
type FileUndo = Extract<OutsideUndo, { readonly kind: 'file' }>;

/** One edited key in the clear: it lies in private/. */
interface KeptEdit {
  readonly section: string;
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

export interface PreparedEdit {
  readonly undo: FileUndo;
  readonly content: Buffer;
}

/**
 * Reads the file, keeps a copy of it in private/, and composes what will stand there.
 * @throws Interruption when it is not the file that was planned with; ProbeError when it cannot be read.
 */
export const prepareEdit = async (
  { path, sha256, edits }: EditFile,
  { journal, entry, number }: { readonly journal: Journal; readonly entry: string; readonly number: number },
): Promise<PreparedEdit> => {
  const original = await readBytes(path);
  if (sha256Of(original) !== sha256) {
    throw new Interruption('stale', `${path} was changed since this was planned.`, 'Look again and decide anew.');
  }
  const kept = edits.map(inTheClear);
  // Byte for byte: a file in another encoding than UTF-8 stays what it is.
  const content = Buffer.from(kept.reduce(edit, original.toString('latin1')), 'latin1');
  return {
    content,
    undo: {
      kind: 'file',
      path,
      backup: await journal.keep(entry, `file-${number}`, original),
      edits: await journal.keep(entry, `file-${number}-edits.json`, Buffer.from(JSON.stringify(kept))),
      sha256: sha256Of(content),
    },
  };
};

export const carryOutEdit = ({ undo, content }: PreparedEdit): Promise<void> => replaceFile(undo.path, content);

/** The file's text is handled byte by byte, so what goes into it is turned into its UTF-8 bytes first. */
const toBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const edit = (text: string, { section, key, after }: KeptEdit): string =>
  editIni(text, { section, key, after: after === undefined ? undefined : toBytes(after) });

const inTheClear = ({ section, key, before, after }: FileEdit): KeptEdit => {
  const clear = (value: string | Secret | undefined): string | undefined =>
    value instanceof Secret ? value.reveal() : value;
  return { section, key, before: clear(before), after: clear(after) };
};

/**
 * Puts the file back: the very bytes while nobody touched it since, else only the edited keys that still say what was
 * written. Returns what stays, a sentence each.
 */
export const undoEdit = async (undo: FileUndo, journal: Journal, entry: string): Promise<readonly string[]> => {
  const now = await readBytes(undo.path);
  const backup = await journal.recall(entry, undo.backup);
  if (sha256Of(now) === undo.backup.sha256) return [];
  if (sha256Of(now) === undo.sha256) {
    await replaceFile(undo.path, backup);
    return [];
  }
  const edits = JSON.parse((await journal.recall(entry, undo.edits)).toString('utf8')) as readonly KeptEdit[];
  const original = backup.toString('latin1');
  const left: string[] = [];
  let text = now.toString('latin1');
  for (const { section, key, after } of edits) {
    const before = readIniKey(original, section, key);
    const current = readIniKey(text, section, key);
    if (current === before) continue;
    if (current === (after === undefined ? undefined : toBytes(after)))
      text = editIni(text, { section, key, after: before });
    else left.push(`${undo.path}: ${key} was changed by somebody else since, and stays as it is.`);
  }
  if (text !== now.toString('latin1')) await replaceFile(undo.path, Buffer.from(text, 'latin1'));
  return left;
};
