import { sanitizeLine } from '../../domain/sanitize.ts';

/** One line of text that is being written. */
export interface TextFieldState {
  readonly value: string;
  /** Where the next character goes: UTF-16 units from the start, never inside of a grapheme. */
  readonly cursor: number;
}

const segmenter = new Intl.Segmenter();

export const emptyField: TextFieldState = { value: '', cursor: 0 };

/** A field that holds this text, the cursor at its end. */
export const fieldWith = (value: string): TextFieldState => ({ value, cursor: value.length });

/** What was typed or pasted goes in at the cursor, on one line and without control characters. */
export const insertText = ({ value, cursor }: TextFieldState, text: string): TextFieldState => {
  // A single space is a key; sanitizeLine would trim it away.
  const clean = text === ' ' ? text : sanitizeLine(text);
  return { value: value.slice(0, cursor) + clean + value.slice(cursor), cursor: cursor + clean.length };
};

const before = (text: string): number => [...segmenter.segment(text)].at(-1)?.index ?? 0;

const after = (value: string, cursor: number): number => {
  const [next] = segmenter.segment(value.slice(cursor));
  return cursor + (next?.segment.length ?? 0);
};

const cut = ({ value }: TextFieldState, from: number, to: number): TextFieldState => ({
  value: value.slice(0, from) + value.slice(to),
  cursor: from,
});

type Edit = (field: TextFieldState) => TextFieldState;

/** What a shell's line editor does with these keys. */
const edits: Readonly<Record<string, Edit>> = {
  left: (field) => ({ ...field, cursor: before(field.value.slice(0, field.cursor)) }),
  right: (field) => ({ ...field, cursor: after(field.value, field.cursor) }),
  home: (field) => ({ ...field, cursor: 0 }),
  end: (field) => fieldWith(field.value),
  'ctrl+a': (field) => ({ ...field, cursor: 0 }),
  'ctrl+e': (field) => fieldWith(field.value),
  backspace: (field) => cut(field, before(field.value.slice(0, field.cursor)), field.cursor),
  delete: (field) => cut(field, field.cursor, after(field.value, field.cursor)),
  'ctrl+u': (field) => cut(field, 0, field.cursor),
  'ctrl+k': (field) => cut(field, field.cursor, field.value.length),
  'ctrl+w': (field) => cut(field, field.value.slice(0, field.cursor).replace(/\S*\s*$/, '').length, field.cursor),
  space: (field) => insertText(field, ' '),
};

const isCharacter = (key: string): boolean => [...segmenter.segment(key)].length === 1;

/** The field after a key as `key-names` reports it; undefined when the key is none of the field's (Enter, Esc, Tab, arrows up and down). */
export const editField = (field: TextFieldState, key: string): TextFieldState | undefined => {
  const edit = edits[key];
  if (edit !== undefined) return edit(field);
  return isCharacter(key) ? insertText(field, key) : undefined;
};
